package io.voxari.agent.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.voxari.agent.CallContext;
import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.runtime.CallStep;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the page's script draws, as JSON. Times are milliseconds since the call's offer. */
final class PageData {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<CallStep.Kind> SETUP =
            EnumSet.range(CallStep.Kind.OFFERED, CallStep.Kind.FIRST_AGENT_AUDIO);
    private static final Pattern HEARD = Pattern.compile("([^:]+): (\\d{1,12}) of \\d+ ms heard");
    private static final double NANOS_PER_MILLI = 1e6;

    private final CallOffer offer;
    private final List<CallStep> steps;
    private final EndCause cause;
    private final @Nullable StereoSound sound;
    private final double begins;

    PageData(CallOffer offer, List<CallStep> steps, EndCause cause, @Nullable StereoSound sound, Duration begins) {
        this.offer = offer;
        this.steps = steps;
        this.cause = cause;
        this.sound = sound;
        this.begins = begins.toNanos() / NANOS_PER_MILLI;
    }

    /** {@return the data, fit to stand within a script element} */
    String json() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("title", who());
            json.writeStringField("sub", when());
            facts(json);
            steps(json);
            utterances(json);
            sound(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // "<" stands in strings only, and could end the script element there.
        return out.toString().replace("<", "\\u003c");
    }

    private String who() {
        CallContext call = offer.context();
        String number = call.callerNumber().isEmpty() ? "withheld number" : call.callerNumber();
        String caller = offer.callerName().isEmpty() ? number : offer.callerName() + " (" + number + ")";
        return caller + " calls " + call.calledNumber();
    }

    private String when() {
        String end = cause.detail().isEmpty() ? words(cause.kind()) : cause.detail();
        return offer.offeredAt().truncatedTo(ChronoUnit.SECONDS) + " · " + offer.asterisk() + " · " + offer.callId()
                + " · " + end + (cause.q850() == 0 ? "" : " (Q.850 cause " + cause.q850() + ")");
    }

    private void facts(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("facts");
        fact(json, "lasted", at(CallStep.Kind.HANGUP));
        fact(json, "until answered", at(CallStep.Kind.ANSWERED));
        fact(json, "until the agent spoke", at(CallStep.Kind.FIRST_AGENT_AUDIO));
        number(json, CallStep.Kind.INTERRUPTED, "interruption");
        number(json, CallStep.Kind.DTMF, "key pressed");
        json.writeEndArray();
    }

    private static void fact(JsonGenerator json, String name, Optional<Double> millis) throws IOException {
        if (millis.isPresent()) {
            double value = millis.get();
            pair(json, name, value < 1000 ? format("%.0f ms", value) : format("%.1f s", value / 1000));
        }
    }

    private void number(JsonGenerator json, CallStep.Kind kind, String what) throws IOException {
        long count = count(kind);
        if (count > 0) {
            pair(json, count == 1 ? what : what.replaceFirst(" |$", "s$0"), Long.toString(count));
        }
    }

    private static void pair(JsonGenerator json, String name, String value) throws IOException {
        json.writeStartArray();
        json.writeString(name);
        json.writeString(value);
        json.writeEndArray();
    }

    private void steps(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("steps");
        for (CallStep step : steps) {
            json.writeStartObject();
            json.writeStringField("kind", step.kind().name());
            json.writeStringField("name", words(step.kind()));
            json.writeStringField("detail", step.detail());
            json.writeNumberField("at", millis(step));
            json.writeBooleanField("setup", SETUP.contains(step.kind()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A step tells when an utterance ended and how much of it was heard: so long before, it began. */
    private void utterances(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("utterances");
        for (CallStep step : steps) {
            Matcher heard = HEARD.matcher(step.detail());
            if (step.kind() == CallStep.Kind.UTTERANCE_ENDED && heard.lookingAt()) {
                json.writeStartObject();
                json.writeStringField("name", heard.group(1));
                json.writeNumberField("from", millis(step) - Long.parseLong(heard.group(2)));
                json.writeNumberField("to", millis(step));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void sound(JsonGenerator json) throws IOException {
        StereoSound recorded = sound;
        int[] caller = recorded == null ? new int[0] : Loudness.peaks(recorded.caller, recorded.sampleRate);
        int[] agent = recorded == null ? new int[0] : Loudness.peaks(recorded.agent, recorded.sampleRate);
        json.writeArrayFieldStart("turns");
        for (Loudness.Stretch turn : Loudness.turns(Loudness.speech(caller), Loudness.speech(agent))) {
            json.writeStartObject();
            json.writeNumberField("end", begins + turn.from() * Loudness.BLOCK_MILLIS);
            json.writeNumberField("answer", begins + turn.to() * Loudness.BLOCK_MILLIS);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (recorded != null) {
            json.writeObjectFieldStart("sound");
            json.writeNumberField("begins", begins);
            json.writeNumberField("length", recorded.millis());
            json.writeStringField("caller", base64(caller));
            json.writeStringField("agent", base64(agent));
            json.writeEndObject();
        }
    }

    private Optional<Double> at(CallStep.Kind kind) {
        return steps.stream().filter(s -> s.kind() == kind).findFirst().map(PageData::millis);
    }

    private long count(CallStep.Kind kind) {
        return steps.stream().filter(s -> s.kind() == kind).count();
    }

    private static double millis(CallStep step) {
        return step.sinceOfferedNanos() / NANOS_PER_MILLI;
    }

    private static String words(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String base64(int[] peaks) {
        byte[] bytes = new byte[peaks.length];
        for (int i = 0; i < peaks.length; i++) {
            bytes[i] = (byte) peaks[i];
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
