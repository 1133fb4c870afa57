package io.voxari.testkit.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Makes channels that listen in on others. Only the loop's thread. */
final class Snooping {
    private static final Set<String> DIRECTIONS = Set.of("none", "in", "out", "both");

    private final Pbx pbx;
    private int count;

    Snooping(Pbx pbx) {
        this.pbx = pbx;
    }

    Reply snoop(AriRequest request) {
        request.only("spy", "whisper", "app", "appArgs", "snoopId");
        String spy = request.get("spy", "none");
        String whisper = request.get("whisper", "none");
        String app = request.get("app");
        if (!DIRECTIONS.contains(spy)) {
            return Reply.badRequest("Invalid direction specified for spy");
        }
        if (!DIRECTIONS.contains(whisper)) {
            return Reply.badRequest("Invalid direction specified for whisper");
        }
        if (spy.equals("none") && whisper.equals("none")) {
            return Reply.badRequest("Direction must be specified for at least spy or whisper");
        }
        if (app == null) {
            return Reply.badRequest("Application name is required");
        }
        if (!whisper.equals("none")) {
            throw new UnsupportedOperationException("a channel that whispers");
        }
        PbxChannel spied = pbx.channels.get(request.path().get(1));
        if (spied == null) {
            return Reply.refused(404, "Channel Not Found", "Provided channel was not found");
        }
        String id = request.path().size() > 3
                ? request.path().get(3)
                : request.get("snoopId", UUID.randomUUID().toString());
        String name = String.format(Locale.ROOT, "Snoop/%s-%08x", spied.id, count++);
        if (pbx.channels.containsKey(id)) {
            return Reply.refused(500, "Internal error", "Snoop channel could not be created");
        }
        return Reply.ok(made(id, name, spied, spy, app, arguments(request)).json());
    }

    private static List<String> arguments(AriRequest request) {
        String arguments = request.get("appArgs");
        return arguments == null ? List.of() : List.of(arguments.split(",", -1));
    }

    private PbxChannel made(String id, String name, PbxChannel spied, String spy, String app, List<String> arguments) {
        SnoopLeg leg = new SnoopLeg(pbx, spied, !spy.equals("out"), !spy.equals("in"));
        PbxChannel channel = new PbxChannel(id, name, leg, pbx.now(), "", "");
        channel.state = "Up";
        channel.appName = "";
        channel.appData = "";
        channel.plainApp = "";
        pbx.channels.put(id, channel);
        leg.begin(channel);
        pbx.loop.execute(() -> {
            if (!channel.gone && !pbx.life.enterStasis(channel, app, arguments)) {
                pbx.life.hangUp(channel, 0);
            }
        });
        return channel;
    }
}
