package io.voxari.testkit.internal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes bridges, and lets channels in and out. Only the loop's thread. */
final class Bridges {
    private final Pbx pbx;

    Bridges(Pbx pbx) {
        this.pbx = pbx;
    }

    private void emit(PbxBridge bridge, PbxChannel channel, String type) {
        pbx.emit(
                List.of(bridge.resource(), channel.resource()),
                type,
                Json.of("bridge", bridge.json(), "channel", channel.json()));
    }

    PbxBridge create(String id, String name) {
        PbxBridge bridge = new PbxBridge(id, name, pbx.now());
        pbx.bridges.put(id, bridge);
        return bridge;
    }

    void enter(PbxBridge bridge, PbxChannel channel) {
        leave(channel);
        StasisApp app = channel.stasis;
        if (app != null) {
            app.subscribe(bridge.resource());
        }
        bridge.channels.add(channel);
        channel.bridge = bridge;
        emit(bridge, channel, "ChannelEnteredBridge");
        introduceAll(bridge, channel);
        bridge.changed(pbx.loop);
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
                pbx.setVariable(member, "BRIDGEPEER", peers.collect(Collectors.joining(",")));
            }
        }
    }

    /** A recorder or an announcer came or left: nobody is introduced to it, but they see its name. */
    void membersChanged(PbxBridge bridge) {
        if (bridge.channels.size() == 2 && bridge.hidden().isEmpty()) {
            List<PbxChannel> two = List.copyOf(bridge.channels);
            pbx.setVariable(two.get(0), "BRIDGEPEER", two.get(1).name);
            pbx.setVariable(two.get(1), "BRIDGEPEER", two.get(0).name);
        } else if (!bridge.channels.isEmpty()) {
            introduceAll(bridge, bridge.channels.iterator().next());
        }
        bridge.changed(pbx.loop);
    }

    private void introduce(PbxChannel channel, PbxChannel peer) {
        pbx.setVariable(channel, "BRIDGEPEER", peer.name);
        if (!peer.callerNumber.isEmpty()) {
            channel.connectedNumber = peer.callerNumber;
            channel.connectedName = peer.callerName;
            pbx.emit(channel, "ChannelConnectedLine");
        }
    }

    void leave(PbxChannel channel) {
        PbxBridge bridge = channel.bridge;
        if (bridge != null) {
            channel.bridge = null;
            bridge.channels.remove(channel);
            pbx.setVariable(channel, "BRIDGEPEER", "");
            emit(bridge, channel, "ChannelLeftBridge");
            if (bridge.members() >= 2 && !bridge.channels.isEmpty()) {
                introduceAll(bridge, bridge.channels.iterator().next());
            }
            bridge.changed(pbx.loop);
        }
    }

    void destroy(PbxBridge bridge) {
        List.copyOf(bridge.channels).forEach(this::leave);
        List<Recording> ending = List.copyOf(bridge.recordings);
        bridge.recordings.clear();
        pbx.bridges.remove(bridge.id);
        bridge.announced.clear();
        if (bridge.announcer != null) {
            bridge.announcer.end(false);
        }
        pbx.emit(List.of(bridge.resource()), "BridgeDestroyed", Json.of("bridge", bridge.json()));
        pbx.apps.values().forEach(app -> app.forget(bridge.resource()));
        // They are kept, but who is told of it is a race in Asterisk; here nobody is.
        ending.forEach(recording -> pbx.recordings.end(recording, true));
    }
}
