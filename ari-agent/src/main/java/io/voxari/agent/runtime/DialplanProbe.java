package io.voxari.agent.runtime;

import io.voxari.ari.AriClient;
import io.voxari.ari.AriEvent;
import io.voxari.ari.AriException;
import io.voxari.ari.EventLane;
import io.voxari.ari.ResourceId;
import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelDialplan;
import io.voxari.ari.event.StasisStart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls an extension from inside Asterisk, and watches which application the dialplan hands the call to. */
final class DialplanProbe {
    /** A dialplan that takes longer to hand a call over greets, or asks for digits, first. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final DoctorCheck CHECK = DoctorCheck.APPLICATION;

    private final AriClient ari;
    private final String app;
    private final String name;
    private final BlockingQueue<AriEvent> events = new LinkedBlockingQueue<>();

    /**
     * @param app the application that calls should come to
     * @param name the client's own application, and what the ids of its channels begin with
     */
    DialplanProbe(AriClient ari, String app, String name) {
        this.ari = ari;
        this.app = app;
        this.name = name;
    }

    DoctorFinding examine(@Nullable String extension) {
        if (extension == null) {
            return DoctorFinding.skipped(CHECK, "no extension was named to be tried");
        }
        String caller = name + "-1";
        String called = name + "-2";
        try {
            EventLane lane = ari.openLane();
            lane.onEvent(events::add);
            lane.bind(ResourceId.channel(called));
            CountDownLatch entered = new CountDownLatch(1);
            EventLane own = ari.openLane();
            own.onEvent(event -> {
                if (event instanceof StasisStart) {
                    entered.countDown();
                }
            });
            own.bind(ResourceId.channel(caller));
            ari.channels()
                    .create("Local/" + extension + "/n", name)
                    .channelId(caller)
                    .otherChannelId(called)
                    .send();
            ari.applications().subscribe(name, "channel:" + called).send();
            // The answer to "create" comes before the channel has entered the application; until then "dial" is refused
            // (22.10.1).
            boolean unusedInTime = entered.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            ari.channels().dial(caller).send();
            return watched(extension);
        } catch (AriException failure) {
            return DoctorFinding.failed(
                    CHECK,
                    extension + " cannot be called: " + failure.getMessage(),
                    "is there such an extension in that context? In Asterisk's console: dialplan show " + extension);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return DoctorFinding.skipped(CHECK, "interrupted");
        } finally {
            hangUp(called);
            hangUp(caller);
        }
    }

    private DoctorFinding watched(String extension) throws InterruptedException {
        List<String> passed = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            AriEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null || event instanceof ChannelDestroyed) {
                return notHandedOver(extension, passed, event == null);
            }
            if (event instanceof ChannelDialplan step) {
                if (step.dialplanApp().equals("Stasis")) {
                    return handedOver(extension, step.dialplanAppData());
                }
                passed.add(step.dialplanApp());
            }
        }
    }

    private DoctorFinding handedOver(String extension, String data) {
        int comma = data.indexOf(',');
        String named = comma < 0 ? data : data.substring(0, comma);
        return named.equals(app)
                ? DoctorFinding.ok(CHECK, extension + " comes to Stasis(" + named + ")")
                : DoctorFinding.failed(
                        CHECK,
                        extension + " comes to Stasis(" + named + "), and this program's application is " + app,
                        "write Stasis(" + app + ") in extensions.conf, then: dialplan reload; or configure the"
                                + " application " + named + " here");
    }

    private DoctorFinding notHandedOver(String extension, List<String> passed, boolean stillRuns) {
        String fix =
                "write \"same => n,Stasis(" + app + ")\" in that extension of extensions.conf, then: dialplan reload";
        String through = passed.isEmpty() ? "" : " after " + String.join(", ", passed);
        if (stillRuns) {
            return DoctorFinding.warning(
                    CHECK, extension + " has not come to Stasis within five seconds" + through, fix);
        }
        return DoctorFinding.failed(
                CHECK,
                extension + " ends" + through + " without coming to Stasis",
                passed.isEmpty()
                        ? "is there such an extension in that context? In Asterisk's console: dialplan show "
                                + extension + ". If not, " + fix
                        : fix);
    }

    private void hangUp(String channel) {
        try {
            ari.channels().hangup(channel).send();
        } catch (AriException gone) {
            // It went with the other one, or never was.
            return;
        }
    }
}
