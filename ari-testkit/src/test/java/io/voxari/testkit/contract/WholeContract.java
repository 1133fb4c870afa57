package io.voxari.testkit.contract;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** All themes of the contract, kept by one Asterisk, or each by one of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WholeContract {
    private final String kind;
    private final Map<Object, Bench> benches = new ConcurrentHashMap<>();
    private final Supplier<Bench> open;
    private final boolean isShared;

    /**
     * @param isShared whether all themes are kept by one Asterisk; else they may be tried side by side
     */
    WholeContract(String kind, boolean isShared, Supplier<Bench> open) {
        this.kind = kind;
        this.isShared = isShared;
        this.open = open;
    }

    private Bench benchOf(Contract theme) {
        return benches.computeIfAbsent(isShared ? kind : theme.getClass(), any -> open.get());
    }

    @AfterAll
    void close() {
        TreeSet<String> tried = new TreeSet<>();
        benches.values().forEach(bench -> {
            tried.addAll(bench.tried());
            bench.close();
        });
        Rules.tried(kind, tried);
    }

    @Nested
    class Requests extends RequestContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Callers extends CallerContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class MediaChannels extends MediaContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Queues extends QueueContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Talks extends TalkContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class RecordingsOfCalls extends RecordingContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Dials extends DialContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Reattaches extends ReattachContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Playbacks extends PlaybackContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class ServerModes extends ServerModeContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Voices extends VoiceContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Applications extends ApplicationContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Releases extends ReleaseContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Refers extends ReferContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Snoops extends SnoopContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Signals extends SignalContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Wires extends WireContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }

    @Nested
    class Announcements extends AnnouncementContract {
        @Override
        Bench bench() {
            return benchOf(this);
        }
    }
}
