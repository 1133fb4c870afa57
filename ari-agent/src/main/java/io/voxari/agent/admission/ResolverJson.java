package io.voxari.agent.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.agent.CallOffer;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a resolver's endpoint is asked and answers, in JSON; stateless. */
final class ResolverJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ResolverJson() {}

    static byte[] question(CallOffer offer) {
        Map<String, String> facts = offer.context().asMap();
        facts.put("asterisk", offer.asterisk());
        facts.put("caller_name", offer.callerName());
        facts.put("dialplan_context", offer.dialplanContext());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                out.writeStringField(fact.getKey(), fact.getValue());
            }
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * {@return what an answer says}
     *
     * @throws IOException if it says nothing, or more than one thing; without a word of the answer's own but names
     */
    static Resolution answer(byte[] body) throws IOException {
        String workflow = null;
        Map<String, String> attributes = new LinkedHashMap<>();
        String refuse = null;
        String reason = "the resolver refused";
        Resolution.ContinueInDialplan place = null;
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "workflow" -> workflow = text(in, field);
                    case "attributes" -> attributes = texts(in, field);
                    case "refuse" -> refuse = text(in, field);
                    case "reason" -> reason = text(in, field);
                    case "continue" -> place = place(texts(in, field));
                    default -> in.skipChildren();
                }
            }
        } catch (JsonProcessingException broken) {
            // Without the excerpt of the source that its own message has.
            throw new IOException("no JSON: " + broken.getOriginalMessage(), broken);
        }
        int said = (workflow == null ? 0 : 1) + (refuse == null ? 0 : 1) + (place == null ? 0 : 1);
        if (said != 1) {
            throw new IOException(said + " of workflow, refuse and continue; expected one");
        }
        return decision(workflow, attributes, refuse, reason, place);
    }

    private static Resolution decision(
            @Nullable String workflow,
            Map<String, String> attributes,
            @Nullable String refuse,
            String reason,
            Resolution.@Nullable ContinueInDialplan place)
            throws IOException {
        if (workflow != null) {
            if (workflow.isBlank()) {
                throw new IOException("the workflow's name is blank");
            }
            return new Resolution.Accept(new Workflow(workflow, attributes));
        }
        if (refuse != null) {
            return new Resolution.Refuse(cause(refuse), reason);
        }
        if (place == null) {
            throw new IOException("nothing");
        }
        return place;
    }

    private static RefusalCause cause(String name) throws IOException {
        for (RefusalCause cause : RefusalCause.values()) {
            if (cause.name().equalsIgnoreCase(name)) {
                return cause;
            }
        }
        throw new IOException("refuse is none of "
                + Arrays.stream(RefusalCause.values())
                        .map(cause -> cause.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private static Resolution.ContinueInDialplan place(Map<String, String> place) throws IOException {
        try {
            return new Resolution.ContinueInDialplan(
                    place.getOrDefault("context", ""),
                    place.getOrDefault("extension", ""),
                    Integer.parseInt(place.getOrDefault("priority", "0")));
        } catch (IllegalArgumentException wrong) {
            throw new IOException("continue has a priority that is no number from 0 on", wrong);
        }
    }

    private static String text(JsonParser in, String field) throws IOException {
        if (!in.currentToken().isScalarValue() || in.currentToken() == JsonToken.VALUE_NULL) {
            throw new IOException(field + " is no text");
        }
        return in.getText();
    }

    private static Map<String, String> texts(JsonParser in, String field) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException(field + " is no object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            texts.put(name, text(in, name));
        }
        return texts;
    }
}
