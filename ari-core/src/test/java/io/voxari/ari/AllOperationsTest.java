package io.voxari.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.voxari.ari.event.ChannelDestroyed;
import io.voxari.ari.event.ChannelUserevent;
import io.voxari.ari.event.Dial;
import io.voxari.ari.event.PlaybackStarted;
import io.voxari.ari.event.RecordingStarted;
import io.voxari.ari.event.StasisStart;
import io.voxari.ari.model.Bridge;
import io.voxari.ari.model.BridgeAttribute;
import io.voxari.ari.model.BridgeType;
import io.voxari.ari.model.Channel;
import io.voxari.ari.model.ChannelState;
import io.voxari.ari.model.ConnectionType;
import io.voxari.ari.model.DeviceStateValue;
import io.voxari.ari.model.Encapsulation;
import io.voxari.ari.model.HangupReason;
import io.voxari.ari.model.IfExists;
import io.voxari.ari.model.InfoSection;
import io.voxari.ari.model.LogChannel;
import io.voxari.ari.model.MediaDirection;
import io.voxari.ari.model.MediaTransport;
import io.voxari.ari.model.PlaybackOperation;
import io.voxari.ari.model.SnoopDirection;
import io.voxari.ari.model.StoredRecording;
import io.voxari.ari.model.TransferState;
import io.voxari.testkit.asterisk.RealAsterisk;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every operation is called on a real Asterisk, over both transports: it succeeds, or is refused as declared where success
 * would need what a bare Asterisk lacks.
 */
@Tag("asterisk")
class AllOperationsTest {
    private static final Logger logger = LoggerFactory.getLogger(AllOperationsTest.class);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String APP = "survey";
    private static final String SILENT = "Local/silent@inside";

    private final Queue<AriEvent> events = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource
    void everyOperationCanBeCalled(RestTransportKind kind) throws IOException {
        try (RealAsterisk asterisk = RealAsterisk.builder().app(APP).start();
                AriClient ari = AriClient.builder()
                        .endpoint(asterisk.ariUri())
                        .credentials(asterisk.user(), asterisk.password())
                        .application(APP)
                        .restTransport(kind)
                        .listener(new AriListener() {
                            @Override
                            public void onEvent(AriEvent event, EventLane lane) {
                                events.add(event);
                            }
                        })
                        .build()) {
            ari.connect();
            Surveyor survey = new Surveyor(ari.transport());
            asterisk(survey);
            applications(survey);
            statesAndEndpoints(survey);
            channels(survey);
            bridges(survey);
            playbacksAndRecordings(survey);
            refusals(survey);

            survey.outcomes().forEach((operation, outcome) -> logger.info("{}: {}", operation, outcome));
            Set<String> missed = new TreeSet<>(OperationSamples.all().keySet());
            missed.removeAll(survey.outcomes().keySet());
            // The one that the client used to connect.
            assertThat(missed).containsExactly("GET /events");
            assertThat(survey.outcomes().values()).noneMatch(outcome -> outcome.startsWith("5"));
            events.forEach(survey::inspect);
            assertThat(events).noneMatch(UnknownEvent.class::isInstance);
            assertThat(survey.unforeseen()).isEmpty();
        }
    }

