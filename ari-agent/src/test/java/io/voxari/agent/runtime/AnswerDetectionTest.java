package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.agent.AnswerDetector;
import io.voxari.agent.AnswerDetector.Verdict;
import io.voxari.agent.AudioFormat;
import io.voxari.agent.CallEvent;
import io.voxari.agent.CallerAudio;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A detector of the host may do as it likes: the agent hears the call all the same. */
class AnswerDetectionTest {
    private final List<CallerAudio> heard = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private void hear(AnswerDetector detector) {
        AnswerDetection detection = new AnswerDetection(heard::add, detector, verdicts::add);
        detection.onEvent(new CallEvent.Answered());
        detection.onAudio(new CallerAudio(ByteBuffer.allocate(160), AudioFormat.ULAW_8K, 0));
        detection.onAudio(new CallerAudio(ByteBuffer.allocate(160), AudioFormat.ULAW_8K, 160));
    }

    @Test
    @SuppressWarnings("NullAway") // What a host may do all the same.
    void nullIsUnsure() {
        hear(audio -> null);
        assertThat(verdicts).containsExactly(Verdict.UNSURE);
        assertThat(heard).hasSize(2);
    }

    @Test
    void errorIsUnsure() {
        hear(audio -> {
            throw new NoClassDefFoundError("model");
        });
        assertThat(verdicts).containsExactly(Verdict.UNSURE);
        assertThat(heard).hasSize(2);
    }
}
