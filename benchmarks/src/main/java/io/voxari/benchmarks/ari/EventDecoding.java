package io.voxari.benchmarks.ari;

import io.voxari.ari.AriEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Text of an event to its record, as the reader thread does it. Run with {@code -prof gc} for bytes per event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EventDecoding {
    private static final String CHANNEL = "\"channel\":{\"id\":\"1712345678.12\",\"name\":\"PJSIP/6001-00000001\","
            + "\"state\":\"Up\",\"protocol_id\":\"abc@127.0.0.1\",\"caller\":{\"name\":\"Ann\",\"number\":\"6001\"},"
            + "\"connected\":{\"name\":\"\",\"number\":\"\"},\"accountcode\":\"\","
            + "\"dialplan\":{\"context\":\"default\",\"exten\":\"100\",\"priority\":2,\"app_name\":\"Stasis\","
            + "\"app_data\":\"voxari\"},\"creationtime\":\"2026-08-07T14:54:02.123-0600\",\"language\":\"en\"}";
    private static final String END = ",\"timestamp\":\"2026-08-07T14:54:02.123-0600\","
            + "\"asterisk_id\":\"02:42:ac:11:00:02\",\"application\":\"voxari\"}";

    /** Which event. */
    @Param({"StasisStart", "ChannelVarset", "ChannelDestroyed"})
    public String type = "";

    /** {@return the event, so that it is not optimised away} */
    @Benchmark
    public AriEvent decode() {
        return AriEvent.parse(text(type));
    }

    static String text(String type) {
        return switch (type) {
            case "StasisStart" -> START;
            case "ChannelVarset" -> VARSET;
            default -> DESTROYED;
        };
    }

    private static final String START = "{\"type\":\"StasisStart\",\"args\":[]," + CHANNEL + END;
    private static final String VARSET =
            "{\"type\":\"ChannelVarset\",\"variable\":\"STASISSTATUS\",\"value\":\"\"," + CHANNEL + END;
    private static final String DESTROYED =
            "{\"type\":\"ChannelDestroyed\",\"cause\":16,\"cause_txt\":\"Normal Clearing\"," + CHANNEL + END;
}
