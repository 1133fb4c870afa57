package io.voxari.ari;

import io.voxari.ari.internal.EndpointDecoder;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.model.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints: the phones and trunks that Asterisk is configured with.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Endpoints {
    private static final Reply<List<Endpoint>> ENDPOINT_LIST = Reply.list(EndpointDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private static final Reply<Endpoint> ENDPOINT = Reply.object(EndpointDecoder::decode);

    private final RestTransport transport;

    Endpoints(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists all endpoints.
     *
     * <p>{@code GET /endpoints}, since Asterisk 12.0.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.Endpoint}
     */
    public AriRequest<List<Endpoint>> list() {
        return new AriRequest<>(transport, new RestCall("GET", "/endpoints"), ENDPOINT_LIST);
    }

    /**
     * Sends a text message to a URI or endpoint.
     *
     * <p>{@code PUT /endpoints/sendMessage}, since Asterisk 13.0.0. Declared errors: 400, 404.
     *
     * @param to whom it is for, such as {@code pjsip:6001}
     * @param from whom it comes from, such as {@code sip:bot@example.org}
     * @return the request; answers nothing but success
     */
    public SendMessage sendMessage(String to, String from) {
        return new SendMessage(transport, to, from);
    }

    /**
     * Asks a URI or endpoint to call somewhere else.
     *
     * <p>{@code POST /endpoints/refer}, since Asterisk 18.20.0 and 20.5.0. Declared errors: 400, 404.
     *
     * @param to whom it is for, such as {@code pjsip:6001}
     * @param from whom it comes from, such as {@code sip:bot@example.org}
     * @param referTo where to call
     * @return the request; answers nothing but success
     */
    public Refer refer(String to, String from, String referTo) {
        return new Refer(transport, to, from, referTo);
    }

    /**
     * Lists the endpoints of one technology.
     *
     * <p>{@code GET /endpoints/{tech}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param tech the technology, such as {@code PJSIP}
     * @return the request; answers a list of {@link io.voxari.ari.model.Endpoint}
     */
    public AriRequest<List<Endpoint>> listByTech(String tech) {
        return new AriRequest<>(transport, new RestCall("GET", "/endpoints/{tech}", tech), ENDPOINT_LIST);
    }

    /**
     * Gets one endpoint.
     *
     * <p>{@code GET /endpoints/{tech}/{resource}}, since Asterisk 12.0.0. Declared errors: 400, 404.
     *
     * @param tech the technology, such as {@code PJSIP}
     * @param resource the name of the endpoint, such as {@code 6001}
     * @return the request; answers a {@link io.voxari.ari.model.Endpoint}
     */
    public AriRequest<Endpoint> get(String tech, String resource) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/endpoints/{tech}/{resource}", tech, resource), ENDPOINT);
    }

    /**
     * Sends a text message to an endpoint.
     *
     * <p>{@code PUT /endpoints/{tech}/{resource}/sendMessage}, since Asterisk 13.0.0. Declared errors:
     * 400, 404.
     *
     * @param tech the technology, such as {@code PJSIP}
     * @param resource the name of the endpoint, such as {@code 6001}
     * @param from whom it comes from, such as {@code sip:bot@example.org}
     * @return the request; answers nothing but success
     */
    public SendMessageToEndpoint sendMessageToEndpoint(String tech, String resource, String from) {
        return new SendMessageToEndpoint(transport, tech, resource, from);
    }

    /**
     * Asks an endpoint to call somewhere else.
     *
     * <p>{@code POST /endpoints/{tech}/{resource}/refer}, since Asterisk 18.20.0 and 20.5.0. Declared
     * errors: 400, 404.
     *
     * @param tech the technology, such as {@code PJSIP}
     * @param resource the name of the endpoint, such as {@code 6001}
     * @param from whom it comes from, such as {@code sip:bot@example.org}
     * @param referTo where to call
     * @return the request; answers nothing but success
     */
    public ReferToEndpoint referToEndpoint(String tech, String resource, String from, String referTo) {
        return new ReferToEndpoint(transport, tech, resource, from, referTo);
    }

    /**
     * Sends a text message to a URI or endpoint.
     *
     * <p>Not thread-safe.
     */
    public static final class SendMessage extends AriRequest<@Nullable Void> {
        SendMessage(RestTransport transport, String to, String from) {
            super(
                    transport,
                    new RestCall("PUT", "/endpoints/sendMessage")
                            .query("to", to)
                            .query("from", from),
                    NOTHING);
        }

        /**
         * Sets the text.
         *
         * @param body the value
         * @return this request
         */
        public SendMessage body(String body) {
            call.query("body", body);
            return this;
        }

        /**
         * Sets headers to send along, by name.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public SendMessage variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Headers to send along, by name.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public SendMessage variable(String name, String value) {
            call.entry("variables", name, value);
            return this;
        }

        @Override
        public SendMessage deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Asks a URI or endpoint to call somewhere else.
     *
     * <p>Not thread-safe.
     */
    public static final class Refer extends AriRequest<@Nullable Void> {
        Refer(RestTransport transport, String to, String from, String referTo) {
            super(
                    transport,
                    new RestCall("POST", "/endpoints/refer")
                            .query("to", to)
                            .query("from", from)
                            .query("refer_to", referTo),
                    NOTHING);
        }

        /**
         * Sets whether the far end shall call back into this Asterisk. Asterisk's default is {@code false}.
         *
         * @param toSelf whether to
         * @return this request
         */
        public Refer toSelf(boolean toSelf) {
            call.query("to_self", toSelf);
            return this;
        }

        /**
         * Sets headers to send along, by name.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public Refer variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Headers to send along, by name.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public Refer variable(String name, String value) {
            call.entry("variables", name, value);
            return this;
        }

        @Override
        public Refer deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Sends a text message to an endpoint.
     *
     * <p>Not thread-safe.
     */
    public static final class SendMessageToEndpoint extends AriRequest<@Nullable Void> {
        SendMessageToEndpoint(RestTransport transport, String tech, String resource, String from) {
            super(
                    transport,
                    new RestCall("PUT", "/endpoints/{tech}/{resource}/sendMessage", tech, resource).query("from", from),
                    NOTHING);
        }

        /**
         * Sets the text.
         *
         * @param body the value
         * @return this request
         */
        public SendMessageToEndpoint body(String body) {
            call.query("body", body);
            return this;
        }

        /**
         * Sets headers to send along, by name.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public SendMessageToEndpoint variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Headers to send along, by name.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public SendMessageToEndpoint variable(String name, String value) {
            call.entry("variables", name, value);
            return this;
        }

        @Override
        public SendMessageToEndpoint deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Asks an endpoint to call somewhere else.
     *
     * <p>Not thread-safe.
     */
    public static final class ReferToEndpoint extends AriRequest<@Nullable Void> {
        ReferToEndpoint(RestTransport transport, String tech, String resource, String from, String referTo) {
            super(
                    transport,
                    new RestCall("POST", "/endpoints/{tech}/{resource}/refer", tech, resource)
                            .query("from", from)
                            .query("refer_to", referTo),
                    NOTHING);
        }

        /**
         * Sets whether the far end shall call back into this Asterisk. Asterisk's default is {@code false}.
         *
         * @param toSelf whether to
         * @return this request
         */
        public ReferToEndpoint toSelf(boolean toSelf) {
            call.query("to_self", toSelf);
            return this;
        }

        /**
         * Sets headers to send along, by name.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public ReferToEndpoint variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Headers to send along, by name.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public ReferToEndpoint variable(String name, String value) {
            call.entry("variables", name, value);
            return this;
        }

        @Override
        public ReferToEndpoint deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }
}
