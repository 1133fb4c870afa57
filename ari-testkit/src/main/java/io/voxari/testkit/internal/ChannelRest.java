package io.voxari.testkit.internal;

import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on channels. Only the loop's thread. */
final class ChannelRest {
    private static final String CODEC = "CHANNEL(audionativeformat)";
    private static final String NAME = "CHANNEL(name)";

    private final Pbx pbx;
    private final ExternalMedia externalMedia;
    private final Dialing dialing;
    private final RecordingRest recordings;
    private final PlaybackRest playbacks;
    private final Redirecting redirecting;
    private final Snooping snooping;

    ChannelRest(Pbx pbx, RecordingRest recordings, PlaybackRest playbacks) {
        this.pbx = pbx;
        this.playbacks = playbacks;
        this.recordings = recordings;
        this.externalMedia = new ExternalMedia(pbx);
        this.dialing = new Dialing(pbx);
        this.redirecting = new Redirecting(pbx);
        this.snooping = new Snooping(pbx);
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
            return ready(request, channel -> queued(channel, waiting(request)));
        }
        if (request.is("POST", "channels", "*", "play") || request.is("POST", "channels", "*", "play", "*")) {
            return ready(request, channel -> playbacks.play(request, channel));
        }
        if (request.is("GET", "channels", "*")) {
            PbxChannel listed = pbx.channels.get(request.path().get(1));
            return listed == null ? Reply.notFound("Channel not found") : Reply.ok(listed.json());
        }
        if (request.is("DELETE", "channels", "*")) {
            return withChannel(request, channel -> hangUp(request, channel));
        }
        if (request.is("GET", "channels", "*", "variable")) {
            return variable(request);
        }
        if (request.is("POST", "channels", "*", "answer")) {
            return ready(
                    request,
                    channel -> channel.whenFree(() -> {
                        pbx.life.answer(channel);
                        return Reply.DONE;
                    }));
        }
        if (request.is("POST", "channels", "*", "redirect")) {
            return ready(request, channel -> redirecting.redirect(request, channel));
        }
        if (request.is("POST", "channels", "*", "snoop") || request.is("POST", "channels", "*", "snoop", "*")) {
            return snooping.snoop(request);
        }
        if (request.is("POST", "channels", "*", "progress")) {
            return ready(request, channel -> queued(channel, PbxChannel::progress));
        }
        if (request.is("POST", "channels", "*", "dtmf")) {
            return keys(request);
        }
        if (request.is("POST", "channels", "*", "ring")) {
            return ready(request, channel -> queued(channel, ringing -> ringing.leg.ringing()));
        }
        if (request.is("POST", "channels", "*", "variable")) {
            String name = request.get("variable");
            if (name == null) {
                return Reply.badRequest("Variable name is required");
            }
            return inStasis(
                    request,
                    channel -> channel.whenFree(() -> {
                        pbx.set(channel, name, request.get("value", ""));
                        return Reply.DONE;
                    }));
        }
        if (request.is("POST", "channels", "*", "redirect")) {
            if (request.get("endpoint") == null) {
                return Reply.badRequest("Missing parameter endpoint");
            }
            // A REFER is sent; what the telephone makes of it, and when it leaves, is told by nobody.
            return inStasis(request, channel -> Reply.DONE);
        }
        if (request.is("POST", "channels", "*", "continue")) {
            request.only("context", "extension", "priority");
            return inStasis(
                    request,
                    channel -> queued(
                            channel,
                            leaving -> pbx.loop.execute(() -> {
                                if (!leaving.gone) {
                                    pbx.life.proceed(leaving, request.get("context"), request.get("extension"));
                                }
                            })));
        }
        return request.isAt("channels") && !request.method().equals("POST") ? Reply.invalidMethod() : null;
    }

    private Reply withChannel(AriRequest request, Function<PbxChannel, Reply> operation) {
        PbxChannel channel = pbx.channels.get(request.path().get(1));
        return channel == null || channel.gone ? Reply.notFound("Channel not found") : operation.apply(channel);
    }

    private Reply inStasis(AriRequest request, Function<PbxChannel, Reply> operation) {
        return withChannel(request, channel -> channel.stasis == null ? Reply.notInStasis() : operation.apply(channel));
    }

    /** For what needs somebody at the other end. */
    private Reply ready(AriRequest request, Function<PbxChannel, Reply> operation) {
        return inStasis(
                request,
                channel -> channel.state.equals("Down") || channel.state.equals("Ringing")
                        ? Reply.refused(412, "Precondition Failed", "Channel in invalid state")
                        : operation.apply(channel));
    }

    /** Answered at once, and done when the channel comes to it. */
    private Reply queued(PbxChannel channel, Consumer<PbxChannel> operation) {
        channel.player(pbx).then(() -> operation.accept(channel));
        return Reply.DONE;
    }

    /** What a channel hears that is kept waiting, or is not any more. */
    private Consumer<PbxChannel> waiting(AriRequest request) {
        boolean begins = request.method().equals("POST");
        boolean isHold = request.path().get(2).equals("hold");
        Prompt prompt = request.path().get(2).equals("silence") ? Prompt.silence() : Prompts.MUSIC;
        return channel -> {
            // Asterisk plays the music of a hold to a telephone only.
            if (!isHold || !(channel.leg instanceof MediaLeg)) {
                pbx.announcements.generate(channel, begins ? prompt : null);
            }
        };
    }

    private Reply keys(AriRequest request) {
        request.only("dtmf", "before", "between", "duration", "after");
        return ready(request, channel -> {
            String digits = request.get("dtmf");
            if (digits == null) {
                return Reply.badRequest("DTMF is required");
            }
            channel.player(pbx).thenWhile(done -> new Keys(pbx, channel, digits, request).press(done));
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
        return ready(
                request,
                channel -> queued(channel, muted -> {
                    muted.muted = direction.equals("out") ? muted.muted : on;
                    muted.deaf = direction.equals("in") ? muted.deaf : on;
                }));
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
        } else if (code != null) {
            cause = code.matches("\\d{1,3}") ? OptionalInt.of(Integer.parseInt(code)) : OptionalInt.empty();
        }
        if (cause.isEmpty()) {
            String what = reason != null ? "reason" : "reason code";
            return Reply.refused(400, "Invalid Reason", "Invalid reason for hangup " + what + " provided");
        }
        pbx.life.requestHangUp(channel, cause.getAsInt());
        return Reply.DONE;
    }

    private Reply variable(AriRequest request) {
        String name = request.get("variable");
        if (name == null) {
            return Reply.badRequest("Variable name is required");
        }
        if (name.startsWith("TALK_DETECT(")) {
            return Reply.refused(500, "Error With Function", "Unable to read provided function");
        }
        if (name.endsWith(")") && !name.equals(CODEC) && !name.equals(NAME)) {
            throw new UnsupportedOperationException("the function " + name);
        }
        PbxChannel channel = pbx.channels.get(request.path().get(1));
        if (channel == null || channel.gone) {
            return Reply.refused(404, "Channel Not Found", "Provided channel was not found");
        }
        String value = switch (name) {
            case CODEC -> "(" + channel.leg.codec() + ")";
            case NAME -> channel.name;
            default -> channel.variables.get(name);
        };
        return value == null || value.isEmpty()
                ? Reply.refused(404, "Variable Not Found", "Provided variable was not found")
                : Reply.ok(Json.of("value", value));
    }
}
