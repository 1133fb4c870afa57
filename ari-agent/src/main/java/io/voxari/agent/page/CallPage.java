package io.voxari.agent.page;

import io.voxari.agent.CallOffer;
import io.voxari.agent.EndCause;
import io.voxari.agent.runtime.CallListener;
import io.voxari.agent.runtime.CallStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call as one self-contained HTML page: both sides on one time line to look at and to listen to, what the agent said and
 * where it was cut, keys, the steps of the set-up, and how long the caller waited for each answer.
 *
 * <pre>{@code
 * Voxari.builder().listener(CallPage.whenEnded(page -> page.withRecording(wav, begins).writeTo(file))) ...
 * }</pre>
 *
 * <p>The page holds who called whom and, with a recording, every word: treat it as you treat the recording.
 *
 * <p>Immutable and thread-safe.
 */
public final class CallPage {
    private final CallOffer offer;
    private final List<CallStep> steps;
    private final EndCause cause;
    private final byte @Nullable [] wav;
    private final Duration begins;

    private CallPage(CallOffer offer, List<CallStep> steps, EndCause cause, byte @Nullable [] wav, Duration begins) {
        this.offer = offer;
        this.steps = steps;
        this.cause = cause;
        this.wav = wav;
        this.begins = begins;
    }

    /**
     * {@return the page of a call}
     *
     * @param offer the call
     * @param steps what a {@link CallListener} was told of it, in order
     * @param cause why it ended
     */
    public static CallPage of(CallOffer offer, List<CallStep> steps, EndCause cause) {
        return new CallPage(
                Objects.requireNonNull(offer, "offer"),
                List.copyOf(steps),
                Objects.requireNonNull(cause, "cause"),
                null,
                Duration.ZERO);
    }

    /**
     * {@return a listener that follows every call and hands over its page when it has ended}
     *
     * <p>It remembers a few hundred bytes a step, of calls that have not ended.
     *
     * @param then gets the page, on the call's thread
     */
    public static CallListener whenEnded(Consumer<CallPage> then) {
        return new PageListener(Objects.requireNonNull(then, "then"));
    }

    /** {@return the id of the caller's channel in Asterisk} */
    public String callId() {
        return offer.callId();
    }

    /**
     * {@return the page with the sound of the call}
     *
     * @param recording a WAV file, 16-bit PCM in stereo at any rate: the caller left, the agent right. The page is a third
     *     larger than it
     * @param recordingBegins when its first sample was heard, counted from the call's offer; negative when before
     * @throws IllegalArgumentException if it is another kind of file
     */
    public CallPage withRecording(byte[] recording, Duration recordingBegins) {
        StereoSound.read(recording);
        return new CallPage(
                offer, steps, cause, recording.clone(), Objects.requireNonNull(recordingBegins, "recordingBegins"));
    }

    /** {@return the page: one HTML document, UTF-8, that loads nothing from elsewhere} */
    public String html() {
        PageData data = new PageData(offer, steps, cause, wav == null ? null : StereoSound.read(wav), begins);
        // The order matters: nothing that came over the wire is searched for what is still to be replaced.
        return template()
                .replace("@SOURCE@", wav == null ? "" : " src=\"data:audio/wav;base64," + base64(wav) + "\"")
                .replace("@TITLE@", "Call " + Markup.escape(offer.calledNumber()))
                .replace("@DATA@", data.json());
    }

    /**
     * Writes the page, replacing what is there.
     *
     * @param file the file; folders above it are made
     * @throws UncheckedIOException when it cannot be written
     */
    public void writeTo(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, html());
        } catch (IOException e) {
            throw new UncheckedIOException("the page cannot be written: " + file, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(CallPage.class.getResourceAsStream("call.html"), "call.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
