package io.voxari.agent.runtime;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process that records until it is killed, and says how much it has given to its file. */
final class CrashingRecorder {
    static final int RATE = 8_000;
    /** 20 ms, as they come from a call. */
    private static final int PIECE = RATE / 50;

    private CrashingRecorder() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream told = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        WavSink file = new WavSink(Path.of(arguments[0]));
        RecordingPump pump = new RecordingPump(executor, file, RATE);
        pump.begin();
        for (long piece = 0; ; piece++) {
            short[] stereo = new short[2 * PIECE];
            Arrays.fill(stereo, value(piece));
            pump.put(new StereoPiece(stereo, 0));
            long put = (piece + 1) * PIECE;
            while (pump.samples() < put) {
                Thread.onSpinWait();
            }
            told.println(put);
        }
    }

    static short value(long piece) {
        return (short) (1 + piece % 20_000);
    }

    static short valueAt(long sample) {
        return value(sample / PIECE);
    }
}
