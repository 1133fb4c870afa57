package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriConnectionException;
import io.voxari.ari.AriException;
import io.voxari.ari.AriResponseException;
import io.voxari.ari.model.AsteriskInfo;
import io.voxari.ari.model.ConfigTuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks ARI what it can tell of itself: there, allowed, new enough, the modules, the WebSocket client. */
final class AriProbe {
    private final AriClient ari;
    private final AsteriskConfig config;
    private final Map<DoctorCheck, DoctorFinding> findings;
    private final Map<String, String> websocketClient = new HashMap<>();

    AriProbe(AriClient ari, AsteriskConfig config, Map<DoctorCheck, DoctorFinding> findings) {
        this.ari = ari;
        this.config = config;
        this.findings = findings;
    }

    /** {@return whether ARI can be asked for more} */
    boolean examine() {
        AsteriskInfo info;
        try {
            long asked = System.nanoTime();
            info = ari.asterisk().getInfo().send();
            ok(
                    DoctorCheck.ENDPOINT,
                    config.endpoint() + " answers within " + (System.nanoTime() - asked) / 1_000_000 + " ms");
        } catch (AriException failure) {
            notThere(failure);
            return false;
        }
        mayWrite();
        version(info.system() == null ? "" : info.system().version());
        module(
                DoctorCheck.CHAN_WEBSOCKET,
                "chan_websocket",
                "without it there is no audio; it comes with Asterisk 20.16, 22.6 and 23.0");
        if (module(
                DoctorCheck.RES_WEBSOCKET_CLIENT,
                "res_websocket_client",
                "without it Asterisk cannot connect to the media server; it comes with Asterisk 20.15, 22.5 and 23.0")) {
            websocketClientSection();
        }
        return !isFailed(DoctorCheck.CREDENTIALS);
    }

    /** {@return whether events can be received, which a proxy may not let through} */
    boolean connect() {
        try {
            ari.connect();
            return true;
        } catch (AriException failure) {
            failed(
                    DoctorCheck.ENDPOINT,
                    config.endpoint() + " answers, but its event WebSocket cannot be opened: " + failure.getMessage(),
                    "load res_http_websocket.so and res_ari_events.so; a proxy in between must let WebSockets through");
            return false;
        }
    }

    /** {@return the section of websocket_client.conf, without its passwords; empty if there is none} */
    Map<String, String> websocketClient() {
        return websocketClient;
    }

