package io.voxari.testkit.internal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The whole of one simulated Asterisk. Thread-safe. */
public final class Simulation implements AutoCloseable {
    private final PbxSettings settings;
    private final Ground ground;
    private final Loop loop;
    private final Pbx pbx;
    private final AriServer server;

    /**
     * Starts it.
     *
     * @param settings whose websocket clients may be changed while it runs
     * @param machine virtual time and a network in memory, in place of the real ones
     */
    public Simulation(PbxSettings settings, Optional<VirtualMachine> machine) {
        this.settings = settings;
        this.ground = machine.map(VirtualMachine::ground).orElseGet(Ground::real);
        this.loop = ground.loop("voxari-sim");
        this.pbx = new Pbx(loop, ground, settings);
        this.server = new AriServer(pbx);
        // What should happen then did not, and a test must not pass for that.
        loop.onFailure(e -> pbx.fault("the simulation failed: " + e));
    }

    /** Throws {@link IllegalArgumentException} for a version that is not simulated. */
    public static void checkVersion(String version) {
        var unused = Release.of(version);
    }

    /** Waits in the simulation's time; false if it is not done within it. */
    public boolean await(CompletableFuture<?> future, Duration most) {
        return ground.await(future, most);
    }

    /** Waits in the simulation's time; false if it does not hold within it. */
    public boolean await(BooleanSupplier condition, Duration most) {
        return ground.await(condition, most);
    }

    /** {@return the telephone with that number, which can be called from now on} */
    public PhoneSettings phone(String number) {
        return pbx.phones.computeIfAbsent(number, wanted -> new PhoneSettings());
    }

    /** There is a sound of that name. */
    public void sound(String name, byte[] ulaw) {
        pbx.prompts.add(name, ulaw);
    }

    /** {@return where ARI is} */
    public URI ariUri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** {@return what it is set up with} */
    public PbxSettings settings() {
        return settings;
    }

    /**
     * {@return a telephone that has just called}
     *
     * @param extension whom
     * @param number the calling number
     * @param name the name shown with it
     */
    public CallerLeg call(String extension, String number, String name) {
        return CallerLeg.call(pbx, extension, number, name);
    }

    /** {@return somebody who has not called yet} */
    public CallerLeg caller() {
        return CallerLeg.called(pbx);
    }

    /** Cuts the event connections. */
    public void dropEvents() {
        events(StasisApp.EventSink::drop);
    }

    /** Lets nothing through the event connections any more. */
    public void failEvents() {
        events(StasisApp.EventSink::fail);
    }

    private void events(Consumer<StasisApp.EventSink> action) {
        loop.execute(() -> pbx.apps.values().stream()
                .map(app -> app.sink)
                .filter(Objects::nonNull)
                .distinct()
                .toList()
                .forEach(action));
    }

    /** Lets nothing through the media connections any more. */
    public void failMedia() {
        media(MediaLeg::fail);
    }

    /** Ends the process, and starts it after a while. */
    public void restart(Duration after) {
        loop.execute(() -> {
            server.down();
            pbx.forgetAll();
            loop.at(loop.nowNanos() + after.toNanos(), server::up);
        });
    }

    /** Tells each event later. */
    public void delayEvents(Duration time) {
        loop.execute(() -> pbx.eventDelayNanos = time.toNanos());
    }

    /** Begins media connections with audio. */
    public void earlyAudio(boolean yes) {
        loop.execute(() -> pbx.earlyAudio = yes);
    }

    /** Does not do the next requests of a kind, and does not answer them. */
    public void ignoreRequests(String part, int times) {
        loop.call(() -> {
            server.ignore(part, times);
            return null;
        });
    }

    /** Does the next requests of a kind, and does not answer them. */
    public void loseAnswers(String part, int times) {
        loop.call(() -> {
            server.lose(part, times);
            return null;
        });
    }

    /** Cuts the media connections. */
    public void dropMedia() {
        media(MediaLeg::drop);
    }

    /** Says something on the media connections. */
    public void sendMediaText(String text) {
        media(leg -> leg.text(text));
    }

    private void media(Consumer<MediaLeg> action) {
        loop.execute(() -> List.copyOf(pbx.channels.values()).forEach(channel -> {
            if (channel.leg instanceof MediaLeg leg) {
                action.accept(leg);
            }
        }));
    }

    /** Lets requests wait. */
    public void slowRequests(Duration time) {
        server.slow(time);
    }

    /** Refuses the next requests of a kind. */
    public void refuseRequests(String part, int times) {
        loop.call(() -> {
            server.refuse(part, times);
            return null;
        });
    }

    /** Tells each event so often. */
    public void repeatEvents(int times) {
        loop.execute(() -> pbx.eventRepeats = times);
    }

    /** Tells the application something. */
    public void sendEvent(String text) {
        loop.execute(() -> {
            StasisApp app = pbx.apps.get(settings.app());
            StasisApp.EventSink sink = app == null ? null : app.sink;
            if (sink != null) {
                sink.event(text);
            }
        });
    }

    /** Takes the application over. */
    public void replaceApplication() {
        loop.execute(() -> pbx.register(settings.app(), new StasisApp.EventSink() {
            @Override
            public void event(String json) {}

            @Override
            public void drop() {}

            @Override
            public void fail() {}
        }));
    }

    /** Loses what callers say. */
    public void loseSpeech(Duration time) {
        loop.execute(() -> pbx.deafUntilNanos = loop.nowNanos() + time.toNanos());
    }

    /** Holds back what callers say, and lets it come all at once. */
    public void holdSpeech(Duration time) {
        loop.execute(() -> pbx.heldUntilNanos = loop.nowNanos() + time.toNanos());
    }

    /** {@return the requests so far} */
    public List<String> requests() {
        return pbx.requests();
    }

    /** {@return what is left and what was wrong; empty when all is quiet} */
    public List<String> complaints() {
        return loop.call(() -> {
            List<String> complaints = new ArrayList<>(pbx.faults());
            pbx.channels.values().stream()
                    // What Asterisk lists for ever is not the application's fault.
                    .filter(channel -> !channel.gone)
                    .forEach(channel ->
                            complaints.add("channel " + channel.id + " (" + channel.name + ") was never hung up"));
            pbx.recordings
                    .live()
                    .forEach(recording -> complaints.add("recording " + recording.name + " was never ended"));
            pbx.bridges.values().forEach(bridge -> complaints.add("bridge " + bridge.id + " was never destroyed"));
            return complaints;
        });
    }

    /** {@return the silences of calls that are longer than that, in words} */
    public List<String> silencesLongerThan(Duration time) {
        return loop.call(() -> pbx.silences.stream()
                .map(meter -> meter.longest(loop.nowNanos()))
                .filter(silence -> silence.length().compareTo(time) > 0)
                .map(Object::toString)
                .toList());
    }

    /** Ends everything at once, as a crash would. Idempotent. */
    @Override
    public void close() {
        loop.execute(() -> List.copyOf(pbx.channels.values()).forEach(channel -> channel.leg.hungUp(0)));
        server.stop();
        loop.close();
    }
}
