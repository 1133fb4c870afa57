package io.voxari.testkit.asterisk;

/** What a caller sends when it has nothing to say. */
public enum AfterSpeech {
    /** Packets full of silence, as a telephone in a quiet room. */
    SILENCE,
    /** Nothing at all, as a telephone that saves bandwidth. */
    NOTHING
}