    private void notThere(AriException failure) {
        String told = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof AriResponseException answered && answered.isDenied()) {
            ok(DoctorCheck.ENDPOINT, config.endpoint() + " answers");
            failed(
                    DoctorCheck.CREDENTIALS,
                    "user \"" + config.user() + "\" is refused with status " + answered.status(),
                    answered.status() == 401
                            ? "ari.conf needs a section [" + config.user() + "] with type = user and the same password,"
                                    + " without blanks around either; then: module reload res_ari.so"
                            : "the user's acl or permit in ari.conf keeps this machine out; add its address, then:"
                                    + " module reload res_ari.so");
        } else if (failure instanceof AriResponseException answered && answered.status() == 404) {
            failed(
                    DoctorCheck.ENDPOINT,
                    config.endpoint() + " answers, but has no ARI (404)",
                    "set enabled = yes in ari.conf and load res_ari.so; if http.conf has a prefix, the endpoint needs it"
                            + " too: http://host:port/prefix");
        } else if (failure instanceof AriResponseException answered && answered.status() == 503) {
            failed(DoctorCheck.ENDPOINT, config.endpoint() + " is still starting (503)", "wait until it has started");
        } else if (failure instanceof AriConnectionException) {
            failed(
                    DoctorCheck.ENDPOINT,
                    config.endpoint() + " cannot be reached: " + told,
                    "set enabled = yes, bindaddr and bindport in http.conf (bindaddr has no default), then: module reload"
                            + " http; \"http show status\" says where it listens; a firewall must let this machine in");
        } else {
            failed(
                    DoctorCheck.ENDPOINT,
                    "what answers at " + config.endpoint() + " is not ARI: " + told,
                    "name Asterisk's own HTTP server and port (8088 unless http.conf says otherwise)");
        }
    }

    private void mayWrite() {
        try {
            // Nobody has a channel of this name: allowed or not, nothing rings.
            ari.channels().ring("voxari-doctor-nobody").send();
            ok(DoctorCheck.CREDENTIALS, "user \"" + config.user() + "\" is welcome");
        } catch (AriResponseException answered) {
            if (answered.isDenied()) {
                failed(
                        DoctorCheck.CREDENTIALS,
                        "user \"" + config.user() + "\" may look, but do nothing (" + answered.status() + ")",
                        "set read_only = no in the section [" + config.user()
                                + "] of ari.conf, then: module reload res_ari.so");
            } else {
                ok(DoctorCheck.CREDENTIALS, "user \"" + config.user() + "\" is welcome");
            }
        } catch (AriException failure) {
            failed(DoctorCheck.CREDENTIALS, "no answer to a request: " + failure.getMessage(), "ask again");
        }
    }

    private void version(String text) {
        Optional<AsteriskVersion> version = AsteriskVersion.parse(text);
        String newer = "install Asterisk 20.18, 22.8, 23.2 or newer";
        if (version.isEmpty()) {
            VoxariDoctor.put(
                    findings,
                    DoctorFinding.warning(
                            DoctorCheck.VERSION,
                            "\"" + text + "\" tells no release",
                            "make sure that it is as new as: " + "20.18, 22.8 or 23.2"));
        } else if (!version.get().hasMediaWebSocket()) {
            failed(DoctorCheck.VERSION, text + " has no audio over WebSocket", newer);
        } else if (!version.get().hasMarksAndJson()) {
            failed(
                    DoctorCheck.VERSION,
                    text + " is too old for marks and JSON: what a caller heard could not be told",
                    newer);
        } else {
            ok(DoctorCheck.VERSION, text);
        }
    }

    private boolean isFailed(DoctorCheck check) {
        DoctorFinding finding = findings.get(check);
        return finding != null && finding.isFailed();
    }

    private boolean module(DoctorCheck check, String name, String why) {
        String fix = "in Asterisk's console: module load " + name + ".so; with autoload = no, also load = " + name
                + ".so in modules.conf (" + why + ")";
        try {
            String status = ari.asterisk().getModule(name + ".so").send().status();
            if (status.equals("Running")) {
                ok(check, "loaded");
                return true;
            }
            failed(check, "loaded, but \"" + status + "\"", fix);
        } catch (AriResponseException answered) {
            failed(check, answered.status() == 404 ? "not loaded" : String.valueOf(answered.getMessage()), fix);
        } catch (AriException failure) {
            failed(check, "could not be asked for: " + failure.getMessage(), fix);
        }
        return false;
    }

    private void websocketClientSection() {
        String name = config.websocketClient();
        String reload = ", then: module reload res_websocket_client.so";
        try {
            for (ConfigTuple each : ari.asterisk()
                    .getObject("res_websocket_client", "websocket_client", name)
                    .send()) {
                if (!each.attribute().contains("password")) {
                    websocketClient.put(each.attribute(), each.value());
                }
            }
        } catch (AriException failure) {
            failed(
                    DoctorCheck.WEBSOCKET_CLIENT,
                    "Asterisk has no WebSocket client \"" + name + "\""
                            + (failure instanceof AriResponseException answered && answered.status() == 404
                                    ? ""
                                    : ": " + failure.getMessage()),
                    "add a section [" + name + "] with type = websocket_client to websocket_client.conf" + reload
                            + "; Asterisk leaves out a section with a mistake, and logs it");
            return;
        }
        String type = websocketClient.getOrDefault("connection_type", "");
        String protocols = websocketClient.getOrDefault("protocols", "");
        String uri = websocketClient.getOrDefault("uri", "");
        String mistake = "";
        if (!type.equals("per_call_config")) {
            mistake = "connection_type = per_call_config";
        } else if (!(" " + protocols.replace(',', ' ') + " ").contains(" media ")) {
            mistake = "protocols = media";
        } else if (uri.startsWith("wss:") && !"yes".equals(websocketClient.get("tls_enabled"))) {
            mistake = "tls_enabled = yes";
        }
        if (mistake.isEmpty()) {
            ok(DoctorCheck.WEBSOCKET_CLIENT, "section [" + name + "] is fit for media");
        } else {
            failed(
                    DoctorCheck.WEBSOCKET_CLIENT,
                    "section [" + name + "] is not fit for media",
                    "set " + mistake + " there" + reload);
        }
    }

    private void ok(DoctorCheck check, String found) {
        VoxariDoctor.put(findings, DoctorFinding.ok(check, found));
    }

    private void failed(DoctorCheck check, String found, String fix) {
        VoxariDoctor.put(findings, DoctorFinding.failed(check, found, fix));
    }
}
