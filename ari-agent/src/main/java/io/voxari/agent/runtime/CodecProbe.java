package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.model.ConfigTuple;
import io.voxari.ari.model.Endpoint;
import java.util.ArrayList;
import java.util.List;

/** Looks which codecs the telephones and trunks of {@code pjsip.conf} may use. */
final class CodecProbe {
    private static final DoctorCheck CHECK = DoctorCheck.CODEC;
    /** A switchboard with thousands of telephones configures them alike. */
    private static final int MOST = 200;

    private static final int MOST_NAMED = 5;

    private final AriClient ari;

    CodecProbe(AriClient ari) {
        this.ari = ari;
    }

    /** @param wanted names of endpoints; empty for all */
    DoctorFinding examine(List<String> wanted) {
        try {
            List<String> names = wanted.isEmpty() ? all() : wanted;
            List<String> without = new ArrayList<>();
            for (String name : names) {
                if (!allowsUlaw(name)) {
                    without.add(name);
                }
            }
            return finding(names, without, !wanted.isEmpty());
        } catch (AriException failure) {
            return DoctorFinding.skipped(CHECK, "Asterisk does not tell: " + failure.getMessage());
        }
    }

    private List<String> all() {
        return ari.endpoints().listByTech("PJSIP").send().stream()
                .map(Endpoint::resource)
                .sorted()
                .limit(MOST)
                .toList();
    }

    private boolean allowsUlaw(String endpoint) {
        try {
            for (ConfigTuple each :
                    ari.asterisk().getObject("res_pjsip", "endpoint", endpoint).send()) {
                if (each.attribute().equals("allow")) {
                    // Such as (ulaw|alaw|g722).
                    return List.of(each.value().split("[()|,]", -1)).contains("ulaw");
                }
            }
            return true;
        } catch (AriResponseException answered) {
            // Removed meanwhile, or known to the channel driver alone: nothing to say about it.
            return answered.status() == 404;
        }
    }

    private static DoctorFinding finding(List<String> names, List<String> without, boolean wanted) {
        if (names.isEmpty()) {
            return DoctorFinding.skipped(CHECK, "pjsip.conf has no endpoint");
        }
        if (without.isEmpty()) {
            return DoctorFinding.ok(
                    CHECK, "allowed on " + (names.size() == 1 ? names.get(0) : "all " + names.size() + " endpoints"));
        }
        String which = String.join(", ", without.subList(0, Math.min(MOST_NAMED, without.size())))
                + (without.size() > MOST_NAMED ? " and " + (without.size() - MOST_NAMED) + " more" : "");
        String found = "not allowed on " + which + " (" + without.size() + " of " + names.size() + ")";
        String fix = "set allow = ulaw in these sections of pjsip.conf, or in the template that they use, then: module"
                + " reload res_pjsip.so";
        return wanted || without.size() == names.size()
                ? DoctorFinding.failed(CHECK, found, fix)
                : DoctorFinding.warning(CHECK, found, fix);
    }
}
