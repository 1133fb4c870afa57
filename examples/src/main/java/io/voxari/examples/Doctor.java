package io.voxari.examples;

import io.voxari.agent.runtime.DoctorReport;
import java.io.PrintStream;

/**
 * Examines an Asterisk, and what it knows of this machine, and names the fix for each thing that is wrong.
 *
 * <p>When it runs it prints a table, a line for each check: ok, warning, FAILED or skipped, with what was found and what to
 * do. It ends with 0 when nothing failed, with 1 when something did, and with 2 when it was asked wrongly. See
 * docs/troubleshooting.md.
 */
public final class Doctor {
    private Doctor() {}

    /**
     * Examines once, and ends.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        ExampleOptions.Kind kind = ExampleOptions.Kind.DOCTOR;
        return new Program("Doctor", ExampleOptions.help("Doctor", kind), out, err).run(args, () -> {
            DoctorReport report = ExampleOptions.parse(kind, args).doctor().examine();
            out.print(report.table());
            return report.exitCode();
        });
    }
}
