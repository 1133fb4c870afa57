package io.voxari.ari;

import io.voxari.ari.internal.Bodies;
import io.voxari.ari.internal.BridgeDecoder;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Ids;
import io.voxari.ari.internal.LiveRecordingDecoder;
import io.voxari.ari.internal.PlaybackDecoder;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.internal.VariableDecoder;
import io.voxari.ari.internal.VariablesDecoder;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.BridgeAttribute;
import io.voxari.ari.model.IfExists;
import io.voxari.ari.model.LiveRecording;
import io.voxari.ari.model.Playback;
import io.voxari.ari.model.TerminateOn;
import io.voxari.ari.model.Variable;
import io.voxari.ari.model.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bridges: what joins channels so that they hear each other.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Bridges {
    private static final Reply<List<Bridge>> BRIDGE_LIST = Reply.list(BridgeDecoder::decode);

    private static final Reply<Bridge> BRIDGE = Reply.object(BridgeDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private static final Reply<Variable> VARIABLE = Reply.object(VariableDecoder::decode);

    private static final Reply<Variables> VARIABLES = Reply.object(VariablesDecoder::decode);

    private static final Reply<Playback> PLAYBACK = Reply.object(PlaybackDecoder::decode);

    private static final Reply<LiveRecording> LIVE_RECORDING = Reply.object(LiveRecordingDecoder::decode);

    private final RestTransport transport;

    Bridges(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists the bridges, also those that no application made.
     *
     * <p>{@code GET /bridges}, since Asterisk 12.0.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.Bridge}
     */
    public AriRequest<List<Bridge>> list() {
        return new AriRequest<>(transport, new RestCall("GET", "/bridges"), BRIDGE_LIST);
    }

    /**
     * Creates a bridge under an id that the request chooses, unless you do.
     *
     * <p>{@code POST /bridges}, since Asterisk 12.0.0. Declared errors: 409.
     *
     * @return the request; answers a {@link io.voxari.ari.model.Bridge}
     */
    public Create create() {
        return new Create(transport);
    }

    /**
     * Creates a bridge under an id of your own; if it exists already, changes its name.
     *
     * <p>{@code POST /bridges/{bridgeId}}, since Asterisk 12.2.0. Declared errors: 409.
     *
     * @param bridgeId the id that the bridge gets
     * @return the request; answers a {@link io.voxari.ari.model.Bridge}
     */
    public CreateWithId createWithId(String bridgeId) {
        return new CreateWithId(transport, bridgeId);
    }

    /**
     * Gets one bridge, with the channels in it.
     *
     * <p>{@code GET /bridges/{bridgeId}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param bridgeId the id of the bridge
     * @return the request; answers a {@link io.voxari.ari.model.Bridge}
     */
    public AriRequest<Bridge> get(String bridgeId) {
        return new AriRequest<>(transport, new RestCall("GET", "/bridges/{bridgeId}", bridgeId), BRIDGE);
    }

    /**
     * Destroys a bridge; the channels in it leave it and live on.
     *
     * <p>{@code DELETE /bridges/{bridgeId}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param bridgeId the id of the bridge
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> destroy(String bridgeId) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/bridges/{bridgeId}", bridgeId), NOTHING);
    }

    /**
     * Gets a variable of a bridge.
     *
     * <p>{@code GET /bridges/{bridgeId}/variable}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared
     * errors: 400, 404, 409.
     *
     * @param bridgeId the id of the bridge
     * @param variable the name of the variable, or a function such as {@code CALLERID(num)}
     * @return the request; answers a {@link io.voxari.ari.model.Variable}
     */
    public AriRequest<Variable> getVariable(String bridgeId, String variable) {
        return new AriRequest<>(
                transport,
                new RestCall("GET", "/bridges/{bridgeId}/variable", bridgeId).query("variable", variable),
                VARIABLE);
    }

    /**
     * Sets a variable of a bridge.
     *
     * <p>{@code POST /bridges/{bridgeId}/variable}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared
     * errors: 400, 404, 409.
     *
     * @param bridgeId the id of the bridge
     * @param variable the name of the variable, or a function such as {@code CALLERID(num)}
     * @return the request; answers nothing but success
     */
    public SetVariable setVariable(String bridgeId, String variable) {
        return new SetVariable(transport, bridgeId, variable);
    }

    /**
     * Gets several variables of a bridge; fails as a whole if one of them is not set.
     *
     * <p>{@code GET /bridges/{bridgeId}/variables}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared
     * errors: 400, 404, 409.
     *
     * @param bridgeId the id of the bridge
     * @param variables the names of the variables
     * @return the request; answers a {@link io.voxari.ari.model.Variables}
     */
    public AriRequest<Variables> getVariables(String bridgeId, List<String> variables) {
        return new AriRequest<>(
                transport,
                new RestCall("GET", "/bridges/{bridgeId}/variables", bridgeId).list("variables", variables),
                VARIABLES);
    }

    /**
     * Gets several variables of a bridge; fails as a whole if one of them is not set.
     *
     * <p>{@code GET /bridges/{bridgeId}/variables}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared
     * errors: 400, 404, 409.
     *
     * @param bridgeId the id of the bridge
     * @param variables the names of the variables
     * @return the request; answers a {@link io.voxari.ari.model.Variables}
     */
    public AriRequest<Variables> getVariables(String bridgeId, String... variables) {
        return getVariables(bridgeId, List.of(variables));
    }

    /**
     * Sets several variables of a bridge.
     *
     * <p>{@code POST /bridges/{bridgeId}/variables}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared
     * errors: 400, 404, 409.
     *
     * @param bridgeId the id of the bridge
     * @param variables the variables by name
     * @return the request; answers nothing but success
     */
    public SetVariables setVariables(String bridgeId, Map<String, String> variables) {
        return new SetVariables(transport, bridgeId, variables);
    }

    /**
     * Puts channels into a bridge, out of any other that they are in. A channel must be in a Stasis
     * application: a media channel is only after its own {@code StasisStart}. Asterisk answers when the
     * channel's thread has obeyed, which a playback on the channel delays.
     *
     * <p>{@code POST /bridges/{bridgeId}/addChannel}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param channels the ids of the channels
     * @return the request; answers nothing but success
     */
    public AddChannel addChannel(String bridgeId, List<String> channels) {
        return new AddChannel(transport, bridgeId, channels);
    }

    /**
     * Puts channels into a bridge, out of any other that they are in. A channel must be in a Stasis
     * application: a media channel is only after its own {@code StasisStart}. Asterisk answers when the
     * channel's thread has obeyed, which a playback on the channel delays.
     *
     * <p>{@code POST /bridges/{bridgeId}/addChannel}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param channels the ids of the channels
     * @return the request; answers nothing but success
     */
    public AddChannel addChannel(String bridgeId, String... channels) {
        return addChannel(bridgeId, List.of(channels));
    }

    /**
     * Takes channels out of a bridge.
     *
     * <p>{@code POST /bridges/{bridgeId}/removeChannel}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param channels the ids of the channels
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> removeChannel(String bridgeId, List<String> channels) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/bridges/{bridgeId}/removeChannel", bridgeId).list("channel", channels),
                NOTHING);
    }

    /**
     * Takes channels out of a bridge.
     *
     * <p>{@code POST /bridges/{bridgeId}/removeChannel}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param channels the ids of the channels
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> removeChannel(String bridgeId, String... channels) {
        return removeChannel(bridgeId, List.of(channels));
    }

    /**
     * Makes one channel the source of video for the bridge.
     *
     * <p>{@code POST /bridges/{bridgeId}/videoSource/{channelId}}, since Asterisk 13.13.0 and 14.2.0.
     * Declared errors: 404, 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param channelId the id of the channel whose video is shown
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> setVideoSource(String bridgeId, String channelId) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/bridges/{bridgeId}/videoSource/{channelId}", bridgeId, channelId),
                NOTHING);
    }

    /**
     * Lets the bridge choose its video source again.
     *
     * <p>{@code DELETE /bridges/{bridgeId}/videoSource}, since Asterisk 13.13.0 and 14.2.0. Declared
     * errors: 404.
     *
     * @param bridgeId the id of the bridge
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> clearVideoSource(String bridgeId) {
        return new AriRequest<>(
                transport, new RestCall("DELETE", "/bridges/{bridgeId}/videoSource", bridgeId), NOTHING);
    }

    /**
     * Plays music on hold to a bridge until it is stopped.
     *
     * <p>{@code POST /bridges/{bridgeId}/moh}, since Asterisk 12.0.0. Declared errors: 404, 409.
     *
     * @param bridgeId the id of the bridge
     * @return the request; answers nothing but success
     */
    public StartMoh startMoh(String bridgeId) {
        return new StartMoh(transport, bridgeId);
    }

    /**
     * Stops music on hold in a bridge.
     *
     * <p>{@code DELETE /bridges/{bridgeId}/moh}, since Asterisk 12.0.0. Declared errors: 404, 409.
     *
     * @param bridgeId the id of the bridge
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> stopMoh(String bridgeId) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/bridges/{bridgeId}/moh", bridgeId), NOTHING);
    }

    /**
     * Plays media to a bridge; {@code PlaybackFinished} tells when it has ended, also when it failed.
     *
     * <p>{@code POST /bridges/{bridgeId}/play}, since Asterisk 12.0.0. Declared errors: 404, 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public Play play(String bridgeId, List<String> media) {
        return new Play(transport, bridgeId, media);
    }

    /**
     * Plays media to a bridge; {@code PlaybackFinished} tells when it has ended, also when it failed.
     *
     * <p>{@code POST /bridges/{bridgeId}/play}, since Asterisk 12.0.0. Declared errors: 404, 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public Play play(String bridgeId, String... media) {
        return play(bridgeId, List.of(media));
    }

    /**
     * Plays media to a bridge under a playback id of your own.
     *
     * <p>{@code POST /bridges/{bridgeId}/play/{playbackId}}, since Asterisk 12.3.0. Declared errors: 404,
     * 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param playbackId the id that the playback gets
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public PlayWithId playWithId(String bridgeId, String playbackId, List<String> media) {
        return new PlayWithId(transport, bridgeId, playbackId, media);
    }

    /**
     * Plays media to a bridge under a playback id of your own.
     *
     * <p>{@code POST /bridges/{bridgeId}/play/{playbackId}}, since Asterisk 12.3.0. Declared errors: 404,
     * 409, 422.
     *
     * @param bridgeId the id of the bridge
     * @param playbackId the id that the playback gets
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public PlayWithId playWithId(String bridgeId, String playbackId, String... media) {
        return playWithId(bridgeId, playbackId, List.of(media));
    }

    /**
     * Records a bridge; {@code RecordingStarted} tells when it has begun.
     *
     * <p>{@code POST /bridges/{bridgeId}/record}, since Asterisk 12.0.0. Declared errors: 400, 404, 409,
     * 422.
     *
     * @param bridgeId the id of the bridge
     * @param name the name of the recording, under which it is stored; it may hold slashes
     * @param format the file format, such as {@code wav}
     * @return the request; answers a {@link io.voxari.ari.model.LiveRecording}
     */
    public Record record(String bridgeId, String name, String format) {
        return new Record(transport, bridgeId, name, format);
    }

    /**
     * Creates a bridge under an id that the request chooses, unless you do.
     *
     * <p>Not thread-safe.
     */
    public static final class Create extends AriRequest<Bridge> {
        private String id;

        Create(RestTransport transport) {
            super(transport, new RestCall("POST", "/bridges"), BRIDGE);
            this.id = Ids.fresh();
            call.query("bridgeId", id);
        }

        /**
         * Sets what the bridge can do; mixing when not set.
         *
         * @param type the values as Asterisk writes them
         * @return this request
         */
        public Create type(List<String> type) {
            call.query("type", String.join(",", type));
            return this;
        }

        /**
         * Sets what the bridge can do; mixing when not set.
         *
         * @param type some of the known values
         * @return this request
         */
        public Create type(BridgeAttribute... type) {
            return type(Stream.of(type).map(BridgeAttribute::wire).toList());
        }

        /**
         * Sets the id that the bridge gets; a random one is chosen when not set.
         *
         * @param bridgeId the value
         * @return this request
         */
        public Create bridgeId(String bridgeId) {
            this.id = bridgeId;
            call.query("bridgeId", bridgeId);
            return this;
        }

        /**
         * Sets a name for people to read.
         *
         * @param name the value
         * @return this request
         */
        public Create name(String name) {
            call.query("name", name);
            return this;
        }

        /**
         * Sets variables of the new bridge; Asterisk 20.20.0, 22.10.0, 23.4.0 and later.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public Create variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Variables of the new bridge; Asterisk 20.20.0, 22.10.0, 23.4.0 and later.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public Create variable(String name, String value) {
            call.entry("variables", name, value);
            return this;
        }

        /**
         * Adds one variable that later events carry along with the channel or bridge. Since Asterisk 20.20.0,
         * 22.10.0 and 23.4.0.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public Create reportedVariable(String name, String value) {
            call.entry("variables", name, Bodies.reported(value));
            return this;
        }

        /**
         * {@return the id that what is created will have, known before the request is sent; a random one unless it was set}
         */
        public String id() {
            return id;
        }

        @Override
        RestCall call() {
            // POST /bridges takes each key of a body for the name of a variable (seen on 22.10), so a
            // request that has a body goes to the path of its twin, which reads it rightly.
            return call.body().isEmpty() ? call : call.moved("/bridges/{bridgeId}", "bridgeId");
        }

        @Override
        public Create deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Creates a bridge under an id of your own; if it exists already, changes its name.
     *
     * <p>Not thread-safe.
     */
    public static final class CreateWithId extends AriRequest<Bridge> {
        private final String id;

        CreateWithId(RestTransport transport, String bridgeId) {
            super(transport, new RestCall("POST", "/bridges/{bridgeId}", bridgeId), BRIDGE);
            this.id = bridgeId;
        }

        /**
         * Sets what the bridge can do; mixing when not set.
         *
         * @param type the values as Asterisk writes them
         * @return this request
         */
        public CreateWithId type(List<String> type) {
            call.query("type", String.join(",", type));
            return this;
        }

        /**
         * Sets what the bridge can do; mixing when not set.
         *
         * @param type some of the known values
         * @return this request
         */
        public CreateWithId type(BridgeAttribute... type) {
            return type(Stream.of(type).map(BridgeAttribute::wire).toList());
        }

        /**
         * Sets a name for people to read.
         *
         * @param name the value
         * @return this request
         */
        public CreateWithId name(String name) {
            call.query("name", name);
            return this;
        }

        /**
         * Sets variables of the new bridge; Asterisk 20.20.0, 22.10.0, 23.4.0 and later.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public CreateWithId variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Variables of the new bridge; Asterisk 20.20.0, 22.10.0, 23.4.0 and later.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public CreateWithId variable(String name, String value) {
            call.entry("variables", name, value);
            return this;
        }

        /**
         * Adds one variable that later events carry along with the channel or bridge. Since Asterisk 20.20.0,
         * 22.10.0 and 23.4.0.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public CreateWithId reportedVariable(String name, String value) {
            call.entry("variables", name, Bodies.reported(value));
            return this;
        }

        /**
         * {@return the id that what is created will have}
         */
        public String id() {
            return id;
        }

        @Override
        public CreateWithId deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Sets a variable of a bridge.
     *
     * <p>Not thread-safe.
     */
    public static final class SetVariable extends AriRequest<@Nullable Void> {
        SetVariable(RestTransport transport, String bridgeId, String variable) {
            super(
                    transport,
                    new RestCall("POST", "/bridges/{bridgeId}/variable", bridgeId).query("variable", variable),
                    NOTHING);
        }

        /**
         * Sets the value to set; empty when not set.
         *
         * @param value the value
         * @return this request
         */
        public SetVariable value(String value) {
            call.query("value", value);
            return this;
        }

        /**
         * Sets whether later events carry the variable along; Asterisk 20.20.0, 22.10.0, 23.4.0 and later.
         * Asterisk's default is {@code false}.
         *
         * @param reportEvents whether to
         * @return this request
         */
        public SetVariable reportEvents(boolean reportEvents) {
            call.query("report_events", reportEvents);
            return this;
        }

        @Override
        public SetVariable deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Sets several variables of a bridge.
     *
     * <p>Not thread-safe.
     */
    public static final class SetVariables extends AriRequest<@Nullable Void> {
        SetVariables(RestTransport transport, String bridgeId, Map<String, String> variables) {
            super(
                    transport,
                    new RestCall("POST", "/bridges/{bridgeId}/variables", bridgeId).entries("variables", variables),
                    NOTHING);
        }

        /**
         * Adds one more entry. The variables by name.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public SetVariables variable(String name, String value) {
            call.entry("variables", name, value);
            return this;
        }

        /**
         * Adds one variable that later events carry along with the channel or bridge. Since Asterisk 20.20.0,
         * 22.10.0 and 23.4.0.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public SetVariables reportedVariable(String name, String value) {
            call.entry("variables", name, Bodies.reported(value));
            return this;
        }

        @Override
        public SetVariables deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Puts channels into a bridge, out of any other that they are in. A channel must be in a Stasis
     * application: a media channel is only after its own {@code StasisStart}. Asterisk answers when the
     * channel's thread has obeyed, which a playback on the channel delays.
     *
     * <p>Not thread-safe.
     */
    public static final class AddChannel extends AriRequest<@Nullable Void> {
        AddChannel(RestTransport transport, String bridgeId, List<String> channels) {
            super(
                    transport,
                    new RestCall("POST", "/bridges/{bridgeId}/addChannel", bridgeId).list("channel", channels),
                    NOTHING);
        }

        /**
         * Sets what the channel is in a holding bridge: {@code announcer} or {@code participant}.
         *
         * @param role the value
         * @return this request
         */
        public AddChannel role(String role) {
            call.query("role", role);
            return this;
        }

        /**
         * Sets whether its DTMF is kept from the others. Asterisk's default is {@code false}.
         *
         * @param absorbDtmf whether to
         * @return this request
         */
        public AddChannel absorbDtmf(boolean absorbDtmf) {
            call.query("absorbDTMF", absorbDtmf);
            return this;
        }

        /**
         * Sets whether its audio is kept from the others. Asterisk's default is {@code false}.
         *
         * @param mute whether to
         * @return this request
         */
        public AddChannel mute(boolean mute) {
            call.query("mute", mute);
            return this;
        }

        /**
         * Sets whether its identity is kept from the others' displays. Asterisk's default is {@code false}.
         *
         * @param inhibitConnectedLineUpdates whether to
         * @return this request
         */
        public AddChannel inhibitConnectedLineUpdates(boolean inhibitConnectedLineUpdates) {
            call.query("inhibitConnectedLineUpdates", inhibitConnectedLineUpdates);
            return this;
        }

        @Override
        public AddChannel deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Plays music on hold to a bridge until it is stopped.
     *
     * <p>Not thread-safe.
     */
    public static final class StartMoh extends AriRequest<@Nullable Void> {
        StartMoh(RestTransport transport, String bridgeId) {
            super(transport, new RestCall("POST", "/bridges/{bridgeId}/moh", bridgeId), NOTHING);
        }

        /**
         * Sets the class of music on hold, as in {@code musiconhold.conf}.
         *
         * @param mohClass the value
         * @return this request
         */
        public StartMoh mohClass(String mohClass) {
            call.query("mohClass", mohClass);
            return this;
        }

        @Override
        public StartMoh deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Plays media to a bridge; {@code PlaybackFinished} tells when it has ended, also when it failed.
     *
     * <p>Not thread-safe.
     */
    public static final class Play extends AriRequest<Playback> {
        private String id;

        Play(RestTransport transport, String bridgeId, List<String> media) {
            super(transport, new RestCall("POST", "/bridges/{bridgeId}/play", bridgeId).list("media", media), PLAYBACK);
            this.id = Ids.fresh();
            call.query("playbackId", id);
        }

        /**
         * Sets the audio format of the announcer channel, such as {@code slin16}; Asterisk 22.7.0 and later.
         *
         * @param announcerFormat the value
         * @return this request
         */
        public Play announcerFormat(String announcerFormat) {
            call.query("announcer_format", announcerFormat);
            return this;
        }

        /**
         * Sets the language of sounds; that of the channel or of Asterisk when not set.
         *
         * @param lang the value
         * @return this request
         */
        public Play lang(String lang) {
            call.query("lang", lang);
            return this;
        }

        /**
         * Sets how far into the first item to begin. Asterisk's default is {@code 0 ms}.
         *
         * @param offset sent in milliseconds
         * @return this request
         */
        public Play offset(Duration offset) {
            call.millis("offsetms", offset);
            return this;
        }

        /**
         * Sets how far one forward or reverse goes. Asterisk's default is {@code 3000 ms}.
         *
         * @param skip sent in milliseconds
         * @return this request
         */
        public Play skip(Duration skip) {
            call.millis("skipms", skip);
            return this;
        }

        /**
         * Sets the id that the playback gets; a random one is chosen when not set.
         *
         * @param playbackId the value
         * @return this request
         */
        public Play playbackId(String playbackId) {
            this.id = playbackId;
            call.query("playbackId", playbackId);
            return this;
        }

        /**
         * {@return the id that what is created will have, known before the request is sent; a random one unless it was set}
         */
        public String id() {
            return id;
        }

        @Override
        public Play deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Plays media to a bridge under a playback id of your own.
     *
     * <p>Not thread-safe.
     */
    public static final class PlayWithId extends AriRequest<Playback> {
        private final String id;

        PlayWithId(RestTransport transport, String bridgeId, String playbackId, List<String> media) {
            super(
                    transport,
                    new RestCall("POST", "/bridges/{bridgeId}/play/{playbackId}", bridgeId, playbackId)
                            .list("media", media),
                    PLAYBACK);
            this.id = playbackId;
        }

        /**
         * Sets the audio format of the announcer channel, such as {@code slin16}; Asterisk 22.7.0 and later.
         *
         * @param announcerFormat the value
         * @return this request
         */
        public PlayWithId announcerFormat(String announcerFormat) {
            call.query("announcer_format", announcerFormat);
            return this;
        }

        /**
         * Sets the language of sounds; that of the channel or of Asterisk when not set.
         *
         * @param lang the value
         * @return this request
         */
        public PlayWithId lang(String lang) {
            call.query("lang", lang);
            return this;
        }

        /**
         * Sets how far into the first item to begin. Asterisk's default is {@code 0 ms}.
         *
         * @param offset sent in milliseconds
         * @return this request
         */
        public PlayWithId offset(Duration offset) {
            call.millis("offsetms", offset);
            return this;
        }

        /**
         * Sets how far one forward or reverse goes. Asterisk's default is {@code 3000 ms}.
         *
         * @param skip sent in milliseconds
         * @return this request
         */
        public PlayWithId skip(Duration skip) {
            call.millis("skipms", skip);
            return this;
        }

        /**
         * {@return the id that what is created will have}
         */
        public String id() {
            return id;
        }

        @Override
        public PlayWithId deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Records a bridge; {@code RecordingStarted} tells when it has begun.
     *
     * <p>Not thread-safe.
     */
    public static final class Record extends AriRequest<LiveRecording> {
        private final String id;

        Record(RestTransport transport, String bridgeId, String name, String format) {
            super(
                    transport,
                    new RestCall("POST", "/bridges/{bridgeId}/record", bridgeId)
                            .query("name", name)
                            .query("format", format),
                    LIVE_RECORDING);
            this.id = name;
        }

        /**
         * Sets the audio format of the recorder channel, such as {@code slin16}; Asterisk 22.7.0 and later.
         *
         * @param recorderFormat the value
         * @return this request
         */
        public Record recorderFormat(String recorderFormat) {
            call.query("recorder_format", recorderFormat);
            return this;
        }

        /**
         * Sets how long it may become; zero for no limit. Asterisk's default is {@code 0 s}.
         *
         * @param maxDuration sent in whole seconds, rounded up
         * @return this request
         */
        public Record maxDuration(Duration maxDuration) {
            call.seconds("maxDurationSeconds", maxDuration);
            return this;
        }

        /**
         * Sets how much silence ends it; zero for never. Asterisk's default is {@code 0 s}.
         *
         * @param maxSilence sent in whole seconds, rounded up
         * @return this request
         */
        public Record maxSilence(Duration maxSilence) {
            call.seconds("maxSilenceSeconds", maxSilence);
            return this;
        }

        /**
         * Sets what to do when a recording of that name exists. Asterisk's default is {@code fail}.
         *
         * @param ifExists one of the known values
         * @return this request
         */
        public Record ifExists(IfExists ifExists) {
            return ifExists(ifExists.wire());
        }

        /**
         * Sets what to do when a recording of that name exists. Asterisk's default is {@code fail}.
         *
         * @param ifExists the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public Record ifExists(String ifExists) {
            call.query("ifExists", ifExists);
            return this;
        }

        /**
         * Sets whether a beep is heard when it begins. Asterisk's default is {@code false}.
         *
         * @param beep whether to
         * @return this request
         */
        public Record beep(boolean beep) {
            call.query("beep", beep);
            return this;
        }

        /**
         * Sets which digit ends it. Asterisk's default is {@code none}.
         *
         * @param terminateOn one of the known values
         * @return this request
         */
        public Record terminateOn(TerminateOn terminateOn) {
            return terminateOn(terminateOn.wire());
        }

        /**
         * Sets which digit ends it. Asterisk's default is {@code none}.
         *
         * @param terminateOn the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public Record terminateOn(String terminateOn) {
            call.query("terminateOn", terminateOn);
            return this;
        }

        /**
         * {@return the id that what is created will have}
         */
        public String id() {
            return id;
        }

        @Override
        public Record deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }
}
