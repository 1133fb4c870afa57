package io.voxari.testkit.internal;

import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on channels. Only the loop's thread. */
final class ChannelRest {
    private final Pbx pbx;
    private final ExternalMedia externalMedia;
    private final Dialing dialing;
    private final RecordingRest recordings;

    ChannelRest(Pbx pbx, RecordingRest recordings) {
        this.pbx = pbx;
        this.recordings = recordings;
        this.externalMedia = new ExternalMedia(pbx);
        this.dialing = new Dialing(pbx);
    }

    /** Null for what is not simulated. */
    @Nullable Reply answer(AriRequest request) {
        if (request.is("GET", "channels")) {
            return Reply.ok(pbx.channels.values().stream().map(PbxChannel::json).toList());
        }
        if (request.is("POST", "channels", "externalMedia")) {
            return externalMedia.create(request);
        }
        if (request.is("POST", "channels")) {
            return dialing.originate(request, null);
        }
        if (request.is("POST", "channels", "create")) {
            return dialing.create(request);
        }
        if (request.is("POST", "channels", "*")) {
            return dialing.originate(request, request.path().get(1));
        }
        if (request.is("POST", "channels", "*", "dial")) {
            return withChannel(request, channel -> dialing.dial(request, channel));
        }
        if (request.is("POST", "channels", "*", "record")) {
            return withChannel(request, channel -> recordings.record(request, channel));
        }
        if (request.isAt("channels", "*", "mute")) {
            return mute(request);
        }
        if (request.isAt("channels", "*", "hold")
                || request.isAt("channels", "*", "moh")
                || request.isAt("channels", "*", "silence")) {
            return inStasis(request, channel -> {});
        }
        if (request.is("GET", "channels", "*")) {
            return withChannel(request, channel -> Reply.ok(channel.json()));
        }
        if (request.is("DELETE", "channels", "*")) {
            return withChannel(request, channel -> hangUp(request, channel));
        }
        if (request.is("GET", "channels", "*", "variable")) {
            return variable(request);
        }
        if (request.is("POST", "channels", "*", "answer")) {
            return inStasis(request, pbx::answer);
        }
        if (request.is("POST", "channels", "*", "ring")) {
            return inStasis(request, channel -> channel.leg.ringing());
        }
        if (request.is("POST", "channels", "*", "variable")) {
            String name = request.get("variable");
            if (name == null) {
                return Reply.badRequest("Variable name is required");
            }
            return inStasis(request, channel -> pbx.setVariable(channel, name, request.get("value", "")));
        }
        if (request.is("POST", "channels", "*", "continue")) {
            request.only("context", "extension", "priority");
            return inStasis(
                    request,
                    channel -> pbx.loop.execute(() -> {
                        if (!channel.gone) {
                            pbx.proceed(channel, request.get("context"), request.get("extension"));
                        }
                    }));
        }
        return request.isAt("channels") && !request.method().equals("POST") ? Reply.invalidMethod() : null;
    }

    private Reply withChannel(AriRequest request, Function<PbxChannel, Reply> operation) {
        PbxChannel channel = pbx.channels.get(request.path().get(1));
        return channel == null ? Reply.notFound("Channel not found") : operation.apply(channel);
    }

    private Reply inStasis(AriRequest request, java.util.function.Consumer<PbxChannel> operation) {
        return withChannel(request, channel -> {
            if (channel.stasis == null) {
                return Reply.notInStasis();
            }
            operation.accept(channel);
            return Reply.DONE;
        });
    }

    private Reply mute(AriRequest request) {
        String direction = request.get("direction");
        if (direction == null) {
            return Reply.badRequest("Direction is required");
        }
        if (!MediaControl.isDirection(direction)) {
            return Reply.badRequest("Invalid direction specified");
        }
        boolean on = request.method().equals("POST");
        return inStasis(request, channel -> {
            channel.muted = direction.equals("out") ? channel.muted : on;
            channel.deaf = direction.equals("in") ? channel.deaf : on;
        });
    }

    private Reply hangUp(AriRequest request, PbxChannel channel) {
        String reason = request.get("reason");
        String code = request.get("reason_code");
        if (reason != null && code != null) {
            return Reply.badRequest("The reason and reason_code can't both be specified");
        }
        OptionalInt cause = OptionalInt.of(HangupCauses.NORMAL);
        if (reason != null) {
            cause = HangupCauses.ofReason(reason);
        } else if (code != null && code.matches("\\d{1,3}")) {
            cause = OptionalInt.of(Integer.parseInt(code));
        }
        if (cause.isEmpty()) {
            return Reply.refused(400, "Invalid Reason", "Invalid reason for hangup reason provided");
        }
        pbx.requestHangUp(channel, cause.getAsInt());
        return Reply.DONE;
    }

    private Reply variable(AriRequest request) {
        String name = request.get("variable");
        if (name == null) {
            return Reply.badRequest("Variable name is required");
        }
        if (name.endsWith(")")) {
            throw new UnsupportedOperationException("the function " + name);
        }
        PbxChannel channel = pbx.channels.get(request.path().get(1));
        if (channel == null) {
            return Reply.refused(404, "Channel Not Found", "Provided channel was not found");
        }
        String value = channel.variables.get(name);
        return value == null || value.isEmpty()
                ? Reply.refused(404, "Variable Not Found", "Provided variable was not found")
                : Reply.ok(Json.of("value", value));
    }
}
