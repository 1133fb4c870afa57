package io.voxari.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What Asterisk can play: sounds by their names, recordings, tones, and numbers read out, in which each character is a tone of
 * its own. Thread-safe but for the recordings.
 */
final class Prompts {
    /** A tone of that many Hz stands for 0, and one of a hundred more for each that follows. */
    private static final int ZERO_HZ = 400;

    private static final int BEEP_HZ = 1_500;
    private static final int HELLO_HZ = 1_600;
    private static final int CHARACTER_SAMPLES = 3_200;
    private static final int GAP_SAMPLES = 800;
    /** What an application or a caller hears while it waits. */
    static final Prompt MUSIC = index -> Prompt.tone(index * Prompt.FRAME_SAMPLES, Prompt.FRAME_SAMPLES, 350);

    private final Map<String, byte[]> sounds = new ConcurrentHashMap<>();

    Prompts() {
        sounds.put("beep", Prompt.tone(0, 3_520, BEEP_HZ));
        sounds.put("hello-world", Prompt.tone(0, 8_000, HELLO_HZ));
    }

    /** From now on there is a sound of that name. From any thread. */
    void add(String name, byte[] ulaw) {
        sounds.put(name, ulaw.clone());
    }

    /** What becomes of something that is to be played. */
    enum Fate {
        PLAYED,
        FAILED,
        /** Asterisk begins it and never says a word about it again. */
        FORGOTTEN
    }

    record Found(Fate fate, Prompt prompt) {
        static Found of(Optional<? extends Prompt> prompt) {
            return prompt.isPresent() ? new Found(Fate.PLAYED, prompt.get()) : new Found(Fate.FAILED, Prompt.silence());
        }
    }

    Found find(String uri, Function<String, Optional<byte[]>> recordings) {
        int colon = uri.indexOf(':');
        String what = uri.substring(colon + 1);
        return switch (uri.substring(0, Math.max(0, colon))) {
            case "sound" -> {
                if (what.contains("://")) {
                    throw new UnsupportedOperationException("a sound of another server: " + what);
                }
                yield Found.of(Optional.ofNullable(sounds.get(what)).map(Prompt::sound));
            }
            case "tone" -> Found.of(Tones.of(what));
            case "digits", "number", "characters" -> Found.of(Optional.of(Prompt.sound(spelled(what))));
            case "recording" ->
                recordings
                        .apply(what)
                        .map(ulaw -> Found.of(Optional.of(Prompt.sound(ulaw))))
                        .orElseGet(() -> new Found(Fate.FORGOTTEN, Prompt.silence()));
            default -> new Found(Fate.FORGOTTEN, Prompt.silence());
        };
    }

    private static byte[] spelled(String characters) {
        ByteArrayOutputStream ulaw = new ByteArrayOutputStream();
        for (char one : characters.toLowerCase(Locale.ROOT).toCharArray()) {
            int value = Character.digit(one, 36);
            if (value >= 0) {
                // 0 to 9 and a to z: 400 to 3900 Hz.
                ulaw.writeBytes(Prompt.tone(0, CHARACTER_SAMPLES, ZERO_HZ + 100 * value));
                for (int i = 0; i < GAP_SAMPLES; i++) {
                    ulaw.write(Ulaw.SILENCE);
                }
            }
        }
        return ulaw.toByteArray();
    }
}
