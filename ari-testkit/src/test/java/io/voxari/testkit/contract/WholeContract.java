package io.voxari.testkit.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** All themes of the contract, kept by one Asterisk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WholeContract {
    private final Bench bench;

    WholeContract(Bench bench) {
        this.bench = bench;
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
    class Refers extends ReferContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Snoops extends SnoopContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Signals extends SignalContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Wires extends WireContract {
        @Override
        Bench bench() {
            return bench;
        }
    }

    @Nested
    class Announcements extends AnnouncementContract {
        @Override
        Bench bench() {
            return bench;
        }
    }
}