    private void asterisk(Surveyor survey) {
        Asterisk asterisk = new Asterisk(survey);
        assertThat(asterisk.getInfo().send().config()).isNotNull();
        assertThat(asterisk.getInfo().only(InfoSection.SYSTEM).send())
                .satisfies(info -> assertThat(info.system()).isNotNull())
                .satisfies(info -> assertThat(info.build()).isNull());
        assertThat(asterisk.ping().send())
                .satisfies(pong -> assertThat(pong.ping()).isEqualTo("pong"))
                .satisfies(pong -> assertThat(pong.timestamp()).isNotNull());
        assertThat(asterisk.listModules().send()).isNotEmpty();
        assertThat(asterisk.getModule("app_echo.so").send().name()).isEqualTo("app_echo.so");
        asterisk.reloadModule("res_musiconhold.so").send();
        asterisk.unloadModule("app_echo.so").send();
        asterisk.loadModule("app_echo.so").send();
        assertThat(asterisk.listLogChannels().send()).isNotEmpty();
        asterisk.addLog("survey", "notice,warning").send();
        List<LogChannel> logs = asterisk.listLogChannels().send();
        assertThat(logs).extracting(LogChannel::channel).anyMatch(name -> name.endsWith("survey"));
        asterisk.deleteLog("survey").send();
        asterisk.addLog("survey", "notice").send();
        asterisk.rotateLog("survey").send();
        assertThat(asterisk.listLogChannels().send())
                .extracting(LogChannel::channel)
                .noneMatch(name -> name.endsWith("survey"));
        asterisk.setGlobalVariable("SURVEY").value("a b+c/%,ü").send();
        assertThat(asterisk.getGlobalVariable("SURVEY").send().value()).isEqualTo("a b+c/%,ü");
        refused(asterisk.getObject("res_pjsip", "endpoint", "nobody"), 404);
        refused(asterisk.updateObject("res_pjsip", "endpoint", "nobody"), 403, 404);
        refused(asterisk.deleteObject("res_pjsip", "endpoint", "nobody"), 403, 404);
    }

    private void applications(Surveyor survey) {
        Applications applications = new Applications(survey);
        assertThat(applications.list().send()).hasSize(1);
        assertThat(applications
                        .subscribe(APP, "deviceState:Stasis:lamp", "endpoint:PJSIP")
                        .send()
                        .deviceNames())
                .containsExactly("Stasis:lamp");
        assertThat(applications.get(APP).send().endpointIds()).hasSize(1);
        assertThat(applications.unsubscribe(APP, "endpoint:PJSIP").send().endpointIds())
                .isEmpty();
        assertThat(applications.filter(APP).disallowed("ChannelVarset").send().eventsDisallowed())
                .containsExactly(Map.of("type", "ChannelVarset"));
        assertThat(applications.filter(APP).allowed("StasisStart").send().eventsAllowed())
                .extracting(type -> type.get("type"))
                .containsExactlyInAnyOrder("StasisStart", "RESTResponse");
        assertThat(applications.filter(APP).send())
                .satisfies(
                        application -> assertThat(application.eventsAllowed()).isEmpty())
                .satisfies(application ->
                        assertThat(application.eventsDisallowed()).isEmpty());
        Events ownEvents = new Events(survey);
        ownEvents
                .userEvent("hello", APP)
                .variable("answer", 42)
                .variable("who", "me")
                .send();
        assertThat(event(ChannelUserevent.class, any -> true).userEvent())
                .containsEntry("answer", 42L)
                .containsEntry("who", "me");
        refused(ownEvents.claimChannel("nobody", APP), 404);
    }

    private void statesAndEndpoints(Surveyor survey) {
        DeviceStates states = new DeviceStates(survey);
        states.update("Stasis:lamp", DeviceStateValue.ONHOLD).send();
        assertThat(states.get("Stasis:lamp").send().state()).isEqualTo(DeviceStateValue.ONHOLD);
        assertThat(states.list().send()).hasSize(1);
        states.delete("Stasis:lamp").send();
        Endpoints endpoints = new Endpoints(survey);
        assertThat(endpoints.list().send()).isNotEmpty();
        assertThat(endpoints.listByTech("PJSIP").send())
                .extracting(io.voxari.ari.model.Endpoint::resource)
                .contains("caller");
        assertThat(endpoints.get("PJSIP", "caller").send().technology()).isEqualTo("PJSIP");
        attempted(
                endpoints
                        .sendMessage("pjsip:uas", "sip:bot@127.0.0.1")
                        .body("hi")
                        .variable("X-A", "b"),
                404);
        attempted(
                endpoints
                        .sendMessageToEndpoint("PJSIP", "uas", "sip:bot@127.0.0.1")
                        .body("hi"),
                404);
        attempted(
                endpoints
                        .refer("pjsip:uas", "sip:bot@127.0.0.1", "sip:6001@127.0.0.1")
                        .toSelf(false),
                400,
                404);
        attempted(endpoints.referToEndpoint("PJSIP", "uas", "sip:bot@127.0.0.1", "sip:6001@127.0.0.1"), 400, 404);
        Sounds sounds = new Sounds(survey);
        sounds.list().lang("en").send();
        attempted(sounds.get("hello-world"), 404);
        // Debian's Asterisk is built without the module.
        Mailboxes mailboxes = new Mailboxes(survey);
        refused(mailboxes.list(), 404);
        refused(mailboxes.get("100@default"), 404);
        refused(mailboxes.update("100@default", 1, 2), 404);
        refused(mailboxes.delete("100@default"), 404);
    }

