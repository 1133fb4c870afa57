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

    final Dialplan dialplan = new Dialplan(this);
    final ChannelLife life = new ChannelLife(this);
    final Bridges bridging = new Bridges(this);
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
        if (sink != null && app.wants(type)) {
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
}
