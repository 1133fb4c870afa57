package io.voxari.testkit.internal;

/** What the telephone makes of it when it is to call somebody else. */
public enum OnRefer {
    /** Does it, and is gone. */
    FOLLOWS,
    /** Does not want to. */
    REFUSES,
    /** Does not get through, and says so. */
    FAILS,
    /** Says that it tries, and nothing more. */
    LEAVES_OPEN
}
