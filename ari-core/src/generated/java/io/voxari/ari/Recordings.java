package io.voxari.ari;

import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.LiveRecordingDecoder;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.internal.StoredRecordingDecoder;
import io.voxari.ari.model.LiveRecording;
import io.voxari.ari.model.StoredRecording;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recordings: those being made, and those that are stored.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Recordings {
    private static final Reply<List<StoredRecording>> STORED_RECORDING_LIST =
            Reply.list(StoredRecordingDecoder::decode);

    private static final Reply<StoredRecording> STORED_RECORDING = Reply.object(StoredRecordingDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private static final Reply<InputStream> STREAM = Reply.stream();

    private static final Reply<LiveRecording> LIVE_RECORDING = Reply.object(LiveRecordingDecoder::decode);

    private final RestTransport transport;

    Recordings(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists the stored recordings.
     *
     * <p>{@code GET /recordings/stored}, since Asterisk 12.0.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.StoredRecording}
     */
    public AriRequest<List<StoredRecording>> listStored() {
        return new AriRequest<>(transport, new RestCall("GET", "/recordings/stored"), STORED_RECORDING_LIST);
    }

    /**
     * Gets what is known of a stored recording.
     *
     * <p>{@code GET /recordings/stored/{recordingName}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers a {@link io.voxari.ari.model.StoredRecording}
     */
    public AriRequest<StoredRecording> getStored(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/recordings/stored/{recordingName}", recordingName), STORED_RECORDING);
    }

    /**
     * Deletes a stored recording.
     *
     * <p>{@code DELETE /recordings/stored/{recordingName}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> deleteStored(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("DELETE", "/recordings/stored/{recordingName}", recordingName), NOTHING);
    }

    /**
     * Downloads a stored recording; always over HTTP.
     *
     * <p>{@code GET /recordings/stored/{recordingName}/file}, since Asterisk 14.0.0. Declared errors: 403,
     * 404.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers the bytes as they come; close the stream
     */
    public AriRequest<InputStream> getStoredFile(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/recordings/stored/{recordingName}/file", recordingName), STREAM);
    }

    /**
     * Copies a stored recording.
     *
     * <p>{@code POST /recordings/stored/{recordingName}/copy}, since Asterisk 12.5.0. Declared errors:
     * 404, 409.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @param destinationRecordingName the name of the copy
     * @return the request; answers a {@link io.voxari.ari.model.StoredRecording}
     */
    public AriRequest<StoredRecording> copyStored(String recordingName, String destinationRecordingName) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/recordings/stored/{recordingName}/copy", recordingName)
                        .query("destinationRecordingName", destinationRecordingName),
                STORED_RECORDING);
    }

    /**
     * Gets a recording that is being made.
     *
     * <p>{@code GET /recordings/live/{recordingName}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers a {@link io.voxari.ari.model.LiveRecording}
     */
    public AriRequest<LiveRecording> getLive(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("GET", "/recordings/live/{recordingName}", recordingName), LIVE_RECORDING);
    }

    /**
     * Ends a recording and throws it away.
     *
     * <p>{@code DELETE /recordings/live/{recordingName}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> cancel(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("DELETE", "/recordings/live/{recordingName}", recordingName), NOTHING);
    }

    /**
     * Ends a recording and stores it.
     *
     * <p>{@code POST /recordings/live/{recordingName}/stop}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> stop(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("POST", "/recordings/live/{recordingName}/stop", recordingName), NOTHING);
    }

    /**
     * Suspends a recording; what is heard meanwhile is not in it.
     *
     * <p>{@code POST /recordings/live/{recordingName}/pause}, since Asterisk 12.0.0. Declared errors: 404,
     * 409.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> pause(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("POST", "/recordings/live/{recordingName}/pause", recordingName), NOTHING);
    }

    /**
     * Goes on with a recording that was suspended.
     *
     * <p>{@code DELETE /recordings/live/{recordingName}/pause}, since Asterisk 12.0.0. Declared errors:
     * 404, 409.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> unpause(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("DELETE", "/recordings/live/{recordingName}/pause", recordingName), NOTHING);
    }

    /**
     * Records silence in place of what is heard.
     *
     * <p>{@code POST /recordings/live/{recordingName}/mute}, since Asterisk 12.0.0. Declared errors: 404,
     * 409.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> mute(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("POST", "/recordings/live/{recordingName}/mute", recordingName), NOTHING);
    }

    /**
     * Records again what is heard.
     *
     * <p>{@code DELETE /recordings/live/{recordingName}/mute}, since Asterisk 12.0.0. Declared errors:
     * 404, 409.
     *
     * @param recordingName the name of the recording; it may hold slashes
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> unmute(String recordingName) {
        return new AriRequest<>(
                transport, new RestCall("DELETE", "/recordings/live/{recordingName}/mute", recordingName), NOTHING);
    }
}
