package io.voxari.ari;

import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.PlaybackDecoder;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.model.Playback;
import io.voxari.ari.model.PlaybackOperation;
import org.jspecify.annotations.Nullable;

/**
 * Playbacks: sounds being played to a channel or bridge.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Playbacks {
    private static final Reply<Playback> PLAYBACK = Reply.object(PlaybackDecoder::decode);

    private static final Reply<@Nullable Void> NOTHING = Reply.nothing();

    private final RestTransport transport;

    Playbacks(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Gets one playback.
     *
     * <p>{@code GET /playbacks/{playbackId}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param playbackId the id of the playback
     * @return the request; answers a {@link io.voxari.ari.model.Playback}
     */
    public AriRequest<Playback> get(String playbackId) {
        return new AriRequest<>(transport, new RestCall("GET", "/playbacks/{playbackId}", playbackId), PLAYBACK);
    }

    /**
     * Stops a playback; 404 only means that it has ended already.
     *
     * <p>{@code DELETE /playbacks/{playbackId}}, since Asterisk 12.0.0. Declared errors: 404.
     *
     * @param playbackId the id of the playback
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> stop(String playbackId) {
        return new AriRequest<>(transport, new RestCall("DELETE", "/playbacks/{playbackId}", playbackId), NOTHING);
    }

    /**
     * Pauses, resumes, restarts or winds a playback.
     *
     * <p>{@code POST /playbacks/{playbackId}/control}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409.
     *
     * @param playbackId the id of the playback
     * @param operation what to do
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> control(String playbackId, String operation) {
        return new AriRequest<>(
                transport,
                new RestCall("POST", "/playbacks/{playbackId}/control", playbackId).query("operation", operation),
                NOTHING);
    }

    /**
     * Pauses, resumes, restarts or winds a playback.
     *
     * <p>{@code POST /playbacks/{playbackId}/control}, since Asterisk 12.0.0. Declared errors: 400, 404,
     * 409.
     *
     * @param playbackId the id of the playback
     * @param operation what to do
     * @return the request; answers nothing but success
     */
    public AriRequest<@Nullable Void> control(String playbackId, PlaybackOperation operation) {
        return control(playbackId, operation.wire());
    }
}
