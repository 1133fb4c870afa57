package io.voxari.testkit.contract;

import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.CalleePlan;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCallee;
import io.voxari.testkit.asterisk.SipCaller;
import java.net.URI;
import java.time.Duration;

/** The real one. */
final class RealLine implements Line {
    private final RealAsterisk asterisk;
    private final SipCaller phones;

    RealLine(URI media) {
        asterisk = RealAsterisk.builder()
                .app(APP)
                .credentials(USER, PASSWORD)
                .media(MEDIA, media)
                .media(NOBODY, NO_ADDRESS)
                .mediaCredentials("media", "password")
                .start();
        phones = SipCaller.to(asterisk.sipAddress());
    }

    @Override
    public URI ariUri() {
        return asterisk.ariUri();
    }

    @Override
    public int release() {
        return 10;
    }

    @Override
    public Phone call(Script script) {
        CallPlan plan =
                CallPlan.to(script.extension()).from("6001", "Ann Caller").saying(script.speech());
        if (!script.digits().isEmpty()) {
            plan = plan.pressing(script.digits(), script.digitsAfter());
        }
        if (!script.hangUpAfter().isZero()) {
            plan = plan.hangingUpAfter(script.hangUpAfter());
        }
        SipCall call = phones.place(plan);
        return new Phone() {
            @Override
            public void awaitRinging() {
                call.awaitRinging(PATIENCE);
            }

            @Override
            public void awaitAnswered() {
                call.awaitAnswer(PATIENCE);
            }

            @Override
            public void hangUp() {
                call.hangUp();
            }

            @Override
            public int awaitEnd() {
                return call.awaitEnd(PATIENCE).q850Cause().orElse(0);
            }

            @Override
            public boolean isAnswered() {
                return call.awaitEnd(PATIENCE).isAnswered();
            }

            @Override
            public HeardAudio heard() {
                return call.heard();
            }
        };
    }

    @Override
    public Callee callee(int code) {
        if (code == ANNOUNCES) {
            return new Announcer(asterisk.sipAddress().getPort());
        }
        CalleePlan plan = code == ANSWERS
                ? CalleePlan.answeringAfter(Duration.ofMillis(200))
                : code == RINGS ? CalleePlan.ringing() : CalleePlan.refusing(code);
        return callee(plan);
    }

    @Override
    public Callee referable(OnRefer manner) {
        CalleePlan plan = CalleePlan.answeringAfter(Duration.ofMillis(1));
        return callee(
                switch (manner) {
                    case FOLLOWS -> plan.followingRefer();
                    case REFUSES -> plan.refusingRefer(603);
                    case FAILS -> plan.failingAfterRefer(486);
                    case LEAVES_OPEN -> plan.refusingRefer(202);
                });
    }

    /** An extension of the same Asterisk, called over SIP. */
    private record Announcer(int port) implements Callee {
        @Override
        public String endpoint() {
            return "PJSIP/uas/sip:announces@127.0.0.1:" + port;
        }

        @Override
        public boolean isReferredTo(String target) {
            return false;
        }

        @Override
        public void close() {}
    }

    private static Callee callee(CalleePlan plan) {
        SipCallee callee = SipCallee.start(plan);
        return new Callee() {
            @Override
            public boolean isReferredTo(String target) {
                return callee.trace().contains("Refer-To: " + target + "\r\n")
                        || callee.trace().contains("Refer-To: " + target + "\n");
            }

            @Override
            public String endpoint() {
                return callee.endpoint();
            }

            @Override
            public void close() {
                callee.close();
            }
        };
    }

    @Override
    public void close() {
        phones.close();
        asterisk.close();
    }
}
