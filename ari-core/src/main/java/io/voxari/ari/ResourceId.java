package io.voxari.ari;

import java.util.Locale;

/**
 * The name of one thing in Asterisk: what kind it is, and its id.
 *
 * <p>{@link #toString()} is the form in which Asterisk takes event sources, such as {@code channel:1712345678.12}.
 *
 * @param kind what sort of thing it is
 * @param id its id, or its name where Asterisk knows it by name: {@code PJSIP/6001} for an endpoint
 */
public record ResourceId(Kind kind, String id) {
    /** The kinds of things that events are about. */
    public enum Kind {
        /** A channel, by its unique id. */
        CHANNEL,
        /** A bridge, by its id. */
        BRIDGE,
        /** A playback, by its id. */
        PLAYBACK,
        /** A recording, by its name. */
        RECORDING,
        /** An endpoint, as technology and name: {@code PJSIP/6001}. */
        ENDPOINT,
        /** A device, by its name. */
        DEVICE;

        private final String prefix = name().toLowerCase(Locale.ROOT) + ":";
    }

    /**
     * {@return the name of a channel}
     *
     * @param id its unique id
     */
    public static ResourceId channel(String id) {
        return new ResourceId(Kind.CHANNEL, id);
    }

    /**
     * {@return the name of a bridge}
     *
     * @param id its id
     */
    public static ResourceId bridge(String id) {
        return new ResourceId(Kind.BRIDGE, id);
    }

    /**
     * {@return the name of a playback}
     *
     * @param id its id
     */
    public static ResourceId playback(String id) {
        return new ResourceId(Kind.PLAYBACK, id);
    }

    /**
     * {@return the name of a recording}
     *
     * @param name its name
     */
    public static ResourceId recording(String name) {
        return new ResourceId(Kind.RECORDING, name);
    }

    /**
     * {@return the name of an endpoint}
     *
     * @param name technology and name, such as {@code PJSIP/6001}
     */
    public static ResourceId endpoint(String name) {
        return new ResourceId(Kind.ENDPOINT, name);
    }

    /**
     * {@return the name of a device}
     *
     * @param name its name, such as {@code Stasis:lamp}
     */
    public static ResourceId device(String name) {
        return new ResourceId(Kind.DEVICE, name);
    }

    @Override
    public String toString() {
        return kind == Kind.DEVICE ? "deviceState:" + id : kind.prefix + id;
    }
}
