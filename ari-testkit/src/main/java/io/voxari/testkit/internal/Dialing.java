package io.voxari.testkit.internal;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls that the application places: originate, or create and dial. Only the loop's thread. */
final class Dialing {
    private static final Pattern ENDPOINT = Pattern.compile("PJSIP/([^/@]+)(?:@([^/]+)|/sip:([^@]+)@.+)?");
    private static final Pattern CALLER_ID = Pattern.compile("\\s*\"?([^\"<]*?)\"?\\s*(?:<([^>]*)>)?\\s*");
    private static final Reply NO_ENDPOINT =
            new Reply(500, "Internal Server Error", Json.write(Json.of("error", "Allocation failed")));

    private static final Reply ID_IN_USE =
            Reply.refused(409, "Conflict", "Channel with given unique ID already exists");

    private final Pbx pbx;

    Dialing(Pbx pbx) {
        this.pbx = pbx;
    }

    /** Rings somebody who enters the application with the answer. */
    Reply originate(AriRequest request, @Nullable String givenId) {
        request.only("endpoint", "app", "appArgs", "callerId", "timeout", "channelId", "formats", "variables");
        String app = request.get("app");
        if (request.get("endpoint") == null) {
            return Reply.badRequest("Endpoint must be specified");
        }
        if (app == null) {
            return Reply.badRequest("Application or extension must be specified");
        }
        if (!request.get("endpoint", "").contains("/")) {
            return Reply.badRequest("Invalid endpoint specified");
        }
        if (isInUse(givenId == null ? request.get("channelId") : givenId)) {
            return ID_IN_USE;
        }
        CalledLeg leg = leg(request, app, false);
        if (leg == null) {
            return NO_ENDPOINT;
        }
        PbxChannel channel = channel(request, givenId, leg);
        Matcher callerId = CALLER_ID.matcher(request.get("callerId", ""));
        if (callerId.matches()) {
            boolean bare = callerId.group(2) == null;
            channel.callerName = bare ? "" : callerId.group(1);
            channel.callerNumber = bare ? callerId.group(1) : callerId.group(2);
            channel.connectedName = channel.callerName;
            channel.connectedNumber = channel.callerNumber;
        }
        int timeout = Integer.parseInt(request.get("timeout", "30"));
        Reply reply = Reply.ok(channel.json());
        pbx.loop.execute(() -> leg.dial(timeout < 0 ? Duration.ZERO : Duration.ofSeconds(timeout)));
        return reply;
    }

    /** Makes a channel that is in the application at once, and rings nobody yet. */
    Reply create(AriRequest request) {
        request.only("endpoint", "app", "appArgs", "channelId", "formats", "variables");
        String app = request.get("app");
        if (request.get("endpoint") == null) {
            return Reply.badRequest("Endpoint must be specified");
        }
        if (app == null) {
            return Reply.badRequest("Application must be specified");
        }
        if (isInUse(request.get("channelId"))) {
            return ID_IN_USE;
        }
        CalledLeg leg = leg(request, app, true);
        if (leg == null) {
            return NO_ENDPOINT;
        }
        PbxChannel channel = channel(request, null, leg);
        channel.appName = "";
        channel.appData = "";
        channel.plainApp = "";
        Reply reply = Reply.ok(channel.json());
        pbx.loop.execute(() -> {
            if (!channel.gone && !pbx.life.enterStasis(channel, app, leg.args)) {
                pbx.life.hangUp(channel, HangupCauses.NORMAL);
            }
        });
        return reply;
    }

    Reply dial(AriRequest request, PbxChannel channel) {
        request.only("timeout", "caller");
        if (channel.stasis == null) {
            return Reply.notInStasis();
        }
        if (!channel.state.equals("Down") || !(channel.leg instanceof CalledLeg leg)) {
            return Reply.refused(409, "Conflict", "Channel is not in the 'Down' state");
        }
        int timeout = Integer.parseInt(request.get("timeout", "0"));
        pbx.loop.execute(() -> leg.dial(Duration.ofSeconds(Math.max(0, timeout))));
        return Reply.DONE;
    }

    /** Null where Asterisk knows no such endpoint. */
    private @Nullable CalledLeg leg(AriRequest request, String app, boolean isCreated) {
        String endpoint = request.get("endpoint", "");
        if (endpoint.startsWith("WebSocket/") || endpoint.startsWith("Local/")) {
            throw new UnsupportedOperationException("the endpoint " + endpoint);
        }
        Matcher parts = ENDPOINT.matcher(endpoint);
        if (!parts.matches()) {
            return null;
        }
        String trunk = parts.group(2) == null ? parts.group(3) == null ? null : parts.group(1) : parts.group(2);
        String number = parts.group(3) == null ? parts.group(1) : parts.group(3);
        PhoneSettings phone = pbx.phones.get(number);
        if (trunk == null ? phone == null : !pbx.settings.trunks().contains(trunk)) {
            return null;
        }
        String data = request.get("appArgs");
        List<String> args = data == null ? List.of() : List.of(data.split(",", -1));
        String dialString = endpoint.substring(endpoint.indexOf('/') + 1);
        return new CalledLeg(pbx, phone, app, args, trunk == null ? number : trunk, dialString, isCreated);
    }

    private boolean isInUse(@Nullable String id) {
        return id != null && pbx.channels.containsKey(id);
    }

    private PbxChannel channel(AriRequest request, @Nullable String givenId, CalledLeg leg) {
        String id = givenId == null ? request.get("channelId", UUID.randomUUID().toString()) : givenId;
        String name = String.format("PJSIP/%s-%08x", leg.endpointName, pbx.nextCall());
        PbxChannel channel = new PbxChannel(id, name, leg, pbx.now(), "", "");
        channel.context = "from-external";
        request.variables(channel.variables);
        StasisApp subscriber = pbx.apps.get(leg.app);
        if (subscriber != null) {
            subscriber.subscribe(channel.resource());
        }
        pbx.channels.put(id, channel);
        leg.channel = channel;
        return channel;
    }
}
