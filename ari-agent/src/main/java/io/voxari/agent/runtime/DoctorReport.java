package io.voxari.agent.runtime;

import java.util.List;
import java.util.Locale;

/**
 * What {@link VoxariDoctor} found out about an Asterisk, one finding for each {@link DoctorCheck} and in their order.
 *
 * <p>Immutable and thread-safe; no password is in it.
 *
 * @param subject what was examined
 * @param findings one for each check
 */
public record DoctorReport(String subject, List<DoctorFinding> findings) {

    /**
     * Copies the findings.
     *
     * @param subject what was examined
     * @param findings one for each check
     */
    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** {@return whether nothing failed} */
    public boolean isHealthy() {
        return findings.stream().noneMatch(DoctorFinding::isFailed);
    }

    /** {@return the exit code of a program that says no more than this: 0 when nothing failed, else 1} */
    public int exitCode() {
        return isHealthy() ? 0 : 1;
    }

    /**
     * {@return what one check found}
     *
     * @param check the check
     */
    public DoctorFinding of(DoctorCheck check) {
        return findings.stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow();
    }

    /** {@return a table for people: a line for each check, and below it what to do if that is something} */
    public String table() {
        StringBuilder table = new StringBuilder(subject).append('\n');
        for (DoctorFinding finding : findings) {
            String verdict =
                    finding.isFailed() ? "FAILED" : finding.verdict().name().toLowerCase(Locale.ROOT);
            table.append(String.format(
                    Locale.ROOT, "  %-8s %-28s %s%n", verdict, finding.check().title(), finding.found()));
            if (!finding.fix().isEmpty()) {
                table.append(String.format(Locale.ROOT, "  %-8s %-28s fix: %s%n", "", "", finding.fix()));
            }
        }
        return table.toString();
    }
}
