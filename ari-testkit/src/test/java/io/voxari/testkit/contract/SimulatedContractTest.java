package io.voxari.testkit.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the simulated Asterisk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedContractTest {
    private Bench bench;

    @BeforeAll
    void open() {
        bench = new Bench("simulated", SimulatedLine::new);
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @Nested
    class Requests extends RequestContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Callers extends CallerContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class MediaChannels extends MediaContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Queues extends QueueContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Talks extends TalkContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class RecordingsOfCalls extends RecordingContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Dials extends DialContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Reattaches extends ReattachContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Playbacks extends PlaybackContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class ServerModes extends ServerModeContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Voices extends VoiceContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Applications extends ApplicationContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Releases extends ReleaseContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ReleaseSix extends OlderRelease {
        ReleaseSix() {
            super(6);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ReleaseEight extends OlderRelease {
        ReleaseEight() {
            super(8);
        }
    }

    /** What differs, at another release. */
    private abstract static class OlderRelease extends ReleaseContract {
        private final Bench bench;

        OlderRelease(int release) {
            this.bench = new Bench("simulated 22." + release, media -> new SimulatedLine(media, release));
        }

        @Override
        Bench bench() {
            return bench;
        }

        @AfterAll
        void close() {
            bench.close();
        }
    }
}
