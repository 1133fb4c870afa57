package io.voxari.media;

/** The form of the control messages of one media connection; Asterisk chooses, and this side answers in kind. */
public enum ControlFormat {
    /** One JSON object a message: Asterisk 20.18, 22.8, 23.2 and later, asked for with {@code f(json)}. */
    JSON,
    /** A bare word and {@code key:value} pairs: every release, and the only form before JSON came. */
    PLAIN_TEXT
}