    private void channels(Surveyor survey) {
        Channels channels = new Channels(survey);
        Channels.Create create = channels.create(SILENT, APP).reportedVariable("TOPIC", "tea, and/or \"milk\"");
        assertThat(create.send().id()).isEqualTo(create.id());
        String id = create.id();
        StasisStart start = event(StasisStart.class, any -> any.channel().id().equals(id));
        assertThat(start.channel().channelVars()).containsEntry("TOPIC", "tea, and/or \"milk\"");
        channels.dial(id).timeout(Duration.ofSeconds(5)).send();
        event(Dial.class, any -> any.dialStatus().equals("ANSWER"));
        channels.answer(id).send();
        assertThat(channels.get(id).send().state()).isEqualTo(ChannelState.UP);
        assertThat(channels.list().send()).extracting(Channel::id).contains(id);
        channels.progress(id).send();
        channels.ring(id).send();
        channels.ringStop(id).send();
        channels.mute(id).direction(MediaDirection.IN).send();
        channels.unmute(id).direction(MediaDirection.IN).send();
        channels.hold(id).send();
        channels.unhold(id).send();
        channels.startMoh(id).mohClass("default").send();
        channels.stopMoh(id).send();
        channels.startSilence(id).send();
        channels.stopSilence(id).send();
        channels.sendDtmf(id)
                .dtmf("12#")
                .between(Duration.ofMillis(40))
                .duration(Duration.ofMillis(40))
                .send();
        channels.setVariable(id, "COLOUR").value("red").reportEvents(true).send();
        assertThat(channels.getVariable(id, "COLOUR").send().value()).isEqualTo("red");
        channels.setVariables(id, Map.of("A", "1", "B", "2"))
                .reportedVariable("C", "3")
                .send();
        assertThat(channels.getVariables(id, "A", "B", "C").send().variables())
                .containsEntry("A", "1")
                .containsEntry("C", "3");
        refused(channels.rtpStatistics(id), 403);
        refused(channels.redirect(id, "PJSIP/uas"), 422);
        attempted(channels.transferProgress(id, TransferState.CHANNEL_ANSWERED), 400, 409);
        Channels.Snoop snoop = channels.snoop(id, APP).spy(SnoopDirection.BOTH);
        assertThat(snoop.send().id()).isEqualTo(snoop.id());
        channels.hangup(snoop.id()).send();
        String second = "snoop/with slash & ü";
        assertThat(channels.snoopWithId(id, second, APP)
                        .whisper(SnoopDirection.OUT)
                        .send()
                        .id())
                .isEqualTo(second);
        channels.hangup(second).reasonCode(16).send();
        Channels.ExternalMedia media = channels.externalMedia(APP, "ulaw")
                .transport(MediaTransport.WEBSOCKET)
                .encapsulation(Encapsulation.NONE)
                .connectionType(ConnectionType.SERVER)
                .transportData("f(json)");
        assertThat(media.send().id()).isEqualTo(media.id());
        channels.hangup(media.id()).send();
        Channels.Originate originate =
                channels.originate(SILENT).app(APP).appArgs("one,two").timeout(SOON);
        originate.send();
        assertThat(event(StasisStart.class, any -> any.channel().id().equals(originate.id()))
                        .args())
                .containsExactly("one", "two");
        channels.move(originate.id(), APP).appArgs("moved").send();
        event(StasisStart.class, any -> any.args().equals(List.of("moved")));
        channels.continueInDialplan(originate.id())
                .context("inside")
                .extension("busy")
                .priority(1)
                .send();
        assertThat(event(ChannelDestroyed.class, any -> any.channel().id().equals(originate.id()))
                        .cause())
                .isEqualTo(17);
        channels.originateWithId("second", SILENT)
                .app(APP)
                .formats("ulaw", "alaw")
                .send();
        event(StasisStart.class, any -> any.channel().id().equals("second"));
        channels.hangup("second").reason(HangupReason.REJECTED).send();
        assertThat(event(ChannelDestroyed.class, any -> any.channel().id().equals("second"))
                        .cause())
                .isEqualTo(21);
        channels.hangup(id).send();
        event(ChannelDestroyed.class, any -> any.channel().id().equals(id));
    }

