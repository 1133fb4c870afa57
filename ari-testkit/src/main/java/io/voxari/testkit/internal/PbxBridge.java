package io.voxari.testkit.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mixing bridge: of two, which hear each other as the frames come, or of more, which all hear the sum of the others every 20
 * ms. Only the loop's thread.
 */
final class PbxBridge {
    private static final int FRAME_SAMPLES = 160;
    /** What waits for the mixer; more of one member's audio is dropped. */
    private static final int MOST_WAITING = 10;

    final String id;
    final String name;
    final String created;
    final Set<PbxChannel> channels = new LinkedHashSet<>();
    /** Each is one more that listens. */
    final Set<Recording> recordings = new LinkedHashSet<>();

    /** By the names of the channels behind them: what is played to all, and the music. */
    final Map<String, ArrayDeque<byte[]>> announced = new LinkedHashMap<>();
    /** What is played to all. */
    @Nullable Player announcer;
    /** The name of the channel that plays music. */
    @Nullable String music;

    private final Map<PbxChannel, ArrayDeque<byte[]>> waiting = new HashMap<>();
    private boolean mixes;

    PbxBridge(String id, String name, String created) {
        this.id = id;
        this.name = name;
        this.created = created;
    }

    String resource() {
        return "bridge:" + id;
    }

    /** Somebody came or left: more than two are mixed. */
    void changed(Loop loop) {
        boolean before = mixes;
        mixes = members() > 2;
        waiting.keySet().retainAll(channels);
        if (!mixes) {
            waiting.clear();
            announced.values().forEach(ArrayDeque::clear);
        } else if (!before) {
            mixAt(loop, loop.nowNanos() + MediaLeg.TICK_NANOS);
        }
    }

    /** How many are in it, with those that only record. */
    int members() {
        return channels.size() + recordings.size() + announced.size();
    }

    /** {@return the names of those that ARI does not show} */
    List<String> hidden() {
        List<String> names = new ArrayList<>(announced.keySet());
        recordings.forEach(recording -> names.add(recording.recorder));
        return names;
    }

    /** Something is played to all. */
    void announce(String name, byte[] ulaw) {
        ArrayDeque<byte[]> queue = announced.get(name);
        if (queue == null) {
            return;
        }
        if (mixes) {
            if (queue.size() < MOST_WAITING) {
                queue.add(ulaw);
            }
            return;
        }
        channels.forEach(channel -> channel.hearOthers(ulaw));
        recordings.forEach(recording -> recording.hear(ulaw));
    }

    /** What one member says, the others hear. */
    void speak(PbxChannel from, byte[] ulaw) {
        if (from.muted) {
            return;
        }
        if (mixes) {
            ArrayDeque<byte[]> queue = waiting.computeIfAbsent(from, member -> new ArrayDeque<>());
            if (queue.size() < MOST_WAITING) {
                queue.add(ulaw);
            }
            return;
        }
        for (PbxChannel channel : channels) {
            if (channel != from) {
                channel.hearOthers(ulaw);
            }
        }
        recordings.forEach(recording -> recording.hear(ulaw));
    }

    private void mixAt(Loop loop, long dueNanos) {
        loop.at(dueNanos, () -> {
            if (mixes) {
                mix();
                mixAt(loop, dueNanos + MediaLeg.TICK_NANOS);
            }
        });
    }

    private void mix() {
        int[] all = new int[FRAME_SAMPLES];
        Map<PbxChannel, byte[]> said = new HashMap<>();
        waiting.forEach((member, queue) -> {
            byte[] frame = queue.poll();
            if (frame != null) {
                said.put(member, frame);
                add(all, frame, 1);
            }
        });
        announced.values().forEach(queue -> {
            byte[] frame = queue.poll();
            if (frame != null) {
                add(all, frame, 1);
            }
        });
        for (PbxChannel channel : channels) {
            int[] others = all.clone();
            byte[] own = said.get(channel);
            if (own != null) {
                add(others, own, -1);
            }
            channel.hearOthers(encoded(others));
        }
        recordings.forEach(recording -> recording.hear(encoded(all)));
    }

    private static byte[] encoded(int[] linear) {
        byte[] ulaw = new byte[FRAME_SAMPLES];
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            ulaw[i] = Ulaw.encode(Math.max(-32_768, Math.min(32_767, linear[i])));
        }
        return ulaw;
    }

    private static void add(int[] sum, byte[] ulaw, int sign) {
        for (int i = 0; i < Math.min(FRAME_SAMPLES, ulaw.length); i++) {
            sum[i] += sign * Ulaw.decode(ulaw[i]);
        }
    }

    void press(PbxChannel from, char digit) {
        for (PbxChannel channel : channels) {
            if (channel != from) {
                channel.leg.hearDigit(digit);
            }
        }
    }

    Map<String, Object> json() {
        Set<String> ids = new TreeSet<>();
        channels.forEach(channel -> ids.add(channel.id));
        return Json.of(
                "id",
                id,
                "technology",
                mixes ? "softmix" : "simple_bridge",
                "bridge_type",
                "mixing",
                "bridge_class",
                "stasis",
                "creator",
                "Stasis",
                "name",
                name,
                "channels",
                ids,
                "creationtime",
                created,
                "video_mode",
                "talker");
    }
}
