package io.voxari.benchmarks.calls;

import io.voxari.agent.AgentCall;
import io.voxari.agent.AgentSession;
import io.voxari.agent.CallObserver;
import io.voxari.agent.Measurement;
import io.voxari.agent.Resolution;
import io.voxari.agent.Utterance;
import io.voxari.agent.runtime.AsteriskConfig;
import io.voxari.agent.runtime.Voxari;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Our side of {@link CallsBench}: an agent that speaks for a second. The property {@code requests} says whether
 * requests go over {@code http} or the {@code websocket}. Arguments: ARI endpoint, application, password. Tells its
 * media address, then its times on request.
 */
final class VoxariCalls implements CallObserver {
    private static final byte[] SECOND_OF_AUDIO = new byte[8_000];

    private LongStream.Builder bridged = LongStream.builder();
    private LongStream.Builder audio = LongStream.builder();
    /** How long the callers waited who have heard nothing yet, by the call, in nanoseconds. */
    private final Map<String, Long> rang = new HashMap<>();

    private VoxariCalls() {}

    public static void main(String[] args) throws IOException {
        Arrays.fill(SECOND_OF_AUDIO, (byte) 0x55);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        VoxariCalls times = new VoxariCalls();
        AsteriskConfig.Builder asterisk = AsteriskConfig.builder()
                .endpoint(URI.create(args[0]))
                .app(args[1])
                .password(args[2]);
        if (System.getProperty("requests", "http").equals("websocket")) {
            asterisk.requestsOverWebSocket();
        }
        try (Voxari voxari = Voxari.builder()
                .asterisk(asterisk.build())
                .listen("127.0.0.1", 0)
                .resolver(offer -> Resolution.accept("speaker"))
                .agent(call -> CompletableFuture.completedFuture(speaking(call)))
                .observer(times)
                .build()) {
            voxari.start();
            out.println("ready " + voxari.mediaUri());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(times.report());
            }
        }
    }

    private static AgentSession speaking(AgentCall call) {
        Utterance utterance = call.speech().begin();
        utterance.write(ByteBuffer.wrap(SECOND_OF_AUDIO));
        utterance.end();
        return audio -> {};
    }

    @Override
    public synchronized void onMeasured(Measurement measured) {
        switch (measured.measure()) {
            case RING_TIME -> rang.put(measured.callId(), measured.value());
            case SET_UP_TIME -> bridged.add(measured.value() / 1_000);
            case ANSWER_TO_FIRST_AUDIO -> {
                Long waited = rang.remove(measured.callId());
                audio.add(((waited == null ? 0 : waited) + measured.value()) / 1_000);
            }
            default -> {}
        }
    }

    private synchronized String report() {
        String report = "bridged=" + listed(bridged) + " audio=" + listed(audio);
        bridged = LongStream.builder();
        audio = LongStream.builder();
        return report;
    }

    private static String listed(LongStream.Builder micros) {
        return micros.build().mapToObj(String::valueOf).collect(Collectors.joining(","));
    }
}
