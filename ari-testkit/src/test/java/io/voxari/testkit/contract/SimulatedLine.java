package io.voxari.testkit.contract;

import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.SimulatedCaller;
import io.voxari.testkit.SimulatedPhone;
import io.voxari.testkit.asterisk.HeardAudio;
import io.voxari.testkit.asterisk.SpeechFixture;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The simulated one. */
final class SimulatedLine implements Line {
    final SimulatedAsterisk asterisk;
    private final int release;
    private int numbers;

    SimulatedLine(URI media) {
        this(media, 10);
    }

    SimulatedLine(URI media, int release) {
        this.release = release;
        asterisk = SimulatedAsterisk.builder()
                .version("22." + release + ".1")
                .app(APP)
                .credentials(USER, PASSWORD)
                .media(MEDIA, media)
                .media(NOBODY, NO_ADDRESS)
                .mediaCredentials("media", "password")
                .trunk("uas")
                .start();
    }

    @Override
    public URI ariUri() {
        return asterisk.ariUri();
    }

    @Override
    public int release() {
        return release;
    }

    @Override
    public Phone call(Script script) {
        SimulatedCaller caller = asterisk.call(script.extension(), "6001", "Ann Caller");
        if (!script.digits().isEmpty()) {
            caller.waits(script.digitsAfter()).presses(script.digits());
        }
        caller.says(script.speech());
        if (!script.hangUpAfter().isZero()) {
            caller.waits(script.hangUpAfter()).hangsUp();
        }
        return new Phone() {
            @Override
            public void awaitRinging() {
                caller.awaitRinging(PATIENCE);
            }

            @Override
            public void awaitAnswered() {
                caller.awaitAnswered(PATIENCE);
            }

            @Override
            public void hangUp() {
                caller.hangUp();
            }

            @Override
            public int awaitEnd() {
                return caller.awaitEnded(PATIENCE);
            }

            @Override
            public boolean isAnswered() {
                return caller.isAnswered();
            }

            @Override
            public HeardAudio heard() {
                return caller.heard();
            }
        };
    }

    @Override
    public Callee callee(int code) {
        String number = "8" + (100 + numbers++);
        SimulatedPhone phone = asterisk.phone(number);
        if (code == ANSWERS) {
            phone.answersAfter(Duration.ofMillis(200));
        } else if (code == RINGS) {
            phone.isNotAnswered();
        } else if (code == ANNOUNCES) {
            phone.announces(SpeechFixture.agent()).isNotAnswered();
        } else {
            phone.fails(code);
        }
        return new Reached(number, phone, call -> {});
    }

    @Override
    public Callee referable(OnRefer manner) {
        String number = "8" + (100 + numbers++);
        return new Reached(number, asterisk.phone(number).answersAfter(Duration.ZERO), call -> {
            switch (manner) {
                case FOLLOWS -> {}
                case REFUSES -> call.refusesRefer();
                case FAILS -> call.failsAfterRefer();
                case LEAVES_OPEN -> call.leavesReferOpen();
            }
        });
    }

    /** A telephone, and what is done when it has been answered. */
    private static final class Reached implements Callee {
        private final String number;
        private final SimulatedPhone phone;
        private final Consumer<SimulatedCaller> onAnswer;
        private @Nullable SimulatedCaller call;

        Reached(String number, SimulatedPhone phone, Consumer<SimulatedCaller> onAnswer) {
            this.number = number;
            this.phone = phone;
            this.onAnswer = onAnswer;
        }

        @Override
        public String endpoint() {
            return "PJSIP/uas/sip:" + number + "@127.0.0.1:5060";
        }

        @Override
        public void answered() {
            call = phone.awaitCall(PATIENCE);
            onAnswer.accept(call);
        }

        @Override
        public boolean isReferredTo(String target) {
            return call != null && call.referredTo().filter(target::equals).isPresent();
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        asterisk.close();
    }
}
