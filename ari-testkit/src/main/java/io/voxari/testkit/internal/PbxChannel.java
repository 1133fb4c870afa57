package io.voxari.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A channel, as ARI shows it. Only the loop's thread. */
final class PbxChannel {
    final String id;
    final String name;
    final Leg leg;
    final String created;
    String callerNumber;
    String callerName;
    final Map<String, String> variables = new TreeMap<>();
    String connectedNumber = "";
    String connectedName = "";
    String state = "Down";
    String context = "default";
    String extension = "s";
    String appName = "AppDial2";
    String appData = "(Outgoing Line)";
    /** What it is in when it is in no application of ours. */
    String plainApp = "AppDial2";

    int priority = 1;
    /** Where it is under an application's control, which. */
    @Nullable StasisApp stasis;

    @Nullable PbxBridge bridge;

    /** What it says alone is recorded there. */
    @Nullable Recording recording;

    /** Made with the first thing that takes time. */
    @Nullable Player player;

    /** Listens to what is said there. */
    @Nullable TalkDetector talkDetector;

    /** What it hears in place of the others. */
    @Nullable Prompt generator;

    /** What the dialplan does with what is said there. */
    @Nullable Consumer<byte[]> ear;

    /** Those that listen in on it. */
    final List<SnoopLeg> snoops = new ArrayList<>();

    /** Can be heard from there, and can hear, before it is answered. */
    boolean early;

    boolean gone;
    /** It does not say what becomes of it: then Asterisk never forgets the channel. */
    boolean isBeingReferred;
    /** What it says is not heard. */
    boolean muted;
    /** What is said is not heard there. */
    boolean deaf;

    PbxChannel(String id, String name, Leg leg, String created, String callerNumber, String callerName) {
        this.id = id;
        this.name = name;
        this.leg = leg;
        this.created = created;
        this.callerNumber = callerNumber;
        this.callerName = callerName;
    }

    boolean isUp() {
        return state.equals("Up");
    }

    /** {@return what it does one after the other} */
    Player player(Pbx pbx) {
        Player made = player;
        if (made == null) {
            made = new Player(pbx, this::hear, () -> {});
            player = made;
        }
        return made;
    }

    /** Done by the channel's one thread: at once, or after what keeps it busy. */
    Reply whenFree(Supplier<Reply> task) {
        Player busy = player;
        if (busy == null || busy.isFree()) {
            return task.get();
        }
        CompletableFuture<Reply> later = new CompletableFuture<>();
        busy.then(() -> {
            Reply reply = gone ? Reply.DONE : task.get();
            var unused = reply.whole().thenAccept(later::complete);
        });
        return Reply.later(later);
    }

    private boolean isListeningToAPlayback() {
        return player != null && player.isPlaying();
    }

    /** It alone hears that. */
    void hear(byte[] ulaw) {
        if (isUp() || early) {
            snoops.forEach(snoop -> snoop.heard(ulaw));
            leg.hear(ulaw);
        }
    }

    /** What others say in its bridge, which it does not always hear. */
    void hearOthers(byte[] ulaw) {
        if (!deaf && generator == null && !isListeningToAPlayback()) {
            hear(ulaw);
        }
    }

    /** It speaks: to whoever is in its bridge, or to its recording. */
    void speak(byte[] ulaw) {
        snoops.forEach(snoop -> snoop.said(ulaw));
        if (ear != null) {
            ear.accept(ulaw);
        }
        if (talkDetector != null) {
            talkDetector.hear(ulaw);
        }
        if (isListeningToAPlayback()) {
            // Asterisk takes a channel out of the conversation for as long as it plays something to it.
            return;
        }
        if (bridge != null) {
            bridge.speak(this, ulaw);
        } else if (recording != null) {
            recording.hear(ulaw);
        }
    }

    /** There is audio from now on, though nobody has answered. */
    void progress() {
        if (!isUp()) {
            early = true;
            leg.progress();
        }
    }

    String resource() {
        return "channel:" + id;
    }

    Map<String, Object> json() {
        return Json.of(
                "id",
                id,
                "name",
                name,
                "state",
                state,
                "protocol_id",
                "",
                "caller",
                Json.of("name", callerName, "number", callerNumber),
                "connected",
                Json.of("name", connectedName, "number", connectedNumber),
                "accountcode",
                "",
                "dialplan",
                Json.of(
                        "context", context,
                        "exten", extension,
                        "priority", priority,
                        "app_name", appName,
                        "app_data", appData),
                "creationtime",
                created,
                "language",
                "en");
    }
}
