package io.voxari.media;

import java.util.Objects;

/** What this side tells Asterisk about a media connection. Asterisk reads at most 128 bytes of one. */
public sealed interface MediaCommand {
    /** Answers the media channel; needed only when it was dialled with option {@code n}. */
    record Answer() implements MediaCommand {}

    /** Hangs the media channel up; Asterisk closes the connection. */
    record Hangup() implements MediaCommand {}

    /** Joins partial frames across messages from here on. {@link Playout} frames by itself and needs it not. */
    record StartBuffering() implements MediaCommand {}

    /**
     * Ends buffering: what is left is queued as one short frame.
     *
     * @param correlationId comes back in {@link MediaEvent.BufferingCompleted}; empty for none
     */
    record StopBuffering(String correlationId) implements MediaCommand {
        /**
         * Checks the values.
         *
         * @param correlationId see {@link #correlationId()}
         */
        public StopBuffering {
            requireId(correlationId);
        }
    }

    /**
     * Places a mark behind the audio sent so far; since Asterisk 20.18, 22.8, 23.2.
     *
     * @param correlationId comes back in {@link MediaEvent.MarkProcessed}; empty for none
     */
    record Mark(String correlationId) implements MediaCommand {
        /**
         * Checks the values.
         *
         * @param correlationId see {@link #correlationId()}
         */
        public Mark {
            requireId(correlationId);
        }
    }

    /** Drops all queued audio and all queued marks, without an event for either. */
    record Flush() implements MediaCommand {}

    /** Stops playing; the queue stays. */
    record Pause() implements MediaCommand {}

    /** Goes on playing. */
    record Continue() implements MediaCommand {}

    /** Asks for one {@link MediaEvent.QueueDrained}. */
    record ReportQueueDrained() implements MediaCommand {}

    /** Asks for {@link MediaEvent.Status}. */
    record GetStatus() implements MediaCommand {}

    /**
     * Changes which way audio flows; JSON only, since Asterisk 20.19, 22.9, 23.3.
     *
     * @param direction the new direction
     */
    record SetDirection(MediaDirection direction) implements MediaCommand {
        /**
         * Checks the values.
         *
         * @param direction see {@link #direction()}
         */
        public SetDirection {
            Objects.requireNonNull(direction, "direction");
        }
    }

    private static void requireId(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < ' ' || id.charAt(i) == 0x7F) {
                throw new IllegalArgumentException("correlation id has a control character at index " + i);
            }
        }
    }
}
