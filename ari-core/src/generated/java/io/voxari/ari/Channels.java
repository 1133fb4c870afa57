package io.voxari.ari;

import io.voxari.ari.internal.Bodies;
import io.voxari.ari.internal.ChannelDecoder;
import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Ids;
import io.voxari.ari.internal.LiveRecordingDecoder;
import io.voxari.ari.internal.PlaybackDecoder;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.internal.RtpStatisticsDecoder;
import io.voxari.ari.internal.VariableDecoder;
import io.voxari.ari.internal.VariablesDecoder;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ConnectionType;
import io.voxari.ari.model.Encapsulation;
import io.voxari.ari.model.HangupReason;
import io.voxari.ari.model.IfExists;
import io.voxari.ari.model.LiveRecording;
import io.voxari.ari.model.MediaDirection;
import io.voxari.ari.model.MediaTransport;
import io.voxari.ari.model.Playback;
import io.voxari.ari.model.RtpStatistics;
import io.voxari.ari.model.SnoopDirection;
import io.voxari.ari.model.TerminateOn;
import io.voxari.ari.model.TransferState;
import io.voxari.ari.model.Variable;
import io.voxari.ari.model.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Channels: one leg of a call each, from being dialed or offered to being hung up.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Channels {
    private static final Reply<List<Channel>> CHANNEL_LIST = Reply.list(ChannelDecoder::decode);

    private static final Reply<Channel> CHANNEL = Reply.object(ChannelDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private static final Reply<Playback> PLAYBACK = Reply.object(PlaybackDecoder::decode);

    private static final Reply<LiveRecording> LIVE_RECORDING = Reply.object(LiveRecordingDecoder::decode);

    private static final Reply<Variable> VARIABLE = Reply.object(VariableDecoder::decode);

    private static final Reply<Variables> VARIABLES = Reply.object(VariablesDecoder::decode);

    private static final Reply<RtpStatistics> RTP_STATISTICS = Reply.object(RtpStatisticsDecoder::decode);

    private final RestTransport transport;

    Channels(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists all channels, also those in no application. The answer is large on a busy Asterisk.
     *
     * <p>{@code GET /channels}, since Asterisk 12.0.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.Channel}
     */
    public AriRequest<List<Channel>> list() {
        return new AriRequest<>(transport, new RestCall("GET", "/channels"), CHANNEL_LIST);
    }

    /**
     * Calls an endpoint. With an application, {@code StasisStart} comes when it was answered; its progress
     * comes as {@code Dial} events.
     *
     * <p>{@code POST /channels}, since Asterisk 12.0.0. Declared errors: 400, 409.
     *
     * @param endpoint whom to call, such as {@code PJSIP/6001} or {@code Local/100@default}
     * @return the request; answers a {@link io.voxari.ari.model.Channel}
     */
    public Originate originate(String endpoint) {
        return new Originate(transport, endpoint);
    }

    /**
     * Creates a channel that enters the application at once, unanswered and undialed: the place to set
     * variables and bridge early. Follow it with {@code dial}.
     *
     * <p>{@code POST /channels/create}, since Asterisk 14.0.0. Declared errors: 409.
     *
     * @param endpoint whom to call, such as {@code PJSIP/6001} or {@code Local/100@default}
     * @param app the Stasis application that the channel enters
     * @return the request; answers a {@link io.voxari.ari.model.Channel}
     */
    public Create create(String endpoint, String app) {
        return new Create(transport, endpoint, app);
    }

    /**
     * Gets one channel.
     *
     * <p>{@code GET /channels/{channelId}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param channelId the id of the channel
     * @return the request; answers a {@link io.voxari.ari.model.Channel}
     */
    public AriRequest<Channel> get(String channelId) {
        return new AriRequest<>(transport, new RestCall("GET", "/channels/{channelId}", channelId), CHANNEL);
    }

    /**
     * Calls an endpoint under a channel id of your own.
     *
     * <p>{@code POST /channels/{channelId}}, since Asterisk 12.2.0. Declared errors: 400, 409.
     *
     * @param channelId the id that the channel gets, up to 149 characters; 409 if it is taken
     * @param endpoint whom to call, such as {@code PJSIP/6001} or {@code Local/100@default}
     * @return the request; answers a {@link io.voxari.ari.model.Channel}
     */
    public OriginateWithId originateWithId(String channelId, String endpoint) {
        return new OriginateWithId(transport, channelId, endpoint);
    }

    /**
     * Hangs up a channel. 404 only means that it is gone already.
     *
     * <p>{@code DELETE /channels/{channelId}}, since Asterisk 12.0.0. Declared errors: 400, 404.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public Hangup hangup(String channelId) {
        return new Hangup(transport, channelId);
    }

    /**
     * Lets a channel leave the application and go on in the dialplan; it gets a {@code StasisEnd}.
     *
     * <p>{@code POST /channels/{channelId}/continue}, since Asterisk 12.0.0. Declared errors: 404, 409,
     * 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public ContinueInDialplan continueInDialplan(String channelId) {
        return new ContinueInDialplan(transport, channelId);
    }

    /**
     * Hands a channel to another application: {@code StasisEnd} here, {@code StasisStart} there,
     * {@code ApplicationMoveFailed} if there is no such application.
     *
     * <p>{@code POST /channels/{channelId}/move}, since Asterisk 13.26.0 and 16.3.0. Declared errors: 404,
     * 409.
     *
     * @param channelId the id of the channel
     * @param app the Stasis application that the channel enters
     * @return the request; answers nothing but success
     */
    public Move move(String channelId, String app) {
        return new Move(transport, channelId, app);
    }

    /**
     * Tells the far end to call somewhere else instead; only to the same technology.
     *
     * <p>{@code POST /channels/{channelId}/redirect}, since Asterisk 13.3.0. Declared errors: 400, 404,
     * 409, 412, 422.
     *
     * @param channelId the id of the channel
     * @param endpoint where to call instead, such as {@code PJSIP/6002}
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> redirect(String channelId, String endpoint) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/channels/{channelId}/redirect", channelId).query("endpoint", endpoint),
                NOTHING);
    }

    /**
     * Answers a channel. Asterisk replies when the channel's thread has obeyed.
     *
     * <p>{@code POST /channels/{channelId}/answer}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> answer(String channelId) {
        return new AriRequest<>(transport, new RestCall("POST", "/channels/{channelId}/answer", channelId), NOTHING);
    }

    /**
     * Makes the caller hear ringing.
     *
     * <p>{@code POST /channels/{channelId}/ring}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> ring(String channelId) {
        return new AriRequest<>(transport, new RestCall("POST", "/channels/{channelId}/ring", channelId), NOTHING);
    }

    /**
     * Stops the ringing that the caller hears.
     *
     * <p>{@code DELETE /channels/{channelId}/ring}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> ringStop(String channelId) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/channels/{channelId}/ring", channelId), NOTHING);
    }

    /**
     * Tells the caller's side that audio comes before the answer.
     *
     * <p>{@code POST /channels/{channelId}/progress}, since Asterisk 20.16.0, 21.11.0 and 22.6.0. Declared
     * errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> progress(String channelId) {
        return new AriRequest<>(transport, new RestCall("POST", "/channels/{channelId}/progress", channelId), NOTHING);
    }

    /**
     * Sends DTMF digits to a channel.
     *
     * <p>{@code POST /channels/{channelId}/dtmf}, since Asterisk 12.0.0. Declared errors: 400, 404, 409,
     * 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public SendDtmf sendDtmf(String channelId) {
        return new SendDtmf(transport, channelId);
    }

    /**
     * Mutes a channel.
     *
     * <p>{@code POST /channels/{channelId}/mute}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public Mute mute(String channelId) {
        return new Mute(transport, channelId);
    }

    /**
     * Ends the muting of a channel.
     *
     * <p>{@code DELETE /channels/{channelId}/mute}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public Unmute unmute(String channelId) {
        return new Unmute(transport, channelId);
    }

    /**
     * Puts the far end of a channel on hold.
     *
     * <p>{@code POST /channels/{channelId}/hold}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> hold(String channelId) {
        return new AriRequest<>(transport, new RestCall("POST", "/channels/{channelId}/hold", channelId), NOTHING);
    }

    /**
     * Takes the far end of a channel off hold.
     *
     * <p>{@code DELETE /channels/{channelId}/hold}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> unhold(String channelId) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/channels/{channelId}/hold", channelId), NOTHING);
    }

    /**
     * Plays music on hold to a channel until it is stopped; {@code play} interrupts it.
     *
     * <p>{@code POST /channels/{channelId}/moh}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public StartMoh startMoh(String channelId) {
        return new StartMoh(transport, channelId);
    }

    /**
     * Stops music on hold on a channel.
     *
     * <p>{@code DELETE /channels/{channelId}/moh}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> stopMoh(String channelId) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/channels/{channelId}/moh", channelId), NOTHING);
    }

    /**
     * Sends silence to a channel, which keeps devices that expect media content.
     *
     * <p>{@code POST /channels/{channelId}/silence}, since Asterisk 12.0.0. Declared errors: 404, 409,
     * 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> startSilence(String channelId) {
        return new AriRequest<>(transport, new RestCall("POST", "/channels/{channelId}/silence", channelId), NOTHING);
    }

    /**
     * Stops sending silence to a channel.
     *
     * <p>{@code DELETE /channels/{channelId}/silence}, since Asterisk 12.0.0. Declared errors: 404, 409,
     * 412.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> stopSilence(String channelId) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/channels/{channelId}/silence", channelId), NOTHING);
    }

    /**
     * Plays media to a channel; {@code PlaybackFinished} tells when it has ended, also when it failed.
     *
     * <p>{@code POST /channels/{channelId}/play}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public Play play(String channelId, List<String> media) {
        return new Play(transport, channelId, media);
    }

    /**
     * Plays media to a channel; {@code PlaybackFinished} tells when it has ended, also when it failed.
     *
     * <p>{@code POST /channels/{channelId}/play}, since Asterisk 12.0.0. Declared errors: 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public Play play(String channelId, String... media) {
        return play(channelId, List.of(media));
    }

    /**
     * Plays media to a channel under a playback id of your own.
     *
     * <p>{@code POST /channels/{channelId}/play/{playbackId}}, since Asterisk 12.2.0. Declared errors:
     * 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @param playbackId the id that the playback gets
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public PlayWithId playWithId(String channelId, String playbackId, List<String> media) {
        return new PlayWithId(transport, channelId, playbackId, media);
    }

    /**
     * Plays media to a channel under a playback id of your own.
     *
     * <p>{@code POST /channels/{channelId}/play/{playbackId}}, since Asterisk 12.2.0. Declared errors:
     * 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @param playbackId the id that the playback gets
     * @param media what to play, one after another: {@code sound:hello}, {@code recording:name},
     *     {@code number:42}, {@code digits:123}, {@code characters:abc}, {@code tone:ring}
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public PlayWithId playWithId(String channelId, String playbackId, String... media) {
        return playWithId(channelId, playbackId, List.of(media));
    }

    /**
     * Records what comes from a channel, which must not be in a bridge; {@code RecordingFailed} tells when
     * it is.
     *
     * <p>{@code POST /channels/{channelId}/record}, since Asterisk 12.0.0. Declared errors: 400, 404, 409,
     * 422.
     *
     * @param channelId the id of the channel
     * @param name the name of the recording, under which it is stored; it may hold slashes
     * @param format the file format, such as {@code wav}
     * @return the request; answers a {@link io.voxari.ari.model.LiveRecording}
     */
    public Record record(String channelId, String name, String format) {
        return new Record(transport, channelId, name, format);
    }

    /**
     * Gets a channel variable or the value of a dialplan function; 404 if it is not set.
     *
     * <p>{@code GET /channels/{channelId}/variable}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409.
     *
     * @param channelId the id of the channel
     * @param variable the name of the variable, or a function such as {@code CALLERID(num)}
     * @return the request; answers a {@link io.voxari.ari.model.Variable}
     */
    public AriRequest<Variable> getVariable(String channelId, String variable) {
        return new AriRequest<>(
                transport,
                new RestCall("GET", "/channels/{channelId}/variable", channelId).query("variable", variable),
                VARIABLE);
    }

    /**
     * Sets a channel variable or a dialplan function.
     *
     * <p>{@code POST /channels/{channelId}/variable}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409.
     *
     * @param channelId the id of the channel
     * @param variable the name of the variable, or a function such as {@code CALLERID(num)}
     * @return the request; answers nothing but success
     */
    public SetVariable setVariable(String channelId, String variable) {
        return new SetVariable(transport, channelId, variable);
    }

    /**
     * Gets several channel variables; fails as a whole if one of them is not set.
     *
     * <p>{@code GET /channels/{channelId}/variables}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared
     * errors: 400, 404, 409.
     *
     * @param channelId the id of the channel
     * @param variables the names of the variables
     * @return the request; answers a {@link io.voxari.ari.model.Variables}
     */
    public AriRequest<Variables> getVariables(String channelId, List<String> variables) {
        return new AriRequest<>(
                transport,
                new RestCall("GET", "/channels/{channelId}/variables", channelId).list("variables", variables),
                VARIABLES);
    }

    /**
     * Gets several channel variables; fails as a whole if one of them is not set.
     *
     * <p>{@code GET /channels/{channelId}/variables}, since Asterisk 20.20.0, 22.10.0 and 23.4.0. Declared
     * errors: 400, 404, 409.
     *
     * @param channelId the id of the channel
     * @param variables the names of the variables
     * @return the request; answers a {@link io.voxari.ari.model.Variables}
     */
    public AriRequest<Variables> getVariables(String channelId, String... variables) {
        return getVariables(channelId, List.of(variables));
    }

    /**
     * Sets several channel variables in one request.
     *
     * <p>{@code POST /channels/{channelId}/variables}, since Asterisk 20.20.0, 22.10.0 and 23.4.0.
     * Declared errors: 400, 404, 409.
     *
     * @param channelId the id of the channel
     * @param variables the variables by name
     * @return the request; answers nothing but success
     */
    public SetVariables setVariables(String channelId, Map<String, String> variables) {
        return new SetVariables(transport, channelId, variables);
    }

    /**
     * Makes a channel that hears another, or speaks into it; it enters the application by itself.
     *
     * <p>{@code POST /channels/{channelId}/snoop}, since Asterisk 12.0.0. Declared errors: 400, 404.
     *
     * @param channelId the id of the channel
     * @param app the Stasis application that the channel enters
     * @return the request; answers a {@link io.voxari.ari.model.Channel}
     */
    public Snoop snoop(String channelId, String app) {
        return new Snoop(transport, channelId, app);
    }

    /**
     * Makes a snoop channel under an id of your own.
     *
     * <p>{@code POST /channels/{channelId}/snoop/{snoopId}}, since Asterisk 12.2.0. Declared errors: 400,
     * 404.
     *
     * @param channelId the id of the channel
     * @param snoopId the id that the snoop channel gets
     * @param app the Stasis application that the channel enters
     * @return the request; answers a {@link io.voxari.ari.model.Channel}
     */
    public SnoopWithId snoopWithId(String channelId, String snoopId, String app) {
        return new SnoopWithId(transport, channelId, snoopId, app);
    }

    /**
     * Dials a channel that {@code create} made; what becomes of it comes as {@code Dial} events.
     *
     * <p>{@code POST /channels/{channelId}/dial}, since Asterisk 14.0.0. Declared errors: 404, 409.
     *
     * @param channelId the id of the channel
     * @return the request; answers nothing but success
     */
    public Dial dial(String channelId) {
        return new Dial(transport, channelId);
    }

    /**
     * Gets the RTP statistics of a channel; a channel that has no RTP is refused (403 by Asterisk 22.10).
     *
     * <p>{@code GET /channels/{channelId}/rtp_statistics}, since Asterisk 13.27.0 and 16.4.0. Declared
     * errors: 404.
     *
     * @param channelId the id of the channel
     * @return the request; answers a {@link io.voxari.ari.model.RtpStatistics}
     */
    public AriRequest<RtpStatistics> rtpStatistics(String channelId) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/channels/{channelId}/rtp_statistics", channelId), RTP_STATISTICS);
    }

    /**
     * Makes a channel that carries audio between Asterisk and a server of yours. It enters the application
     * when the connection is up; until that {@code StasisStart} it cannot be put into a bridge. An answer
     * does not mean that the connection was made: {@code ChannelDestroyed} tells when it was not.
     *
     * <p>{@code POST /channels/externalMedia}, since Asterisk 16.6.0 and 17.1.0. Declared errors: 400,
     * 409.
     *
     * @param app the Stasis application that the channel enters
     * @param format the audio format on the connection, such as {@code ulaw}
     * @return the request; answers a {@link io.voxari.ari.model.Channel}
     */
    public ExternalMedia externalMedia(String app, String format) {
        return new ExternalMedia(transport, app, format);
    }

    /**
     * Tells Asterisk how far a transfer has come that the application carries out after
     * {@code ChannelTransfer}.
     *
     * <p>{@code POST /channels/{channelId}/transfer_progress}, since Asterisk 20.13.0, 21.8.0 and 22.3.0.
     * Declared errors: 400, 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @param states how far the transfer has come
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> transferProgress(String channelId, String states) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/channels/{channelId}/transfer_progress", channelId).query("states", states),
                NOTHING);
    }

    /**
     * Tells Asterisk how far a transfer has come that the application carries out after
     * {@code ChannelTransfer}.
     *
     * <p>{@code POST /channels/{channelId}/transfer_progress}, since Asterisk 20.13.0, 21.8.0 and 22.3.0.
     * Declared errors: 400, 404, 409, 412.
     *
     * @param channelId the id of the channel
     * @param states how far the transfer has come
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> transferProgress(String channelId, TransferState states) {
        return transferProgress(channelId, states.wire());
    }

    /**
     * Calls an endpoint. With an application, {@code StasisStart} comes when it was answered; its progress
     * comes as {@code Dial} events.
     *
     * <p>Not thread-safe.
     */
    public static final class Originate extends AriRequest<Channel> {
        private String id;

        Originate(RestTransport transport, String endpoint) {
            super(transport, new RestCall("POST", "/channels").query("endpoint", endpoint), CHANNEL);
            this.id = Ids.fresh();
            call.query("channelId", id);
        }

        /**
         * Sets the extension of the dialplan to go to; excludes an application.
         *
         * @param extension the value
         * @return this request
         */
        public Originate extension(String extension) {
            call.query("extension", extension);
            return this;
        }

        /**
         * Sets the context of the dialplan to go to.
         *
         * @param context the value
         * @return this request
         */
        public Originate context(String context) {
            call.query("context", context);
            return this;
        }

        /**
         * Sets the priority of the dialplan to go to.
         *
         * @param priority the value
         * @return this request
         */
        public Originate priority(long priority) {
            call.query("priority", priority);
            return this;
        }

        /**
         * Sets the label of the dialplan to go to, instead of a priority.
         *
         * @param label the value
         * @return this request
         */
        public Originate label(String label) {
            call.query("label", label);
            return this;
        }

        /**
         * Sets the Stasis application that the channel enters.
         *
         * @param app the value
         * @return this request
         */
        public Originate app(String app) {
            call.query("app", app);
            return this;
        }

        /**
         * Sets the arguments that the application gets with {@code StasisStart}, separated by commas.
         *
         * @param appArgs the value
         * @return this request
         */
        public Originate appArgs(String appArgs) {
            call.query("appArgs", appArgs);
            return this;
        }

        /**
         * Sets the caller id to show, as {@code Name <number>} or a number.
         *
         * @param callerId the value
         * @return this request
         */
        public Originate callerId(String callerId) {
            call.query("callerId", callerId);
            return this;
        }

        /**
         * Sets how long to let it ring; minus one second for no limit. Asterisk's default is {@code 30 s}.
         *
         * @param timeout sent in whole seconds, rounded up
         * @return this request
         */
        public Originate timeout(Duration timeout) {
            call.seconds("timeout", timeout);
            return this;
        }

        /**
         * Sets channel variables.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public Originate variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Channel variables.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public Originate variable(String name, String value) {
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
        public Originate reportedVariable(String name, String value) {
            call.entry("variables", name, Bodies.reported(value));
            return this;
        }

        /**
         * Sets the id that the channel gets, up to 149 characters; a random one is chosen when not set.
         *
         * @param channelId the value
         * @return this request
         */
        public Originate channelId(String channelId) {
            this.id = channelId;
            call.query("channelId", channelId);
            return this;
        }

        /**
         * Sets the id that the second half gets when the channel is a {@code Local} one.
         *
         * @param otherChannelId the value
         * @return this request
         */
        public Originate otherChannelId(String otherChannelId) {
            call.query("otherChannelId", otherChannelId);
            return this;
        }

        /**
         * Sets the id of the channel that the new one takes languages, formats and the like from; excludes
         * {@code formats}.
         *
         * @param originator the value
         * @return this request
         */
        public Originate originator(String originator) {
            call.query("originator", originator);
            return this;
        }

        /**
         * Sets the audio formats that the channel may use, such as {@code ulaw}; excludes {@code originator}.
         *
         * @param formats the values
         * @return this request
         */
        public Originate formats(List<String> formats) {
            call.query("formats", String.join(",", formats));
            return this;
        }

        /**
         * Sets the audio formats that the channel may use, such as {@code ulaw}; excludes {@code originator}.
         *
         * @param formats the values
         * @return this request
         */
        public Originate formats(String... formats) {
            return formats(List.of(formats));
        }

        /**
         * {@return the id that what is created will have, known before the request is sent; a random one unless it was set}
         */
        public String id() {
            return id;
        }

        @Override
        public Originate deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Creates a channel that enters the application at once, unanswered and undialed: the place to set
     * variables and bridge early. Follow it with {@code dial}.
     *
     * <p>Not thread-safe.
     */
    public static final class Create extends AriRequest<Channel> {
        private String id;

        Create(RestTransport transport, String endpoint, String app) {
            super(
                    transport,
                    new RestCall("POST", "/channels/create")
                            .query("endpoint", endpoint)
                            .query("app", app),
                    CHANNEL);
            this.id = Ids.fresh();
            call.query("channelId", id);
        }

        /**
         * Sets the arguments that the application gets with {@code StasisStart}, separated by commas.
         *
         * @param appArgs the value
         * @return this request
         */
        public Create appArgs(String appArgs) {
            call.query("appArgs", appArgs);
            return this;
        }

        /**
         * Sets the id that the channel gets, up to 149 characters; a random one is chosen when not set.
         *
         * @param channelId the value
         * @return this request
         */
        public Create channelId(String channelId) {
            this.id = channelId;
            call.query("channelId", channelId);
            return this;
        }

        /**
         * Sets the id that the second half gets when the channel is a {@code Local} one.
         *
         * @param otherChannelId the value
         * @return this request
         */
        public Create otherChannelId(String otherChannelId) {
            call.query("otherChannelId", otherChannelId);
            return this;
        }

        /**
         * Sets the id of the channel that the new one takes languages, formats and the like from; excludes
         * {@code formats}.
         *
         * @param originator the value
         * @return this request
         */
        public Create originator(String originator) {
            call.query("originator", originator);
            return this;
        }

        /**
         * Sets the audio formats that the channel may use, such as {@code ulaw}; excludes {@code originator}.
         *
         * @param formats the values
         * @return this request
         */
        public Create formats(List<String> formats) {
            call.query("formats", String.join(",", formats));
            return this;
        }

        /**
         * Sets the audio formats that the channel may use, such as {@code ulaw}; excludes {@code originator}.
         *
         * @param formats the values
         * @return this request
         */
        public Create formats(String... formats) {
            return formats(List.of(formats));
        }

        /**
         * Sets channel variables.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public Create variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Channel variables.
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
        public Create deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Calls an endpoint under a channel id of your own.
     *
     * <p>Not thread-safe.
     */
    public static final class OriginateWithId extends AriRequest<Channel> {
        private final String id;

        OriginateWithId(RestTransport transport, String channelId, String endpoint) {
            super(
                    transport,
                    new RestCall("POST", "/channels/{channelId}", channelId).query("endpoint", endpoint),
                    CHANNEL);
            this.id = channelId;
        }

        /**
         * Sets the extension of the dialplan to go to; excludes an application.
         *
         * @param extension the value
         * @return this request
         */
        public OriginateWithId extension(String extension) {
            call.query("extension", extension);
            return this;
        }

        /**
         * Sets the context of the dialplan to go to.
         *
         * @param context the value
         * @return this request
         */
        public OriginateWithId context(String context) {
            call.query("context", context);
            return this;
        }

        /**
         * Sets the priority of the dialplan to go to.
         *
         * @param priority the value
         * @return this request
         */
        public OriginateWithId priority(long priority) {
            call.query("priority", priority);
            return this;
        }

        /**
         * Sets the label of the dialplan to go to, instead of a priority.
         *
         * @param label the value
         * @return this request
         */
        public OriginateWithId label(String label) {
            call.query("label", label);
            return this;
        }

        /**
         * Sets the Stasis application that the channel enters.
         *
         * @param app the value
         * @return this request
         */
        public OriginateWithId app(String app) {
            call.query("app", app);
            return this;
        }

        /**
         * Sets the arguments that the application gets with {@code StasisStart}, separated by commas.
         *
         * @param appArgs the value
         * @return this request
         */
        public OriginateWithId appArgs(String appArgs) {
            call.query("appArgs", appArgs);
            return this;
        }

        /**
         * Sets the caller id to show, as {@code Name <number>} or a number.
         *
         * @param callerId the value
         * @return this request
         */
        public OriginateWithId callerId(String callerId) {
            call.query("callerId", callerId);
            return this;
        }

        /**
         * Sets how long to let it ring; minus one second for no limit. Asterisk's default is {@code 30 s}.
         *
         * @param timeout sent in whole seconds, rounded up
         * @return this request
         */
        public OriginateWithId timeout(Duration timeout) {
            call.seconds("timeout", timeout);
            return this;
        }

        /**
         * Sets channel variables.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public OriginateWithId variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Channel variables.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public OriginateWithId variable(String name, String value) {
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
        public OriginateWithId reportedVariable(String name, String value) {
            call.entry("variables", name, Bodies.reported(value));
            return this;
        }

        /**
         * Sets the id that the second half gets when the channel is a {@code Local} one.
         *
         * @param otherChannelId the value
         * @return this request
         */
        public OriginateWithId otherChannelId(String otherChannelId) {
            call.query("otherChannelId", otherChannelId);
            return this;
        }

        /**
         * Sets the id of the channel that the new one takes languages, formats and the like from; excludes
         * {@code formats}.
         *
         * @param originator the value
         * @return this request
         */
        public OriginateWithId originator(String originator) {
            call.query("originator", originator);
            return this;
        }

        /**
         * Sets the audio formats that the channel may use, such as {@code ulaw}; excludes {@code originator}.
         *
         * @param formats the values
         * @return this request
         */
        public OriginateWithId formats(List<String> formats) {
            call.query("formats", String.join(",", formats));
            return this;
        }

        /**
         * Sets the audio formats that the channel may use, such as {@code ulaw}; excludes {@code originator}.
         *
         * @param formats the values
         * @return this request
         */
        public OriginateWithId formats(String... formats) {
            return formats(List.of(formats));
        }

        /**
         * {@return the id that what is created will have}
         */
        public String id() {
            return id;
        }

        @Override
        public OriginateWithId deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Hangs up a channel. 404 only means that it is gone already.
     *
     * <p>Not thread-safe.
     */
    public static final class Hangup extends AriRequest<@Nullable Void> {
        Hangup(RestTransport transport, String channelId) {
            super(transport, new RestCall("DELETE", "/channels/{channelId}", channelId), NOTHING);
        }

        /**
         * Sets the Q.850 cause as a number; excludes a reason.
         *
         * @param reasonCode the value
         * @return this request
         */
        public Hangup reasonCode(int reasonCode) {
            call.query("reason_code", reasonCode);
            return this;
        }

        /**
         * Sets the reason, from which the caller's side learns why; excludes a reason code.
         *
         * @param reason one of the known values
         * @return this request
         */
        public Hangup reason(HangupReason reason) {
            return reason(reason.wire());
        }

        /**
         * Sets the reason, from which the caller's side learns why; excludes a reason code.
         *
         * @param reason the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public Hangup reason(String reason) {
            call.query("reason", reason);
            return this;
        }

        @Override
        public Hangup deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Lets a channel leave the application and go on in the dialplan; it gets a {@code StasisEnd}.
     *
     * <p>Not thread-safe.
     */
    public static final class ContinueInDialplan extends AriRequest<@Nullable Void> {
        ContinueInDialplan(RestTransport transport, String channelId) {
            super(transport, new RestCall("POST", "/channels/{channelId}/continue", channelId), NOTHING);
        }

        /**
         * Sets the context of the dialplan to go to.
         *
         * @param context the value
         * @return this request
         */
        public ContinueInDialplan context(String context) {
            call.query("context", context);
            return this;
        }

        /**
         * Sets the extension of the dialplan to go to; excludes an application.
         *
         * @param extension the value
         * @return this request
         */
        public ContinueInDialplan extension(String extension) {
            call.query("extension", extension);
            return this;
        }

        /**
         * Sets the priority of the dialplan to go to.
         *
         * @param priority the value
         * @return this request
         */
        public ContinueInDialplan priority(long priority) {
            call.query("priority", priority);
            return this;
        }

        /**
         * Sets the label of the dialplan to go to, instead of a priority.
         *
         * @param label the value
         * @return this request
         */
        public ContinueInDialplan label(String label) {
            call.query("label", label);
            return this;
        }

        @Override
        public ContinueInDialplan deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Hands a channel to another application: {@code StasisEnd} here, {@code StasisStart} there,
     * {@code ApplicationMoveFailed} if there is no such application.
     *
     * <p>Not thread-safe.
     */
    public static final class Move extends AriRequest<@Nullable Void> {
        Move(RestTransport transport, String channelId, String app) {
            super(transport, new RestCall("POST", "/channels/{channelId}/move", channelId).query("app", app), NOTHING);
        }

        /**
         * Sets the arguments that the application gets with {@code StasisStart}, separated by commas.
         *
         * @param appArgs the value
         * @return this request
         */
        public Move appArgs(String appArgs) {
            call.query("appArgs", appArgs);
            return this;
        }

        @Override
        public Move deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Sends DTMF digits to a channel.
     *
     * <p>Not thread-safe.
     */
    public static final class SendDtmf extends AriRequest<@Nullable Void> {
        SendDtmf(RestTransport transport, String channelId) {
            super(transport, new RestCall("POST", "/channels/{channelId}/dtmf", channelId), NOTHING);
        }

        /**
         * Sets the digits to send: {@code 0-9}, {@code A-D}, {@code *}, {@code #}.
         *
         * @param dtmf the value
         * @return this request
         */
        public SendDtmf dtmf(String dtmf) {
            call.query("dtmf", dtmf);
            return this;
        }

        /**
         * Sets the time to wait before the first digit. Asterisk's default is {@code 0 ms}.
         *
         * @param before sent in milliseconds
         * @return this request
         */
        public SendDtmf before(Duration before) {
            call.millis("before", before);
            return this;
        }

        /**
         * Sets the time between two digits. Asterisk's default is {@code 100 ms}.
         *
         * @param between sent in milliseconds
         * @return this request
         */
        public SendDtmf between(Duration between) {
            call.millis("between", between);
            return this;
        }

        /**
         * Sets the length of each digit. Asterisk's default is {@code 100 ms}.
         *
         * @param duration sent in milliseconds
         * @return this request
         */
        public SendDtmf duration(Duration duration) {
            call.millis("duration", duration);
            return this;
        }

        /**
         * Sets the time to wait after the last digit. Asterisk's default is {@code 0 ms}.
         *
         * @param after sent in milliseconds
         * @return this request
         */
        public SendDtmf after(Duration after) {
            call.millis("after", after);
            return this;
        }

        @Override
        public SendDtmf deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Mutes a channel.
     *
     * <p>Not thread-safe.
     */
    public static final class Mute extends AriRequest<@Nullable Void> {
        Mute(RestTransport transport, String channelId) {
            super(transport, new RestCall("POST", "/channels/{channelId}/mute", channelId), NOTHING);
        }

        /**
         * Sets which way to mute. Asterisk's default is {@code both}.
         *
         * @param direction one of the known values
         * @return this request
         */
        public Mute direction(MediaDirection direction) {
            return direction(direction.wire());
        }

        /**
         * Sets which way to mute. Asterisk's default is {@code both}.
         *
         * @param direction the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public Mute direction(String direction) {
            call.query("direction", direction);
            return this;
        }

        @Override
        public Mute deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Ends the muting of a channel.
     *
     * <p>Not thread-safe.
     */
    public static final class Unmute extends AriRequest<@Nullable Void> {
        Unmute(RestTransport transport, String channelId) {
            super(transport, new RestCall("DELETE", "/channels/{channelId}/mute", channelId), NOTHING);
        }

        /**
         * Sets which way to unmute. Asterisk's default is {@code both}.
         *
         * @param direction one of the known values
         * @return this request
         */
        public Unmute direction(MediaDirection direction) {
            return direction(direction.wire());
        }

        /**
         * Sets which way to unmute. Asterisk's default is {@code both}.
         *
         * @param direction the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public Unmute direction(String direction) {
            call.query("direction", direction);
            return this;
        }

        @Override
        public Unmute deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Plays music on hold to a channel until it is stopped; {@code play} interrupts it.
     *
     * <p>Not thread-safe.
     */
    public static final class StartMoh extends AriRequest<@Nullable Void> {
        StartMoh(RestTransport transport, String channelId) {
            super(transport, new RestCall("POST", "/channels/{channelId}/moh", channelId), NOTHING);
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
     * Plays media to a channel; {@code PlaybackFinished} tells when it has ended, also when it failed.
     *
     * <p>Not thread-safe.
     */
    public static final class Play extends AriRequest<Playback> {
        private String id;

        Play(RestTransport transport, String channelId, List<String> media) {
            super(
                    transport,
                    new RestCall("POST", "/channels/{channelId}/play", channelId).list("media", media),
                    PLAYBACK);
            this.id = Ids.fresh();
            call.query("playbackId", id);
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
         * Sets how far into the first item to begin.
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
     * Plays media to a channel under a playback id of your own.
     *
     * <p>Not thread-safe.
     */
    public static final class PlayWithId extends AriRequest<Playback> {
        private final String id;

        PlayWithId(RestTransport transport, String channelId, String playbackId, List<String> media) {
            super(
                    transport,
                    new RestCall("POST", "/channels/{channelId}/play/{playbackId}", channelId, playbackId)
                            .list("media", media),
                    PLAYBACK);
            this.id = playbackId;
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
         * Sets how far into the first item to begin.
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
     * Records what comes from a channel, which must not be in a bridge; {@code RecordingFailed} tells when
     * it is.
     *
     * <p>Not thread-safe.
     */
    public static final class Record extends AriRequest<LiveRecording> {
        private final String id;

        Record(RestTransport transport, String channelId, String name, String format) {
            super(
                    transport,
                    new RestCall("POST", "/channels/{channelId}/record", channelId)
                            .query("name", name)
                            .query("format", format),
                    LIVE_RECORDING);
            this.id = name;
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

    /**
     * Sets a channel variable or a dialplan function.
     *
     * <p>Not thread-safe.
     */
    public static final class SetVariable extends AriRequest<@Nullable Void> {
        SetVariable(RestTransport transport, String channelId, String variable) {
            super(
                    transport,
                    new RestCall("POST", "/channels/{channelId}/variable", channelId).query("variable", variable),
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
     * Sets several channel variables in one request.
     *
     * <p>Not thread-safe.
     */
    public static final class SetVariables extends AriRequest<@Nullable Void> {
        SetVariables(RestTransport transport, String channelId, Map<String, String> variables) {
            super(
                    transport,
                    new RestCall("POST", "/channels/{channelId}/variables", channelId).entries("variables", variables),
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
     * Makes a channel that hears another, or speaks into it; it enters the application by itself.
     *
     * <p>Not thread-safe.
     */
    public static final class Snoop extends AriRequest<Channel> {
        private String id;

        Snoop(RestTransport transport, String channelId, String app) {
            super(transport, new RestCall("POST", "/channels/{channelId}/snoop", channelId).query("app", app), CHANNEL);
            this.id = Ids.fresh();
            call.query("snoopId", id);
        }

        /**
         * Sets what the snoop channel hears; something must be heard or spoken. Asterisk's default is
         * {@code none}.
         *
         * @param spy one of the known values
         * @return this request
         */
        public Snoop spy(SnoopDirection spy) {
            return spy(spy.wire());
        }

        /**
         * Sets what the snoop channel hears; something must be heard or spoken. Asterisk's default is
         * {@code none}.
         *
         * @param spy the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public Snoop spy(String spy) {
            call.query("spy", spy);
            return this;
        }

        /**
         * Sets whom the snoop channel speaks to. Asterisk's default is {@code none}.
         *
         * @param whisper one of the known values
         * @return this request
         */
        public Snoop whisper(SnoopDirection whisper) {
            return whisper(whisper.wire());
        }

        /**
         * Sets whom the snoop channel speaks to. Asterisk's default is {@code none}.
         *
         * @param whisper the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public Snoop whisper(String whisper) {
            call.query("whisper", whisper);
            return this;
        }

        /**
         * Sets the arguments that the application gets with {@code StasisStart}, separated by commas.
         *
         * @param appArgs the value
         * @return this request
         */
        public Snoop appArgs(String appArgs) {
            call.query("appArgs", appArgs);
            return this;
        }

        /**
         * Sets the id that the snoop channel gets; a random one is chosen when not set.
         *
         * @param snoopId the value
         * @return this request
         */
        public Snoop snoopId(String snoopId) {
            this.id = snoopId;
            call.query("snoopId", snoopId);
            return this;
        }

        /**
         * {@return the id that what is created will have, known before the request is sent; a random one unless it was set}
         */
        public String id() {
            return id;
        }

        @Override
        public Snoop deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Makes a snoop channel under an id of your own.
     *
     * <p>Not thread-safe.
     */
    public static final class SnoopWithId extends AriRequest<Channel> {
        private final String id;

        SnoopWithId(RestTransport transport, String channelId, String snoopId, String app) {
            super(
                    transport,
                    new RestCall("POST", "/channels/{channelId}/snoop/{snoopId}", channelId, snoopId).query("app", app),
                    CHANNEL);
            this.id = snoopId;
        }

        /**
         * Sets what the snoop channel hears; something must be heard or spoken. Asterisk's default is
         * {@code none}.
         *
         * @param spy one of the known values
         * @return this request
         */
        public SnoopWithId spy(SnoopDirection spy) {
            return spy(spy.wire());
        }

        /**
         * Sets what the snoop channel hears; something must be heard or spoken. Asterisk's default is
         * {@code none}.
         *
         * @param spy the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public SnoopWithId spy(String spy) {
            call.query("spy", spy);
            return this;
        }

        /**
         * Sets whom the snoop channel speaks to. Asterisk's default is {@code none}.
         *
         * @param whisper one of the known values
         * @return this request
         */
        public SnoopWithId whisper(SnoopDirection whisper) {
            return whisper(whisper.wire());
        }

        /**
         * Sets whom the snoop channel speaks to. Asterisk's default is {@code none}.
         *
         * @param whisper the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public SnoopWithId whisper(String whisper) {
            call.query("whisper", whisper);
            return this;
        }

        /**
         * Sets the arguments that the application gets with {@code StasisStart}, separated by commas.
         *
         * @param appArgs the value
         * @return this request
         */
        public SnoopWithId appArgs(String appArgs) {
            call.query("appArgs", appArgs);
            return this;
        }

        /**
         * {@return the id that what is created will have}
         */
        public String id() {
            return id;
        }

        @Override
        public SnoopWithId deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Dials a channel that {@code create} made; what becomes of it comes as {@code Dial} events.
     *
     * <p>Not thread-safe.
     */
    public static final class Dial extends AriRequest<@Nullable Void> {
        Dial(RestTransport transport, String channelId) {
            super(transport, new RestCall("POST", "/channels/{channelId}/dial", channelId), NOTHING);
        }

        /**
         * Sets the id of the channel on whose behalf it is dialed.
         *
         * @param caller the value
         * @return this request
         */
        public Dial caller(String caller) {
            call.query("caller", caller);
            return this;
        }

        /**
         * Sets how long to let it ring; zero for no limit. Asterisk's default is {@code 0 s}.
         *
         * @param timeout sent in whole seconds, rounded up
         * @return this request
         */
        public Dial timeout(Duration timeout) {
            call.seconds("timeout", timeout);
            return this;
        }

        @Override
        public Dial deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }

    /**
     * Makes a channel that carries audio between Asterisk and a server of yours. It enters the application
     * when the connection is up; until that {@code StasisStart} it cannot be put into a bridge. An answer
     * does not mean that the connection was made: {@code ChannelDestroyed} tells when it was not.
     *
     * <p>Not thread-safe.
     */
    public static final class ExternalMedia extends AriRequest<Channel> {
        private String id;

        ExternalMedia(RestTransport transport, String app, String format) {
            super(
                    transport,
                    new RestCall("POST", "/channels/externalMedia")
                            .query("app", app)
                            .query("format", format),
                    CHANNEL);
            this.id = Ids.fresh();
            call.query("channelId", id);
        }

        /**
         * Sets the id that the channel gets, up to 149 characters; a random one is chosen when not set.
         *
         * @param channelId the value
         * @return this request
         */
        public ExternalMedia channelId(String channelId) {
            this.id = channelId;
            call.query("channelId", channelId);
            return this;
        }

        /**
         * Sets channel variables.
         *
         * @param variables values by name; they are added to those set before
         * @return this request
         */
        public ExternalMedia variables(Map<String, String> variables) {
            call.entries("variables", variables);
            return this;
        }

        /**
         * Adds one entry. Channel variables.
         *
         * @param name the name
         * @param value the value
         * @return this request
         */
        public ExternalMedia variable(String name, String value) {
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
        public ExternalMedia reportedVariable(String name, String value) {
            call.entry("variables", name, Bodies.reported(value));
            return this;
        }

        /**
         * Sets where Asterisk connects to: {@code host:port}, or for WebSocket the name of a section of
         * {@code websocket_client.conf}.
         *
         * @param externalHost the value
         * @return this request
         */
        public ExternalMedia externalHost(String externalHost) {
            call.query("external_host", externalHost);
            return this;
        }

        /**
         * Sets how the audio is wrapped; must be {@code none} for WebSocket. Asterisk's default is
         * {@code rtp}.
         *
         * @param encapsulation one of the known values
         * @return this request
         */
        public ExternalMedia encapsulation(Encapsulation encapsulation) {
            return encapsulation(encapsulation.wire());
        }

        /**
         * Sets how the audio is wrapped; must be {@code none} for WebSocket. Asterisk's default is
         * {@code rtp}.
         *
         * @param encapsulation the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public ExternalMedia encapsulation(String encapsulation) {
            call.query("encapsulation", encapsulation);
            return this;
        }

        /**
         * Sets what the audio is carried over. Asterisk's default is {@code udp}.
         *
         * @param transport one of the known values
         * @return this request
         */
        public ExternalMedia transport(MediaTransport transport) {
            return transport(transport.wire());
        }

        /**
         * Sets what the audio is carried over. Asterisk's default is {@code udp}.
         *
         * @param transport the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public ExternalMedia transport(String transport) {
            call.query("transport", transport);
            return this;
        }

        /**
         * Sets who connects to whom. Asterisk's default is {@code client}.
         *
         * @param connectionType one of the known values
         * @return this request
         */
        public ExternalMedia connectionType(ConnectionType connectionType) {
            return connectionType(connectionType.wire());
        }

        /**
         * Sets who connects to whom. Asterisk's default is {@code client}.
         *
         * @param connectionType the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public ExternalMedia connectionType(String connectionType) {
            call.query("connection_type", connectionType);
            return this;
        }

        /**
         * Sets which way audio flows; Asterisk 20.19.0, 22.9.0, 23.3.0 and later. Asterisk's default is
         * {@code both}.
         *
         * @param direction one of the known values
         * @return this request
         */
        public ExternalMedia direction(MediaDirection direction) {
            return direction(direction.wire());
        }

        /**
         * Sets which way audio flows; Asterisk 20.19.0, 22.9.0, 23.3.0 and later. Asterisk's default is
         * {@code both}.
         *
         * @param direction the value as Asterisk writes it, which may be one that has no constant
         * @return this request
         */
        public ExternalMedia direction(String direction) {
            call.query("direction", direction);
            return this;
        }

        /**
         * Sets for AudioSocket the UUID that the server gets, and in any case the arguments of
         * {@code StasisStart}, separated by commas.
         *
         * @param data the value
         * @return this request
         */
        public ExternalMedia data(String data) {
            call.query("data", data);
            return this;
        }

        /**
         * Sets options of the transport, for WebSocket such as {@code f(json)}; Asterisk 20.18.0, 22.8.0,
         * 23.2.0 and later.
         *
         * @param transportData the value
         * @return this request
         */
        public ExternalMedia transportData(String transportData) {
            call.query("transport_data", transportData);
            return this;
        }

        /**
         * {@return the id that what is created will have, known before the request is sent; a random one unless it was set}
         */
        public String id() {
            return id;
        }

        @Override
        public ExternalMedia deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }
}
