package io.voxari.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpiValuesTest {

    @Test
    void contextHasItsCustomaryNamesInOrder() {
        CallContext context =
                new CallContext("+4930123", "8000", Direction.INBOUND, "1712345678.12", CallContext.PROVIDER);
        assertThat(context.asMap())
                .containsExactly(
                        entry("caller_number", "+4930123"),
                        entry("called_number", "8000"),
                        entry("direction", "inbound"),
                        entry("call_id", "1712345678.12"),
                        entry("provider", "ari"));
    }

    @ParameterizedTest
    @CsvSource({"ULAW,8000,160,20", "PCM16LE,8000,320,20", "PCM16LE,16000,640,20", "PCM16LE,24000,960,20"})
    void formatKnowsHowLongBytesSound(AudioFormat.Encoding encoding, int rate, int bytes, int millis) {
        AudioFormat format = new AudioFormat(encoding, rate);
        assertThat(format.durationOf(bytes)).isEqualTo(Duration.ofMillis(millis));
        assertThat(format.bytesOf(Duration.ofMillis(millis))).isEqualTo(bytes);
    }

    @Test
    void bytesOfADurationAreWholeSamples() {
        assertThat(AudioFormat.PCM_16K.bytesOf(Duration.ofNanos(100_000))).isEqualTo(2);
        assertThat(AudioFormat.PCM_24K.bytesOf(Duration.ofHours(1))).isEqualTo(24_000 * 2 * 3_600);
    }

    @ParameterizedTest
    @CsvSource({"UNALLOCATED,1", "BUSY,17", "REJECTED,21", "CONGESTION,34", "TEMPORARY_FAILURE,38"})
    void refusalsHaveTheirNumbers(RefusalCause cause, int q850) {
        assertThat(cause.q850()).isEqualTo(q850);
    }

    @Test
    void announcementOfATransferIsACopyForEachReader() {
        byte[] words = {1, 2, 3};
        ByteBuffer given = ByteBuffer.wrap(words);
        TransferRequest.Attended request = new TransferRequest.Attended(Destination.of("6001"))
                .announcing(given)
                .acceptedBy('#');
        words[0] = 9;
        assertThat(given.remaining()).isEqualTo(3);
        assertThat(request.announcement().get()).isEqualTo((byte) 1);
        assertThat(request.announcement().remaining()).isEqualTo(3);
        assertThat(request.announcement().isReadOnly()).isTrue();
        assertThat(request.acceptKey()).contains('#');
        assertThat(request.acceptWithin()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void mistakesOfATransferNameTheValue() {
        TransferRequest.Attended request = new TransferRequest.Attended(Destination.of("6001"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.acceptedBy('x'))
                .withMessageContaining("'x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.acceptedBy('1', Duration.ZERO))
                .withMessageContaining("PT0S");
    }

    @Test
    void mistakesNameTheValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> Workflow.of(" ")).withMessageContaining("blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resolution.ContinueInDialplan("", "", -1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudioFormat(AudioFormat.Encoding.ULAW, 0))
                .withMessageContaining("0 Hz");
    }

    @Test
    void workflowKeepsItsOwnCopyOfTheAttributes() {
        Map<String, String> attributes = new HashMap<>(Map.of("language", "en"));
        Workflow workflow = new Workflow("support", attributes);
        attributes.clear();
        assertThat(workflow.attributes()).containsExactly(entry("language", "en"));
    }
}
