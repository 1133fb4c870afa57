package io.voxari.agent.runtime.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.admission.ConcurrencyQuota;
import io.voxari.agent.admission.Routes;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.AsteriskState;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.Voxari;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two real Asterisks in one runtime, with numbers and agents of their own. */
@Tag("asterisk")
@Tag("real") // The simulated one is not a process that can be killed.
class FleetTest implements CallListener {
    private static final byte[] HALLO = SpeechFixture.noise(21, Duration.ofSeconds(1));
    private static final byte[] BONJOUR = SpeechFixture.noise(22, Duration.ofSeconds(6));
    private static final Duration HOLE = Duration.ofMillis(60);

    private final ConcurrencyQuota quota = ConcurrencyQuota.of(10);
    private final List<String> states = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();

    @Override
    public void onAsterisk(String name, AsteriskState state) {
        states.add(name + " " + state);
    }

    @Override
    public void onEnded(CallOffer offer, EndCause cause) {
        ends.add(offer.asterisk() + " " + cause.kind());
    }

    private static AsteriskConfig at(String name, RealAsterisk asterisk) {
        return AsteriskConfig.builder()
                .name(name)
                .endpoint(asterisk.ariUri())
                .app(asterisk.app())
                .password(asterisk.password())
                .build();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Switchboard.PATIENCE);
    }

    @Test
    void otherServerIsUndisturbedWhenOneIsKilled() {
        try (RealAsterisk berlin = RealAsterisk.builder().start();
                RealAsterisk paris = RealAsterisk.builder().start();
                SipCaller berliner = SipCaller.to(berlin.sipAddress());
                SipCaller parisian = SipCaller.to(paris.sipAddress());
                Voxari voxari = Voxari.builder()
                        .asterisk(at("berlin", berlin))
                        .asterisk(at("paris", paris))
                        .listen("127.0.0.1", 0)
                        .resolver(Routes.builder()
                                .route("berlin", "8001", "german")
                                .route("paris", "8002", "french")
                                .build())
                        .agent("german", TestAgent.listening(HALLO))
                        .agent("french", TestAgent.listening(BONJOUR))
                        .quota(quota)
                        .listener(this)
                        .build()) {
            voxari.start();
            berlin.media("voxari", voxari.mediaUri());
            paris.media("voxari", voxari.mediaUri());
            assertThat(parisian.place(CallPlan.to("8001"))
                            .awaitEnd(Switchboard.PATIENCE)
                            .finalStatus())
                    .as("the other's number")
                    .isEqualTo(404);
            SipCall lost = berliner.place(CallPlan.to("8001").limit(Duration.ofSeconds(10)));
            lost.awaitAnswer(Switchboard.PATIENCE);
            SipCall stays = parisian.place(CallPlan.to("8002"));
            stays.awaitAnswer(Switchboard.PATIENCE);
            await().until(() -> stays.heard().samples() > 8_000);
            assertThat(quota.active()).isEqualTo(2);
            berlin.kill();
            await().until(() -> ends.contains("berlin " + EndCause.Kind.MEDIA_FAILED));
            await().until(() -> quota.active() == 1);
            berlin.restart();
            await().until(() -> Collections.frequency(states, "berlin CONNECTED") == 2);
            SipCall next = berliner.place(CallPlan.to("8001"));
            heard(next, HALLO);
            next.hangUp();
            heard(stays, BONJOUR);
            assertThat(states).containsOnlyOnce("paris CONNECTING", "paris CONNECTED");
            stays.hangUp();
            await().until(() -> ends.contains("paris CALLER_HANGUP") && ends.contains("berlin CALLER_HANGUP"));
            await().until(() -> voxari.stats().equals(Switchboard.QUIET) && quota.active() == 0);
        }
    }

    private static void heard(SipCall call, byte[] words) {
        await().untilAsserted(() -> {
            HeardAudio heard = call.heard();
            HeardAudio.Match match = heard.find(words);
            assertThat(match.isExact()).as("%s in %s", match, heard).isTrue();
            assertThat(heard.longestHoleWithin(match.offset(), match.offset() + words.length))
                    .isLessThanOrEqualTo(HOLE);
        });
    }
}
