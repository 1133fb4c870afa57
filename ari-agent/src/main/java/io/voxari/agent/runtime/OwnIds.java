package io.voxari.agent.runtime;

/**
 * The ids of what an application makes in Asterisk: by them it knows its own again, also after a crash, and leaves alone
 * what other applications on the same Asterisk have made. Immutable.
 */
final class OwnIds {
    /** The hexadecimal digits of {@link CallHost#unguessable()}. */
    private static final int SECRET_LENGTH = 32;

    private final String mediaPrefix;
    private final String bridgePrefix;
    private final String dialledPrefix;

    OwnIds(String app) {
        mediaPrefix = "voxari-" + app + "-media-";
        bridgePrefix = "voxari-" + app + "-bridge-";
        dialledPrefix = "voxari-" + app + "-call-";
    }

    String media(String secret) {
        return mediaPrefix + secret;
    }

    String bridge(String secret) {
        return bridgePrefix + secret;
    }

    /** The channel by which somebody is called. */
    String dialled(String secret) {
        return dialledPrefix + secret;
    }

    boolean isDialled(String channelId) {
        return is(dialledPrefix, channelId);
    }

    boolean isMedia(String channelId) {
        return is(mediaPrefix, channelId);
    }

    boolean isBridge(String bridgeId) {
        return is(bridgePrefix, bridgeId);
    }

    /** By its length too: the name of another application may begin with ours. */
    private static boolean is(String prefix, String id) {
        return id.length() == prefix.length() + SECRET_LENGTH && id.startsWith(prefix);
    }
}