    private void bridges(Surveyor survey) {
        Channels channels = new Channels(survey);
        Bridges bridges = new Bridges(survey);
        Bridges.Create plain = bridges.create()
                .type(BridgeAttribute.MIXING, BridgeAttribute.DTMF_EVENTS)
                .name("plain");
        assertThat(plain.send())
                .satisfies(bridge -> assertThat(bridge.id()).isEqualTo(plain.id()))
                .satisfies(bridge -> assertThat(bridge.bridgeType()).isEqualTo(BridgeType.MIXING))
                .satisfies(bridge -> assertThat(bridge.name()).isEqualTo("plain"));
        // With variables, which POST /bridges itself refuses.
        Bridges.Create rich = bridges.create()
                .bridgeId("rich")
                .name("rich")
                .variable("A", "1")
                .reportedVariable("B", "2");
        assertThat(rich.send())
                .satisfies(bridge -> assertThat(bridge.id()).isEqualTo("rich"))
                .satisfies(bridge -> assertThat(bridge.bridgeVars()).containsEntry("B", "2"));
        assertThat(bridges.getVariable("rich", "A").send().value()).isEqualTo("1");
        assertThat(bridges.createWithId("third")
                        .type(BridgeAttribute.HOLDING)
                        .send()
                        .bridgeType())
                .isEqualTo(BridgeType.HOLDING);
        assertThat(bridges.list().send()).extracting(Bridge::id).contains(plain.id(), "rich", "third");
        bridges.setVariable("rich", "C").value("3").send();
        bridges.setVariables("rich", Map.of("D", "4")).send();
        assertThat(bridges.getVariables("rich", "C", "D").send().variables())
                .containsEntry("C", "3")
                .containsEntry("D", "4");
        channels.originateWithId("member", SILENT).app(APP).send();
        event(StasisStart.class, any -> any.channel().id().equals("member"));
        bridges.addChannel("rich", "member").absorbDtmf(true).send();
        assertThat(bridges.get("rich").send().channels()).containsExactly("member");
        attempted(bridges.setVideoSource("rich", "member"), 409, 422);
        bridges.clearVideoSource("rich").send();
        bridges.startMoh("rich").send();
        bridges.stopMoh("rich").send();
        Bridges.Play play =
                bridges.play("rich", "tone:ring", "digits:12").lang("en").skip(Duration.ofSeconds(1));
        assertThat(play.send().id()).isEqualTo(play.id());
        event(PlaybackStarted.class, any -> any.playback().id().equals(play.id()));
        new Playbacks(survey).stop(play.id()).send();
        bridges.playWithId("rich", "playing", "tone:busy").send();
        event(PlaybackStarted.class, any -> any.playback().id().equals("playing"));
        new Playbacks(survey).stop("playing").send();
        bridges.record("rich", "bridged", "wav").maxDuration(SOON).send();
        event(RecordingStarted.class, any -> any.recording().name().equals("bridged"));
        new Recordings(survey).cancel("bridged").send();
        bridges.removeChannel("rich", "member").send();
        List.of(plain.id(), "rich", "third").forEach(id -> bridges.destroy(id).send());
        channels.hangup("member").send();
    }

