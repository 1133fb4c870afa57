package io.voxari.testkit.internal;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What Asterisk itself lets be heard: by all in a bridge, or by a channel in place of the others. Only the loop's thread. */
final class Announcements {
    private final Pbx pbx;

    Announcements(Pbx pbx) {
        this.pbx = pbx;
    }

    /** {@return who plays something to all in a bridge, one after the other} */
    Player announcer(PbxBridge bridge) {
        Player present = bridge.announcer;
        if (present != null) {
            return present;
        }
        String name = pbx.hiddenChannel("Announcer/ARI");
        Player made = new Player(pbx, frame -> bridge.announce(name, frame), () -> {
            bridge.announced.remove(name);
            bridge.announcer = null;
            pbx.bridging.membersChanged(bridge);
        });
        bridge.announced.put(name, new ArrayDeque<>());
        bridge.announcer = made;
        pbx.bridging.membersChanged(bridge);
        return made;
    }

    /** Music for all in a bridge, or no more of it. */
    void music(PbxBridge bridge, boolean begins) {
        String before = bridge.music;
        if (begins && before == null) {
            String name = pbx.hiddenChannel("Announcer/ARI_MOH");
            bridge.music = name;
            bridge.announced.put(name, new ArrayDeque<>());
            pbx.bridging.membersChanged(bridge);
            playOn(Prompts.MUSIC, () -> bridge.announced.containsKey(name), frame -> bridge.announce(name, frame));
        } else if (!begins && before != null) {
            bridge.music = null;
            bridge.announced.remove(before);
            pbx.bridging.membersChanged(bridge);
        }
    }

    /** A channel hears that in place of the others; null for the others again. */
    void generate(PbxChannel channel, @Nullable Prompt prompt) {
        channel.generator = prompt;
        if (prompt != null) {
            playOn(prompt, () -> !channel.gone && channel.generator == prompt, frame -> {
                if (channel.player == null || !channel.player.isPlaying()) {
                    channel.hear(frame);
                }
            });
        }
    }

    private void playOn(Prompt prompt, BooleanSupplier wanted, Consumer<byte[]> heard) {
        playFrom(0, prompt, wanted, heard, pbx.loop.nowNanos() + MediaLeg.TICK_NANOS);
    }

    private void playFrom(int frame, Prompt prompt, BooleanSupplier wanted, Consumer<byte[]> heard, long dueNanos) {
        pbx.loop.at(dueNanos, () -> {
            if (wanted.getAsBoolean()) {
                heard.accept(prompt.frame(frame));
                playFrom(frame + 1, prompt, wanted, heard, dueNanos + MediaLeg.TICK_NANOS);
            }
        });
    }
}
