package io.voxari.ari;

import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that applications raise, and claims on calls that were broadcast.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Events {
    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private final RestTransport transport;

    Events(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * The path and query of the event WebSocket, which the client opens.
     *
     * <p>{@code GET /events}, since Asterisk 12.0.0.
     */
    static RestCall eventWebsocket(List<String> apps, boolean subscribeAll) {
        return new RestCall("GET", "/events").list("app", apps).query("subscribeAll", subscribeAll);
    }

    /**
     * Sends an event of your own to an application; it comes as {@code ChannelUserevent}.
     *
     * <p>{@code POST /events/user/{eventName}}, since Asterisk 12.3.0. Declared errors: 400, 404, 422.
     *
     * @param eventName the name of the event
     * @param application the application that gets it
     * @return the request; answers nothing but success
     */
    public UserEvent userEvent(String eventName, String application) {
        return new UserEvent(transport, eventName, application);
    }

    /**
     * Takes a call that was broadcast; 409 if another application was first, 404 if the offer is over.
     *
     * <p>{@code POST /events/claim}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared errors: 404,
     * 409.
     *
     * @param channelId the id of the channel that was broadcast
     * @param application the application that takes it
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> claimChannel(String channelId, String application) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/events/claim")
                        .query("channelId", channelId)
                        .query("application", application),
                NOTHING);
    }

    /**
     * Sends an event of your own to an application; it comes as {@code ChannelUserevent}.
     *
     * <p>Not thread-safe.
     */
    public static final class UserEvent extends AriRequest<@Nullable Void> {
        UserEvent(RestTransport transport, String eventName, String application) {
            super(
                    transport,
                    new RestCall("POST", "/events/user/{eventName}", eventName).query("application", application),
                    NOTHING);
        }

        /**
         * Sets what it is about: {@code channel:id}, {@code bridge:id}, {@code endpoint:tech/name}.
         *
         * @param sources the values
         * @return this request
         */
        public UserEvent sources(List<String> sources) {
            call.list("source", sources);
            return this;
        }

        /**
         * Sets what it is about: {@code channel:id}, {@code bridge:id}, {@code endpoint:tech/name}.
         *
         * @param sources the values
         * @return this request
         */
        public UserEvent sources(String... sources) {
            return sources(List.of(sources));
        }

        /**
         * Sets what the event shall say, by name.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public UserEvent variables(Map<String, ?> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. What the event shall say, by name.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public UserEvent variable(String name, Object value) {
            call.entry("variables", name, value);
            return this;
        }

        @Override
        public UserEvent deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }
}
