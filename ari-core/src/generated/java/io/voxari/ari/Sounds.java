package io.voxari.ari;

import io.voxari.ari.internal.Generated;
import io.voxari.ari.internal.Reply;
import io.voxari.ari.internal.RestCall;
import io.voxari.ari.internal.RestTransport;
import io.voxari.ari.internal.SoundDecoder;
import io.voxari.ari.model.Sound;
import java.time.Duration;

/**
 * Sounds that are installed with Asterisk.
 *
 * <p>Thread-safe.
 */
@Generated("io.voxari.ari.codegen")
public final class Sounds {
    private static final Reply<java.util.List<Sound>> SOUND_LIST = Reply.list(SoundDecoder::decode);

    private static final Reply<Sound> SOUND = Reply.object(SoundDecoder::decode);

    private final RestTransport transport;

    Sounds(RestTransport transport) {
        this.transport = transport;
    }

    /**
     * Lists the sounds.
     *
     * <p>{@code GET /sounds}, since Asterisk 12.0.0.
     *
     * @return the request; answers a list of {@link io.voxari.ari.model.Sound}
     */
    public List list() {
        return new List(transport);
    }

    /**
     * Gets one sound.
     *
     * <p>{@code GET /sounds/{soundId}}, since Asterisk 12.0.0.
     *
     * @param soundId the id of the sound
     * @return the request; answers a {@link io.voxari.ari.model.Sound}
     */
    public AriRequest<Sound> get(String soundId) {
        return new AriRequest<>(transport, new RestCall("GET", "/sounds/{soundId}", soundId), SOUND);
    }

    /**
     * Lists the sounds.
     *
     * <p>Not thread-safe.
     */
    public static final class List extends AriRequest<java.util.List<Sound>> {
        List(RestTransport transport) {
            super(transport, new RestCall("GET", "/sounds"), SOUND_LIST);
        }

        /**
         * Sets only sounds in this language.
         *
         * @param lang the value
         * @return this request
         */
        public List lang(String lang) {
            call.query("lang", lang);
            return this;
        }

        /**
         * Sets only sounds in this format.
         *
         * @param format the value
         * @return this request
         */
        public List format(String format) {
            call.query("format", format);
            return this;
        }

        @Override
        public List deadline(Duration deadline) {
            super.deadline(deadline);
            return this;
        }
    }
}
