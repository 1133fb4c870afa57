package io.voxari.testkit.internal;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A mixing bridge of two. Only the loop's thread. */
final class PbxBridge {
    final String id;
    final String name;
    final String created;
    final Set<PbxChannel> channels = new LinkedHashSet<>();

    PbxBridge(String id, String name, String created) {
        this.id = id;
        this.name = name;
        this.created = created;
    }

    String resource() {
        return "bridge:" + id;
    }

    /** What one member says, the other hears. */
    void speak(PbxChannel from, byte[] ulaw) {
        for (PbxChannel channel : channels) {
            if (channel != from) {
                channel.leg.hear(ulaw);
            }
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
                "id", id,
                "technology", "simple_bridge",
                "bridge_type", "mixing",
                "bridge_class", "stasis",
                "creator", "Stasis",
                "name", name,
                "channels", ids,
                "creationtime", created,
                "video_mode", "talker");
    }
}
