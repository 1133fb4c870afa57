package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipMessageTest {
    private static final String ANSWER = """
            SIP/2.0 200 OK\r
            Via: SIP/2.0/UDP 127.0.0.1:57895;branch=z9hG4bK-a\r
            to: <sip:echo@127.0.0.1>;tag=7b0e\r
            CSeq: 1 INVITE\r
            Reason: Q.850;cause=16;text="To: nobody"\r
            \r
            v=0\r
            c=IN IP4 127.0.0.1\r
            m=audio 13388 RTP/AVP 8 101\r
            """;

    private static SipMessage parse(String text) {
        return SipMessage.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsAnAnswer() {
        SipMessage answer = parse(ANSWER);

        assertThat(answer.status()).hasValue(200);
        assertThat(answer.method()).isEqualTo("INVITE");
        assertThat(answer.header("To")).contains("<sip:echo@127.0.0.1>;tag=7b0e");
        assertThat(answer.q850Cause()).hasValue(16);
        assertThat(answer.payloadType()).hasValue(8);
        assertThat(answer.mediaAddress()).contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 13388));
    }

    @Test
    void readsARequest() {
        SipMessage bye = parse("BYE sip:caller@127.0.0.1:5 SIP/2.0\r\nCSeq: 2 BYE\r\n\r\n");

        assertThat(bye.status()).isEmpty();
        assertThat(bye.isRequest("BYE")).isTrue();
        assertThat(bye.header("To")).isEmpty();
        assertThat(bye.mediaAddress()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "SIP/2.0",
                "SIP/2.0 999 What\r\n\r\n",
                "SIP/2.0 200 OK\r\nCSeq:\r\n\r\nm=audio 99999 RTP/AVP 0\r\nc=IN IP4 127.0.0.1",
                "SIP/2.0 200 OK\r\nCSeq: INVITE\r\n\r\nm=audio 1000 RTP/AVP 0\r\nc=IN IP4 999.0.0.1"
            })
    void whatIsMissingIsAbsent(String text) {
        assertThat(parse(text).mediaAddress()).isEmpty();
        assertThat(parse(text).q850Cause()).isEmpty();
    }

    @Test
    void passesOnWhatCame() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            SipMessage message = SipMessage.parse(noise);
            message.status();
            message.method();
            message.header("To");
            message.mediaAddress();
            assertThat(message.encode()).isEqualTo(noise);
        }
    }
}
