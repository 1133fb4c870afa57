package io.voxari.benchmarks.ari;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of the comparison: ari4java, Voxari, their ratio, and for a target whether it is met. Not thread-safe. */
final class Report {
    private static final String PEER = "ari4java";

    private final List<String> lines = new ArrayList<>();
    private boolean passed = true;

    /** Figures that defend nothing. */
    void compare(String what, double unit, Map<String, List<long[]>> rounds, int figure) {
        compare(what, unit, rounds, figure, "http");
    }

    void compare(String what, double unit, Map<String, List<long[]>> rounds, int figure, String kind) {
        line(what, median(rounds, PEER, figure) / unit, median(rounds, kind, figure) / unit, "");
    }

    /** A ratio that must be reached: at least if it is above one, else at most. */
    void target(String what, double unit, Map<String, List<long[]>> rounds, int figure, String kind, double ratio) {
        double peer = median(rounds, PEER, figure);
        double own = median(rounds, kind, figure);
        boolean good = ratio > 1 ? own >= ratio * peer : own <= ratio * peer;
        line(
                what,
                peer / unit,
                own / unit,
                verdict(good, String.format(Locale.ROOT, "%s %.2f", ratio > 1 ? "≥" : "≤", ratio)));
    }

    /** Something that must never be, in the sum of all rounds. */
    void none(String what, Map<String, List<long[]>> rounds, int figure) {
        long own = sum(rounds.get("http"), figure);
        line(what, (double) sum(rounds.get(PEER), figure), (double) own, verdict(own == 0, "0"));
    }

    void atMost(String what, double peer, double own, double most) {
        line(what, peer, own, verdict(own < most, String.format(Locale.ROOT, "< %.0f", most)));
    }

    void say(String what, long peer, long own) {
        line(what, (double) peer, (double) own, "");
    }

    private String verdict(boolean good, String target) {
        passed &= good;
        return String.format(Locale.ROOT, "%-8s %s", target, good ? "PASS" : "FAIL");
    }

    private void line(String what, double peer, double own, String verdict) {
        lines.add(String.format(
                Locale.ROOT,
                "%-34s %12s %12s %8s  %s",
                what,
                figure(peer),
                figure(own),
                peer == 0 ? "" : String.format(Locale.ROOT, "%.2f", own / peer),
                verdict));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 1_000 && value != Math.rint(value) ? "%,.1f" : "%,.0f", value);
    }

    private static double median(Map<String, List<long[]>> rounds, String name, int figure) {
        return Tally.quantile(
                rounds.get(name).stream().mapToLong(figures -> figures[figure]).toArray(), 0.5);
    }

    private static long sum(List<long[]> rounds, int figure) {
        return rounds.stream().mapToLong(figures -> figures[figure]).sum();
    }

    /** True if every target was met. */
    boolean print(PrintStream to) {
        PrintStream out = new PrintStream(to, true, StandardCharsets.UTF_8);
        out.printf("%-34s %12s %12s %8s  %-8s%n", "", PEER, "Voxari", "ratio", "target");
        lines.forEach(out::println);
        return passed;
    }
}
