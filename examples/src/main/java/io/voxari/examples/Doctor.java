package io.voxari.examples;

import io.voxari.agent.runtime.DoctorReport;

/**
 * Examines an Asterisk, and what it knows of this machine, and names the fix for each thing that is wrong.
 *
 * <p>When it runs it prints a table, a line for each check: ok, warning, FAILED or skipped, with what was found and what to
 * do. It ends with 0 when nothing failed, else with 1. See docs/troubleshooting.md.
 */
public final class Doctor {
    private Doctor() {}

    /**
     * Examines once, and ends.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        DoctorReport report = ExampleOptions.parse("Doctor", ExampleOptions.Kind.DOCTOR, args)
                .doctor()
                .examine();
        System.out.print(report.table());
        System.exit(report.exitCode());
    }
}
