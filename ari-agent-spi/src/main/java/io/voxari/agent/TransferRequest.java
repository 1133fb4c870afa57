package io.voxari.agent;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Where an agent sends its caller. */
public sealed interface TransferRequest {

    /**
     * To somebody whom Asterisk calls. The caller hears the rest of what the agent said, then music, and is connected when
     * the other side answers: the agent leaves then. If nobody answers, the caller comes back to the agent. When the caller
     * hangs up, whoever is being called is no longer.
     *
     * @param destination whom to call; the caller's number is shown unless it says another
     */
    record Blind(Destination destination) implements TransferRequest {
        /**
         * Checks the part.
         *
         * @param destination whom to call
         */
        public Blind {
            Objects.requireNonNull(destination, "destination");
        }
    }

    /**
     * To somebody whom Asterisk calls and to whom the agent talks first, while the caller hears music: see
     * {@link CallEvent.ConsultationStarted}. Then the agent connects the two by {@link AgentCall#completeTransfer()}, and
     * leaves, or takes the caller back by {@link AgentCall#cancelTransfer()}. If nobody answers, or the other side hangs up,
     * the caller comes back by itself.
     *
     * <p>The usual talk needs no code: {@link #announcing} says something to the other side, and {@link #acceptedBy} lets it
     * decide by a key.
     *
     * @param destination whom to call; the caller's number is shown unless it says another
     * @param announcement what the other side hears first, in {@link AgentCall#format()}; empty for nothing
     * @param acceptKey with which key the other side takes the caller, and with any other does not; empty where the agent
     *     decides
     * @param acceptWithin how long after its answer the other side may take for that; without a meaning where the agent
     *     decides
     */
    record Attended(
            Destination destination, ByteBuffer announcement, Optional<Character> acceptKey, Duration acceptWithin)
            implements TransferRequest {
        private static final String KEYS = "0123456789*#ABCD";
        private static final Duration ACCEPT_WITHIN = Duration.ofSeconds(30);

        /**
         * Checks the parts, and copies the announcement.
         *
         * @param destination whom to call
         * @param announcement what the other side hears first
         * @param acceptKey with which key the other side takes the caller
         * @param acceptWithin how long it may take for that
         * @throws IllegalArgumentException if the key is none, or the time is not positive
         */
        public Attended {
            Objects.requireNonNull(destination, "destination");
            announcement = copyOf(announcement);
            acceptKey.ifPresent(key -> {
                if (KEYS.indexOf(key) < 0) {
                    throw new IllegalArgumentException(
                            "'" + key + "' is no key of a telephone; expected one of 0-9 * # A-D");
                }
            });
            if (acceptWithin.isNegative() || acceptWithin.isZero()) {
                throw new IllegalArgumentException(
                        "nobody can press a key within " + acceptWithin + "; expected more than 0, such as PT30S");
            }
        }

        /**
         * Makes one in which the agent talks and decides.
         *
         * @param destination whom to call
         */
        public Attended(Destination destination) {
            this(destination, ByteBuffer.allocate(0), Optional.empty(), ACCEPT_WITHIN);
        }

        /**
         * {@return this with words that the other side hears as soon as it has answered} What the agent was still saying then
         * is dropped, since it was for the caller; what it says from then on is heard after these words, which it cannot
         * interrupt. They are cut when the talk is over.
         *
         * @param audio bytes in {@link AgentCall#format()}, whole samples, two minutes at most; its position stays where it is
         */
        public Attended announcing(ByteBuffer audio) {
            return new Attended(destination, audio, acceptKey, acceptWithin);
        }

        /**
         * {@return this with the other side deciding by a key, within 30 seconds of its answer}
         *
         * @param key as of {@link #acceptedBy(char, Duration)}
         * @throws IllegalArgumentException if it is no key
         */
        public Attended acceptedBy(char key) {
            return acceptedBy(key, ACCEPT_WITHIN);
        }

        /**
         * {@return this with the other side deciding by a key} With this one it is connected with the caller; with any other,
         * or without one in time, it is hung up, and the caller is the agent's again. The agent is told each key by {@link
         * CallEvent.TargetDtmf}, and may decide before.
         *
         * @param key one of {@code 0-9 * # A-D}
         * @param within how long after its answer the other side may take
         * @throws IllegalArgumentException if it is no key, or the time is not positive
         */
        public Attended acceptedBy(char key, Duration within) {
            return new Attended(destination, announcement, Optional.of(key), within);
        }

        /** {@return what the other side hears first, from its beginning to its end, to be read only; empty for nothing} */
        @Override
        public ByteBuffer announcement() {
            return announcement.duplicate();
        }

        private static ByteBuffer copyOf(ByteBuffer audio) {
            ByteBuffer copy = ByteBuffer.allocate(audio.remaining());
            return copy.put(audio.duplicate()).flip().asReadOnlyBuffer();
        }

        @Override
        public String toString() {
            return "Attended[" + destination
                    + acceptKey.map(key -> ", accepted by " + key).orElse("") + "]";
        }
    }

    /**
     * Back to Asterisk's dialplan, which does with the caller what it likes. The agent leaves.
     *
     * @param context the dialplan context; empty for the one it came from
     * @param extension the extension; empty for the one it came from
     * @param priority the priority, from 1; 0 for the next one
     */
    record Dialplan(String context, String extension, int priority) implements TransferRequest {
        /**
         * Checks the parts.
         *
         * @param context the dialplan context
         * @param extension the extension
         * @param priority the priority
         * @throws IllegalArgumentException if the priority is negative
         */
        public Dialplan {
            Objects.requireNonNull(context, "context");
            Objects.requireNonNull(extension, "extension");
            if (priority < 0) {
                throw new IllegalArgumentException("priority " + priority + " is negative; 0 means the next one");
            }
        }
    }

    /**
     * By a SIP REFER: the caller's own telephone or switch calls the target, and Asterisk is out of the call. Only for
     * callers on SIP lines whose other side supports it.
     *
     * @param target where the caller is referred to, such as {@code sip:6002@example.org} or {@code 6002}
     */
    record Refer(String target) implements TransferRequest {
        /**
         * Checks the part.
         *
         * @param target where the caller is referred to
         * @throws IllegalArgumentException if it is blank or has control characters
         */
        public Refer {
            if (target.isBlank() || target.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("\"" + target + "\" is nowhere to refer a caller to");
            }
        }
    }
}
