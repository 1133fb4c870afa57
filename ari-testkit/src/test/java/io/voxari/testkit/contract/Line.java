package io.voxari.testkit.contract;

import io.voxari.testkit.asterisk.HeardAudio;
import java.net.URI;
import java.time.Duration;

/** An Asterisk under test, real or simulated, and telephones to call it with. */
interface Line extends AutoCloseable {
    Duration PATIENCE = Duration.ofSeconds(10);
    String USER = "voxari";
    String PASSWORD = "contract";
    String APP = "voxari";
    String MEDIA = "voxari";
    /** A websocket client behind which nobody listens. */
    String NOBODY = "nobody";

    URI NO_ADDRESS = URI.create("ws://127.0.0.1:1/media");

    URI ariUri();

    /** Which release of Asterisk 22 it is: 6, 8, 10 … */
    int release();

    Phone call(Script script);

    /** Somebody who can be called, once: answers after ringing for 200 ms, rings for ever, speaks, or refuses with that SIP code. */
    Callee callee(int code);

    /** {@link #callee}: rings, and is answered. */
    int ANSWERS = 200;
    /** {@link #callee}: rings, and is not answered. */
    int RINGS = 180;

    /** {@link #callee}: says something, and is not answered. */
    int ANNOUNCES = 183;

    /** Somebody who can be called, once, answers at once, and does that when told by REFER to call somebody else. */
    Callee referable(OnRefer manner);

    /** {@link #referable}. */
    enum OnRefer {
        FOLLOWS,
        REFUSES,
        FAILS,
        LEAVES_OPEN
    }

    /** Somebody who can be called. */
    interface Callee extends AutoCloseable {
        /** As in the request: {@code PJSIP/…}. */
        String endpoint();

        /** Has been answered: for who is {@link #referable}. */
        default void answered() {}

        /** Whether it was told by REFER to call that. */
        boolean isReferredTo(String target);

        @Override
        void close();
    }

    @Override
    void close();

    /** Speech begins with the answer; the digits are pressed that long after it. */
    // Scripts are never compared, so the array in the record does no harm.
    @SuppressWarnings("ArrayRecordComponent")
    record Script(String extension, byte[] speech, String digits, Duration digitsAfter, Duration hangUpAfter) {
        static Script to(String extension) {
            return new Script(extension, new byte[0], "", Duration.ZERO, Duration.ZERO);
        }

        Script saying(byte[] ulaw) {
            return new Script(extension, ulaw, digits, digitsAfter, hangUpAfter);
        }

        Script pressing(String keys, Duration after) {
            return new Script(extension, speech, keys, after, hangUpAfter);
        }

        Script hangingUpAfter(Duration time) {
            return new Script(extension, speech, digits, digitsAfter, time);
        }
    }

    /** A telephone in a call. */
    interface Phone {
        void awaitRinging();

        void awaitAnswered();

        void hangUp();

        /** The cause with which the call ended, as the caller's side is told; 0 when it is told none. */
        int awaitEnd();

        boolean isAnswered();

        HeardAudio heard();
    }
}
