package io.voxari.agent.runtime;

import java.util.Objects;

/**
 * What {@link VoxariDoctor} found out by one check.
 *
 * <p>Immutable and thread-safe; no password is in it.
 *
 * @param check what was looked at
 * @param verdict how it is
 * @param found what was seen
 * @param fix what to do about it; empty when there is nothing to do
 */
public record DoctorFinding(DoctorCheck check, Verdict verdict, String found, String fix) {

    /** How it is. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** Calls work, but perhaps not all of them. */
        WARNING,
        /** No call can work. */
        FAILED,
        /** It could not be looked at, because of an earlier finding or because something was not told. */
        SKIPPED
    }

    /**
     * Checks the parts.
     *
     * @param check what was looked at
     * @param verdict how it is
     * @param found what was seen
     * @param fix what to do about it
     */
    public DoctorFinding {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(fix, "fix");
    }

    static DoctorFinding ok(DoctorCheck check, String found) {
        return new DoctorFinding(check, Verdict.OK, found, "");
    }

    static DoctorFinding warning(DoctorCheck check, String found, String fix) {
        return new DoctorFinding(check, Verdict.WARNING, found, fix);
    }

    static DoctorFinding failed(DoctorCheck check, String found, String fix) {
        return new DoctorFinding(check, Verdict.FAILED, found, fix);
    }

    static DoctorFinding skipped(DoctorCheck check, String why) {
        return new DoctorFinding(check, Verdict.SKIPPED, why, "");
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }
}