    private void playbacksAndRecordings(Surveyor survey) throws IOException {
        Channels channels = new Channels(survey);
        channels.originateWithId("player", SILENT).app(APP).send();
        event(StasisStart.class, any -> any.channel().id().equals("player"));
        Playbacks playbacks = new Playbacks(survey);
        Channels.Play play = channels.play("player", "tone:ring").offset(Duration.ZERO);
        assertThat(play.send().targetUri()).isEqualTo("channel:player");
        event(PlaybackStarted.class, any -> any.playback().id().equals(play.id()));
        assertThat(playbacks.get(play.id()).send().mediaUri()).isEqualTo("tone:ring");
        attempted(playbacks.control(play.id(), PlaybackOperation.PAUSE), 409);
        playbacks.stop(play.id()).send();
        // Asterisk would split it at the comma if it were in the query.
        assertThat(channels.play("player", "sound:no,such").send())
                .satisfies(one -> assertThat(one.mediaUri()).isEqualTo("sound:no,such"))
                .satisfies(one -> assertThat(one.nextMediaUri()).isNull());
        channels.playWithId("player", "named", "tone:busy").send();
        event(PlaybackStarted.class, any -> any.playback().id().equals("named"));
        playbacks.stop("named").send();

        Recordings recordings = new Recordings(survey);
        Channels.Record record = channels.record("player", "deep/er", "wav")
                .ifExists(IfExists.OVERWRITE)
                .beep(false);
        assertThat(record.id()).isEqualTo("deep/er");
        record.send();
        event(RecordingStarted.class, any -> any.recording().name().equals("deep/er"));
        assertThat(recordings.getLive("deep/er").send().targetUri()).isEqualTo("channel:player");
        recordings.pause("deep/er").send();
        recordings.unpause("deep/er").send();
        recordings.mute("deep/er").send();
        recordings.unmute("deep/er").send();
        recordings.stop("deep/er").send();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recordings.listStored().send())
                        .extracting(StoredRecording::name)
                        .contains("deep/er"));
        assertThat(recordings.getStored("deep/er").send().format()).isEqualTo("wav");
        assertThat(recordings.copyStored("deep/er", "copy").send().name()).isEqualTo("copy");
        try (InputStream file = recordings.getStoredFile("deep/er").send()) {
            assertThat(new String(file.readNBytes(4), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("RIFF");
        }
        recordings.deleteStored("deep/er").send();
        recordings.deleteStored("copy").send();
        channels.hangup("player").send();
    }

    /** Ids that would break a path that is put together carelessly reach Asterisk as they are. */
    private void refusals(Surveyor survey) {
        for (String id : List.of("a/b", "a b", "a+b", "a%2Fb", "ü", "a?b=c", "a#b", "a;b")) {
            AriResponseException gone = refused(new Channels(survey).get(id), 404);
            assertThat(gone.isGone()).as(id).isTrue();
        }
    }

    /** Waits for an event, which may have come before. */
    private <E extends AriEvent> E event(Class<E> type, Predicate<E> wanted) {
        return await("a " + type.getSimpleName())
                .atMost(SOON)
                .until(
                        () -> events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(wanted)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static AriResponseException refused(AriRequest<?> request, Integer... statuses) {
        AriResponseException refusal = catchThrowableOfType(AriResponseException.class, () -> request.send());
        assertThat(refusal).as(request.toString()).isNotNull();
        assertThat(refusal.status()).as(request.toString()).isIn((Object[]) statuses);
        return refusal;
    }

    /** For what depends on how Asterisk was built or set up. */
    private static void attempted(AriRequest<?> request, Integer... statuses) {
        try {
            request.send();
        } catch (AriResponseException e) {
            assertThat(e.status()).as("%s: %s", request, e.reason()).isIn((Object[]) statuses);
        }
    }
}
