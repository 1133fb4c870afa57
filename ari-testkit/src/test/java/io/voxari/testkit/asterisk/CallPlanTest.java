package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallPlanTest {
    @Test
    void everyChangeIsACopy() {
        CallPlan plan = CallPlan.to("8000");
        plan.from("1", "One")
                .saying(new byte[] {1})
                .pressing("1", Duration.ZERO)
                .offering(Codec.PCMA);

        assertThat(plan.fromNumber()).isEqualTo("1001");
        assertThat(plan.speech()).isEmpty();
        assertThat(plan.presses()).isEmpty();
        assertThat(plan.codecs()).containsExactly(Codec.PCMU);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80 00", "80@x", "[call_id]", "8\r\nEvil: yes", "<8>", "]]>"})
    void whatWouldBreakTheMessageIsRefused(String extension) {
        assertThatThrownBy(() -> CallPlan.to(extension)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallPlan.to("8000").from(extension, "Name"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "a\r\nb", "[pid]", "@self@"})
    void whatWouldBreakTheHeaderIsRefused(String name) {
        assertThatThrownBy(() -> CallPlan.to("8000").from("1001", name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scenarioIsFilledIn() {
        CallPlan plan = CallPlan.to("+498000").from("0171", "Zoë & Co").offering(Codec.PCMA, Codec.PCMU);
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
        String xml = SippScenario.of(
                        plan, target, new InetSocketAddress(InetAddress.getLoopbackAddress(), 4444), 5555, "id")
                .xml();

        assertThat(xml)
                .contains("INVITE sip:+498000@127.0.0.1:5060 SIP/2.0")
                .contains("From: \"Zoë & Co\" <sip:0171@127.0.0.1:4444>;tag=id")
                .contains("m=audio 5555 RTP/AVP 8 0 101")
                .contains("Contact: <sip:caller@127.0.0.1:4444>");
        assertThat(xml.replace("at-signs", "")).doesNotContainPattern("@[a-z]+@");
    }
}
