package io.voxari.agent.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a doctor look at an Asterisk before calls come, and logs what it found; nothing it finds prevents the start. */
final class StartExamination {
    private static final Logger LOG = LoggerFactory.getLogger(StartExamination.class);

    private final String asterisk;
    private final VoxariDoctor doctor;

    /** @param asterisk its name */
    StartExamination(String asterisk, VoxariDoctor doctor) {
        this.asterisk = asterisk;
        this.doctor = doctor;
    }

    /** Blocks as {@link VoxariDoctor#examine()} does; the media server's port must be free. */
    void run() {
        DoctorReport report;
        try {
            report = doctor.examine();
        } catch (RuntimeException fault) {
            // It is to help with the start, never to prevent it.
            LOG.warn("Asterisk {} could not be examined", asterisk, fault);
            return;
        }
        for (DoctorFinding finding : report.findings()) {
            log(finding);
        }
        if (report.isHealthy()) {
            LOG.info("Asterisk {}: examined, nothing failed", asterisk);
        }
    }

    private void log(DoctorFinding finding) {
        String title = finding.check().title();
        switch (finding.verdict()) {
            case FAILED -> LOG.warn("Asterisk {}: {}: {}; fix: {}", asterisk, title, finding.found(), finding.fix());
            case WARNING -> LOG.info("Asterisk {}: {}: {}; fix: {}", asterisk, title, finding.found(), finding.fix());
            case OK, SKIPPED -> LOG.debug("Asterisk {}: {}: {}", asterisk, title, finding.found());
        }
    }
}
