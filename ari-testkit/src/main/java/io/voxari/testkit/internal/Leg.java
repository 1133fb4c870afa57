package io.voxari.testkit.internal;

/** What is behind a channel: a telephone, or the application's media server. Only the loop's thread calls it. */
interface Leg {
    /** Audio from the other party, in µ-law; may be called for a leg that has ended. */
    void hear(byte[] ulaw);

    /** {@return what the line carries, by Asterisk's name} */
    default String codec() {
        return WireFormat.ULAW.asteriskName;
    }

    void hearDigit(char digit);

    void ringing();

    void answered();

    /** From now on there is audio, though nobody has answered. */
    default void progress() {}

    /** The other side is to go elsewhere; that what becomes of it is known, it says once, or never. */
    default void refer(String target, Runnable known) {
        known.run();
    }

    /** The application hangs up before there was an answer. */
    default void cancelled() {}

    /** Asterisk is gone, and with it the channel. */
    default void lost() {
        hungUp(0);
    }

    /** The channel is gone. */
    void hungUp(int cause);
}
