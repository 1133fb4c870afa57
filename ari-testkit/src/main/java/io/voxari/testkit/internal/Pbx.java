package io.voxari.testkit.internal;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of the simulated Asterisk, and what happens to it: channels, bridges, applications, events. Only the loop's
 * thread, but for {@link #faults()}.
 */
final class Pbx {
    static final String ENTITY_ID = "02:00:00:00:00:01";

    private static final Logger logger = LoggerFactory.getLogger(Pbx.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    final Loop loop;
    final Ground ground;
    final PbxSettings settings;
    final Release release;
    String started;
    final Map<String, PbxChannel> channels = new LinkedHashMap<>();
    final Map<String, PbxBridge> bridges = new LinkedHashMap<>();
    final Map<String, StasisApp> apps = new TreeMap<>();
    /** By their numbers, those that can be called; may grow from any thread. */
    final Map<String, PhoneSettings> phones = new ConcurrentHashMap<>();
    /** By their connection ids, the media channels that the application connects to. */
    final Map<String, MediaLeg> incoming = new HashMap<>();
    /** Of each websocket client, the parameters of the last call that had any: later calls get them too. */
    final Map<String, String> lastQueries = new HashMap<>();

    private final Dialplan dialplan = new Dialplan(this);
    final Recordings recordings = new Recordings(this);
    final Prompts prompts = new Prompts();
    final Playbacks playbacks = new Playbacks(this);
    final Announcements announcements = new Announcements(this);
    /** Guarded by itself. */
    private final List<String> faults = new ArrayList<>();

    /** Guarded by itself. */
    private final List<String> requests = new ArrayList<>();

    /** How much later than it should each event is told. */
    long eventDelayNanos;
    /** When the last event is told. */
    private long toldNanos = Long.MIN_VALUE;
    /** Whether media connections begin with audio. */
    boolean earlyAudio;
    /** How often each event is told. */
    int eventRepeats = 1;
    /** Of all who talk or have talked. */
    final List<SilenceMeter> silences = new ArrayList<>();
    /** Until then what telephones say is on its way. */
    long heldUntilNanos = Long.MIN_VALUE;
    /** Until then nothing of what telephones say is heard. */
    long deafUntilNanos = Long.MIN_VALUE;

    private int calls;
    private int pointers;
    private int hiddenChannels;

    Pbx(Loop loop, Ground ground, PbxSettings settings) {
        this.loop = loop;
        this.ground = ground;
        this.settings = settings;
        this.release = Release.of(settings.version());
        this.started = now();
    }

    String now() {
        return TIME.format(loop.clock());
    }

    // ---- what is not simulated, or what no application should do

    /** Something that this simulation does not know, or that breaks a real Asterisk. From any thread. */
    void fault(String what) {
        logger.error("{}", what);
        synchronized (faults) {
            faults.add(what);
        }
    }

    List<String> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** A request, however it came. */
    void asked(String request) {
        synchronized (requests) {
            requests.add(request);
        }
    }

    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    // ---- applications and their events

    void register(String name, StasisApp.EventSink sink) {
        StasisApp app = apps.computeIfAbsent(name, StasisApp::new);
        StasisApp.EventSink before = app.sink;
        if (before != null) {
            before.event(Json.write(Json.of(
                    "type", "ApplicationReplaced", "timestamp", now(), "application", name, "asterisk_id", ENTITY_ID)));
        }
        app.sink = sink;
    }

    /** Its socket is gone; the application is only inactive, and what it subscribed to stays. */
    void disconnected(StasisApp.EventSink sink) {
        for (StasisApp app : apps.values()) {
            if (app.sink == sink) {
                app.sink = null;
            }
        }
    }

    void emit(Collection<String> resources, String type, Map<String, Object> fields) {
        for (StasisApp app : apps.values()) {
            if (resources.stream().anyMatch(app::isSubscribed)) {
                emit(app, type, fields);
            }
        }
    }

    /** To one application, whatever it is subscribed to. */
    void emit(StasisApp app, String type, Map<String, Object> fields) {
        StasisApp.EventSink sink = app.sink;
        if (sink != null) {
            Map<String, Object> event = Json.of("type", type, "timestamp", now());
            event.putAll(fields);
            event.put("asterisk_id", ENTITY_ID);
            event.put("application", app.name);
            String json = Json.write(event);
            for (int i = 0; i < eventRepeats; i++) {
                tell(sink, json);
            }
        }
    }

    /** Late, if so it is to be; never before what was told earlier. */
    private void tell(StasisApp.EventSink sink, String json) {
        toldNanos = Math.max(toldNanos, loop.nowNanos() + eventDelayNanos);
        if (toldNanos <= loop.nowNanos()) {
            sink.event(json);
        } else {
            loop.at(toldNanos, () -> sink.event(json));
        }
    }

    /** As it is when the process was killed and has started again: nothing is left, and nobody was told. */
    void forgetAll() {
        List<PbxChannel> lost = List.copyOf(channels.values());
        channels.clear();
        bridges.values().forEach(bridge -> {
            bridge.channels.clear();
            bridge.recordings.clear();
            bridge.changed(loop);
        });
        bridges.clear();
        apps.values().stream().map(app -> app.sink).filter(Objects::nonNull).forEach(StasisApp.EventSink::drop);
        apps.clear();
        lastQueries.clear();
        started = now();
        lost.forEach(channel -> {
            channel.gone = true;
            channel.leg.lost();
        });
    }

    void emit(PbxChannel channel, String type, Object... fields) {
        Map<String, Object> all = Json.of(fields);
        all.put("channel", channel.json());
        emit(List.of(channel.resource()), type, all);
    }

    void dialed(PbxChannel channel, String status, String dialString) {
        emit(
                List.of(channel.resource()),
                "Dial",
                Json.of("dialstatus", status, "forward", "", "dialstring", dialString, "peer", channel.json()));
    }

    private void emit(PbxBridge bridge, PbxChannel channel, String type) {
        emit(
                List.of(bridge.resource(), channel.resource()),
                type,
                Json.of("bridge", bridge.json(), "channel", channel.json()));
    }

    /** What an application sets: of the functions those that are known. */
    void set(PbxChannel channel, String name, String value) {
        if (name.equals("TALK_DETECT(set)")) {
            TalkDetector detector = TalkDetector.of(this, channel, value);
            channel.talkDetector = detector == null ? channel.talkDetector : detector;
        } else if (name.equals("TALK_DETECT(remove)")) {
            channel.talkDetector = null;
        } else if (name.endsWith(")")) {
            throw new UnsupportedOperationException("the function " + name);
        } else {
            setVariable(channel, name, value);
        }
    }

    void setVariable(PbxChannel channel, String name, String value) {
        channel.variables.put(name, value);
        emit(channel, "ChannelVarset", "variable", name, "value", value);
    }

    // ---- channels

    /** From now on, for somebody who is connected. */
    SilenceMeter measureSilence(String caller) {
        SilenceMeter meter = new SilenceMeter(caller);
        meter.answered(loop.nowNanos());
        silences.add(meter);
        return meter;
    }

    String newPointer() {
        return String.format("0x7f00%08x", ++pointers * 0x90);
    }

    /** {@return a name for the next of the channels that Asterisk makes for itself} */
    String hiddenChannel(String kind) {
        return String.format(Locale.ROOT, "%s-%08x;2", kind, hiddenChannels++);
    }

    int nextCall() {
        return calls++;
    }

    /** A telephone calls a number. */
    PbxChannel call(String extension, String number, String name, Leg leg) {
        int count = nextCall();
        PbxChannel channel = new PbxChannel(
                loop.clock().getEpochSecond() + "." + count,
                String.format("PJSIP/caller-%08x", count),
                leg,
                now(),
                number,
                name);
        channel.state = "Ring";
        channel.plainApp = "";
        channels.put(channel.id, channel);
        dialplan.enter(channel, "from-external", extension);
        return channel;
    }

    void answer(PbxChannel channel) {
        if (!channel.isUp()) {
            channel.state = "Up";
            emit(channel, "ChannelStateChange");
            channel.leg.answered();
        }
    }

    /** False when nobody is connected for that application. */
    boolean enterStasis(PbxChannel channel, String appName, List<String> args) {
        StasisApp app = apps.get(appName);
        if (app == null || app.sink == null) {
            return false;
        }
        channel.ear = null;
        channel.appName = "Stasis";
        channel.appData = args.isEmpty() ? appName : appName + "," + String.join(",", args);
        channel.stasis = app;
        setVariable(channel, "STASISSTATUS", "");
        app.subscribe(channel.resource());
        emit(channel, "StasisStart", "args", args);
        return true;
    }

    private void leaveStasis(PbxChannel channel) {
        leaveBridge(channel);
        StasisApp app = channel.stasis;
        if (app != null) {
            emit(channel, "StasisEnd");
            app.unsubscribe(channel.resource());
            channel.stasis = null;
            setVariable(channel, "STASISSTATUS", "SUCCESS");
        }
    }

    /** Back to the dialplan: to another place, or to the next step, which in ours is the end of the call. */
    void proceed(PbxChannel channel, @Nullable String context, @Nullable String extension) {
        leaveStasis(channel);
        if (context == null && extension == null) {
            hangUp(channel, 0);
        } else {
            dialplan.enter(
                    channel,
                    context == null ? channel.context : context,
                    extension == null ? channel.extension : extension);
        }
    }

    /** A request of ARI, or of Asterisk itself: the caller's side is told the cause. */
    void requestHangUp(PbxChannel channel, int cause) {
        // What is shown here as the cause is Asterisk's flag for a hang-up from outside.
        emit(channel, "ChannelHangupRequest", "cause", 32, "soft", true);
        channel.leg.cancelled();
        hangUp(channel, cause);
    }

    void hangUp(PbxChannel channel, int cause, Object... more) {
        if (channel.gone) {
            return;
        }
        channel.gone = true;
        recordings.end(channel.recording, true);
        if (channel.player != null) {
            channel.player.end(true);
        }
        boolean wasInStasis = channel.stasis != null;
        leaveStasis(channel);
        if (wasInStasis && channel.leg instanceof CallerLeg) {
            // What called comes back to the dialplan, which hangs up too; only who has subscribed is told.
            Map<String, Object> again = Json.of("cause", HangupCauses.NORMAL, "soft", true);
            again.putAll(Json.of(release.tellsTechCauses() ? more : new Object[0]));
            again.put("channel", channel.json());
            emit(List.of(channel.resource()), "ChannelHangupRequest", again);
        }
        if (channel.appName.equals("Stasis")) {
            channel.appName = channel.plainApp;
            channel.appData = channel.plainApp.isEmpty() ? "" : "(Outgoing Line)";
        }
        channel.leg.hungUp(cause);
        if (channel.isBeingReferred) {
            return;
        }
        channels.remove(channel.id);
        Map<String, Object> fields = Json.of("cause", cause, "cause_txt", HangupCauses.text(cause));
        fields.putAll(Json.of(release.tellsTechCauses() ? more : new Object[0]));
        fields.put("channel", channel.json());
        emit(List.of(channel.resource()), "ChannelDestroyed", fields);
        apps.values().forEach(app -> app.forget(channel.resource()));
    }

    // ---- bridges

    PbxBridge createBridge(String id, String name) {
        PbxBridge bridge = new PbxBridge(id, name, now());
        bridges.put(id, bridge);
        return bridge;
    }

    void enterBridge(PbxBridge bridge, PbxChannel channel) {
        leaveBridge(channel);
        StasisApp app = channel.stasis;
        if (app != null) {
            app.subscribe(bridge.resource());
        }
        bridge.channels.add(channel);
        channel.bridge = bridge;
        emit(bridge, channel, "ChannelEnteredBridge");
        introduceAll(bridge, channel);
        bridge.changed(loop);
    }

    /** Two learn who the other is; more learn only what the others are called. */
    private void introduceAll(PbxBridge bridge, PbxChannel first) {
        for (PbxChannel member : List.copyOf(bridge.channels)) {
            List<PbxChannel> others =
                    bridge.channels.stream().filter(other -> other != member).toList();
            if (bridge.members() == 2 && others.size() == 1 && member == first) {
                introduce(member, others.get(0));
                introduce(others.get(0), member);
            } else if (bridge.members() > 2 || !bridge.hidden().isEmpty()) {
                Stream<String> peers =
                        Stream.concat(bridge.hidden().stream(), others.stream().map(other -> other.name));
                setVariable(member, "BRIDGEPEER", peers.collect(Collectors.joining(",")));
            }
        }
    }

    /** A recorder or an announcer came or left: nobody is introduced to it, but they see its name. */
    void membersChanged(PbxBridge bridge) {
        if (bridge.channels.size() == 2 && bridge.hidden().isEmpty()) {
            List<PbxChannel> two = List.copyOf(bridge.channels);
            setVariable(two.get(0), "BRIDGEPEER", two.get(1).name);
            setVariable(two.get(1), "BRIDGEPEER", two.get(0).name);
        } else if (!bridge.channels.isEmpty()) {
            introduceAll(bridge, bridge.channels.iterator().next());
        }
        bridge.changed(loop);
    }

    private void introduce(PbxChannel channel, PbxChannel peer) {
        setVariable(channel, "BRIDGEPEER", peer.name);
        if (!peer.callerNumber.isEmpty()) {
            channel.connectedNumber = peer.callerNumber;
            channel.connectedName = peer.callerName;
            emit(channel, "ChannelConnectedLine");
        }
    }

    void leaveBridge(PbxChannel channel) {
        PbxBridge bridge = channel.bridge;
        if (bridge != null) {
            channel.bridge = null;
            bridge.channels.remove(channel);
            setVariable(channel, "BRIDGEPEER", "");
            emit(bridge, channel, "ChannelLeftBridge");
            if (bridge.members() >= 2 && !bridge.channels.isEmpty()) {
                introduceAll(bridge, bridge.channels.iterator().next());
            }
            bridge.changed(loop);
        }
    }

    void destroyBridge(PbxBridge bridge) {
        List.copyOf(bridge.channels).forEach(this::leaveBridge);
        List<Recording> ending = List.copyOf(bridge.recordings);
        bridge.recordings.clear();
        bridges.remove(bridge.id);
        bridge.announced.clear();
        if (bridge.announcer != null) {
            bridge.announcer.end(false);
        }
        emit(List.of(bridge.resource()), "BridgeDestroyed", Json.of("bridge", bridge.json()));
        apps.values().forEach(app -> app.forget(bridge.resource()));
        // They are kept, but who is told of it is a race in Asterisk; here nobody is.
        ending.forEach(recording -> recordings.end(recording, true));
    }
}
