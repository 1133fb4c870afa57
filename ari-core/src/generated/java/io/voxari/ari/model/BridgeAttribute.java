package io.voxari.ari.model;

import io.voxari.ari.internal.Generated;

/**
 * What a new bridge can do.
 */
@Generated("io.voxari.ari.codegen")
public enum BridgeAttribute {
    /**
     * Everyone hears everyone else; the natural choice.
     */
    MIXING("mixing"),

    /**
     * A waiting room; excludes every other attribute.
     */
    HOLDING("holding"),

    /**
     * Two parties joined directly still give DTMF events.
     */
    DTMF_EVENTS("dtmf_events"),

    /**
     * Media always passes through Asterisk, never directly between phones.
     */
    PROXY_MEDIA("proxy_media"),

    /**
     * Each participant's video is sent to the others.
     */
    VIDEO_SFU("video_sfu"),

    /**
     * One participant's video is sent to all.
     */
    VIDEO_SINGLE("video_single"),

    /**
     * Video streams bear labels in the session description.
     */
    SDP_LABEL("sdp_label");

    private final String wire;

    BridgeAttribute(String wire) {
        this.wire = wire;
    }

    /**
     * {@return the value as Asterisk writes it}
     */
    public String wire() {
        return wire;
    }
}
