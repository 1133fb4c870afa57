package io.voxari.agent.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Remembers the last of what happened on one call. Thread-safe. */
final class FlightRecorder {
    /** What is told of a call that ends badly fits on two screens. */
    static final int ENTRIES = 128;

    /** Nobody reads more of one; what Asterisk answers, or a caller calls itself, may be long. */
    private static final int ENTRY_CHARACTERS = 300;

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final LongSupplier nanos;
    private final long begin;
    // Both under the lock of this object.
    private final ArrayDeque<FlightEntry> entries = new ArrayDeque<>();
    private long dropped;

    FlightRecorder(LongSupplier nanos) {
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    void note(String what) {
        Duration at = Duration.ofNanos(nanos.getAsLong() - begin);
        synchronized (this) {
            if (entries.size() == ENTRIES) {
                entries.remove();
                dropped++;
            }
            entries.add(new FlightEntry(at, line(what)));
        }
    }

    /** {@return the request, which it notes, and what comes of it} */
    <T> CompletableFuture<T> noted(String what, CompletableFuture<T> request) {
        note("asked: " + what);
        var unused = request.whenComplete((done, failure) -> note(
                (failure == null ? "done: " : "failed: ") + what + (failure == null ? "" : ": " + Call.told(failure))));
        return request;
    }

    /** {@return a text of which parts come from outside, as one line that looks like no other one in a log} */
    static String line(String text) {
        String head = text.length() <= ENTRY_CHARACTERS ? text : text.substring(0, ENTRY_CHARACTERS) + "…";
        // Looked for first: this is done some sixty times a call, and there is hardly ever one.
        return head.chars().anyMatch(FlightRecorder::isControl)
                ? CONTROLS.matcher(head).replaceAll(" ")
                : head;
    }

    /** As the pattern has it. */
    private static boolean isControl(int character) {
        return character < ' ' || character == 0x7F;
    }

    /** {@return what is remembered, oldest first} */
    synchronized List<FlightEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized String toString() {
        String lines = entries.stream()
                .map(entry -> String.format(
                        Locale.ROOT, "%10.3f s  %s", entry.sinceOffered().toNanos() / 1e9, entry.what()))
                .collect(Collectors.joining("\n"));
        return dropped == 0 ? lines : "(" + dropped + " earlier ones are forgotten)\n" + lines;
    }
}
