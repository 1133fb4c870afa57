package io.voxari.testkit.internal;

import java.util.Map;
import java.util.OptionalInt;

/** Asterisk's words for Q.850 causes. Stateless. */
final class HangupCauses {
    static final int NORMAL = 16;
    static final int NO_ROUTE = 3;
    static final int FAILURE = 38;

    private static final Map<String, Integer> REASONS = Map.ofEntries(
            Map.entry("normal", 16),
            Map.entry("busy", 17),
            Map.entry("congestion", 34),
            Map.entry("no_answer", 19),
            Map.entry("timeout", 18),
            Map.entry("rejected", 21),
            Map.entry("unallocated", 1),
            Map.entry("normal_unspecified", 31),
            Map.entry("number_incomplete", 28),
            Map.entry("codec_mismatch", 58),
            Map.entry("interworking", 127),
            Map.entry("failure", 38),
            Map.entry("answered_elsewhere", 26));

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(1, "Unallocated (unassigned) number"),
            Map.entry(3, "No route to destination"),
            Map.entry(16, "Normal Clearing"),
            Map.entry(17, "User busy"),
            Map.entry(23, "Redirected to new destination"),
            Map.entry(26, "Answered elsewhere"),
            Map.entry(28, "Invalid number format"),
            Map.entry(31, "Normal, unspecified"),
            Map.entry(127, "Interworking, unspecified"),
            Map.entry(18, "No user responding"),
            Map.entry(19, "User alerting, no answer"),
            Map.entry(21, "Call Rejected"),
            Map.entry(34, "Circuit/channel congestion"),
            Map.entry(38, "Network out of order"),
            Map.entry(58, "Bearer capability not available"),
            Map.entry(99, "Info. element nonexist or not implemented"));

    static final int NO_ANSWER = 19;

    private HangupCauses() {}

    static OptionalInt ofReason(String reason) {
        Integer cause = REASONS.get(reason);
        return cause == null ? OptionalInt.empty() : OptionalInt.of(cause);
    }

    static String text(int cause) {
        return TEXTS.getOrDefault(cause, "Unknown");
    }
}
