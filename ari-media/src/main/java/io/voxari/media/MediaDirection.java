package io.voxari.media;

/** Which way audio flows on a media connection, seen from this side as Asterisk's own option has it. */
public enum MediaDirection {
    /** Audio flows both ways. */
    BOTH("both"),
    /** This side only listens; what it sends is dropped by Asterisk. */
    IN("in"),
    /** This side only speaks; nothing is received. */
    OUT("out");

    private final String wire;

    MediaDirection(String wire) {
        this.wire = wire;
    }

    /** {@return the word used on the wire} */
    public String wire() {
        return wire;
    }
}
