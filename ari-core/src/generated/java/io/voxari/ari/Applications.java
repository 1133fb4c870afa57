package io.voxari.ari;

import io.voxari.ari.internal.ApplicationDecoder;
import io.voxari.ari.internal.Bodies;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.model.Application;
import java.time.Duration;
import java.util.List;

/**
 * Stasis applications: which exist, what they are subscribed to, which events they get.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Applications {
    private static final Reply<List<Application>> APPLICATION_LIST = Reply.list(ApplicationDecoder::decode);

    private static final Reply<Application> APPLICATION = Reply.object(ApplicationDecoder::decode);

    private final RestTransport transport;

    Applications(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists the Stasis applications that are registered.
     *
     * <p>{@code GET /applications}, since Asterisk 13.0.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.Application}
     */
    public AriRequest<List<Application>> list() {
        return new AriRequest<>(transport, new RestCall("GET", "/applications"), APPLICATION_LIST);
    }

    /**
     * Gets one application, with all that it is subscribed to.
     *
     * <p>{@code GET /applications/{applicationName}}, since Asterisk 13.0.0. Declared errors: 404.
     *
     * @param applicationName the name of the application
     * @return the request; answers a {@link io.voxari.ari.model.Application}
     */
    public AriRequest<Application> get(String applicationName) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/applications/{applicationName}", applicationName), APPLICATION);
    }

    /**
     * Subscribes an application to events of channels, bridges, endpoints or device states; all of them
     * or, if one does not exist, none.
     *
     * <p>{@code POST /applications/{applicationName}/subscription}, since Asterisk 13.0.0. Declared
     * errors: 400, 404, 422.
     *
     * @param applicationName the name of the application
     * @param eventSources what to get events of: {@code channel:id}, {@code bridge:id},
     *     {@code endpoint:tech/name}, {@code deviceState:name}; without the id, all of that kind
     * @return the request; answers a {@link io.voxari.ari.model.Application}
     */
    public AriRequest<Application> subscribe(String applicationName, List<String> eventSources) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/applications/{applicationName}/subscription", applicationName)
                        .list("eventSource", eventSources),
                APPLICATION);
    }

    /**
     * Subscribes an application to events of channels, bridges, endpoints or device states; all of them
     * or, if one does not exist, none.
     *
     * <p>{@code POST /applications/{applicationName}/subscription}, since Asterisk 13.0.0. Declared
     * errors: 400, 404, 422.
     *
     * @param applicationName the name of the application
     * @param eventSources what to get events of: {@code channel:id}, {@code bridge:id},
     *     {@code endpoint:tech/name}, {@code deviceState:name}; without the id, all of that kind
     * @return the request; answers a {@link io.voxari.ari.model.Application}
     */
    public AriRequest<Application> subscribe(String applicationName, String... eventSources) {
        return subscribe(applicationName, List.of(eventSources));
    }

    /**
     * Ends subscriptions of an application; a channel that is in the application keeps its own.
     *
     * <p>{@code DELETE /applications/{applicationName}/subscription}, since Asterisk 13.0.0. Declared
     * errors: 400, 404, 409, 422.
     *
     * @param applicationName the name of the application
     * @param eventSources what to get no more events of, in the form in which it was subscribed
     * @return the request; answers a {@link io.voxari.ari.model.Application}
     */
    public AriRequest<Application> unsubscribe(String applicationName, List<String> eventSources) {
        return new AriRequest<>(
                transport,
                new RestCall("DELETE", "/applications/{applicationName}/subscription", applicationName)
                        .list("eventSource", eventSources),
                APPLICATION);
    }

    /**
     * Ends subscriptions of an application; a channel that is in the application keeps its own.
     *
     * <p>{@code DELETE /applications/{applicationName}/subscription}, since Asterisk 13.0.0. Declared
     * errors: 400, 404, 409, 422.
     *
     * @param applicationName the name of the application
     * @param eventSources what to get no more events of, in the form in which it was subscribed
     * @return the request; answers a {@link io.voxari.ari.model.Application}
     */
    public AriRequest<Application> unsubscribe(String applicationName, String... eventSources) {
        return unsubscribe(applicationName, List.of(eventSources));
    }

    /**
     * Sets which event types an application gets; without any list both are emptied. The filter is
     * forgotten with the application.
     *
     * <p>{@code PUT /applications/{applicationName}/eventFilter}, since Asterisk 13.26.0 and 16.3.0.
     * Declared errors: 400, 404.
     *
     * @param applicationName the name of the application
     * @return the request; answers a {@link io.voxari.ari.model.Application}
     */
    public Filter filter(String applicationName) {
        return new Filter(transport, applicationName);
    }

    /**
     * Sets which event types an application gets; without any list both are emptied. The filter is
     * forgotten with the application.
     *
     * <p>Not thread-safe.
     */
    public static final class Filter extends AriRequest<Application> {
        Filter(RestTransport transport, String applicationName) {
            super(
                    transport,
                    new RestCall("PUT", "/applications/{applicationName}/eventFilter", applicationName),
                    APPLICATION);
        }

        /**
         * Sets which event types are allowed. What is disallowed wins over what is allowed, and an empty
         * allowed list allows all. {@code RESTResponse} is always allowed too, for without it REST over the
         * WebSocket would fall silent.
         *
         * @param eventTypes types of events, such as {@code StasisStart}; none empties the list
         * @return this request
         */
        public Filter allowed(String... eventTypes) {
            call.body("allowed", Bodies.allowed(eventTypes));
            return this;
        }

        /**
         * Sets which event types are disallowed. What is disallowed wins over what is allowed, and an empty
         * allowed list allows all. {@code RESTResponse} is always allowed too, for without it REST over the
         * WebSocket would fall silent.
         *
         * @param eventTypes types of events, such as {@code StasisStart}; none empties the list
         * @return this request
         */
        public Filter disallowed(String... eventTypes) {
            call.body("disallowed", Bodies.disallowed(eventTypes));
            return this;
        }

        @Override
        RestCall call() {
            // Without a body HTTP resets both lists, while the WebSocket answers 400 (seen on 22.10).
            return call.body().isEmpty() ? allowed().disallowed().call : call;
        }

        @Override
        public Filter deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }
}
