package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.testkit.asterisk.CallOutcome.EndedBy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SipSessionTest {
    private final SipSession session = new SipSession();

    private static SipMessage request(String method) {
        return message(method + " sip:x@y SIP/2.0\r\nCSeq: 1 " + method + "\r\n\r\n");
    }

    private static SipMessage response(int status, String method) {
        return message("SIP/2.0 " + status + " Words\r\nTo: <sip:x@y>;tag=t" + status + "\r\nCSeq: 1 " + method
                + "\r\nReason: Q.850;cause=" + status / 10 + "\r\n\r\n");
    }

    private static SipMessage message(String text) {
        return SipMessage.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void invite() {
        session.sent(request("INVITE"), 1000);
    }

    @Test
    void answeredCallEndsWithWhoeverSaysBye() {
        assertThat(session.canHangUp()).isFalse();
        session.received(response(100, "INVITE"), 1001);
        assertThat(session.canHangUp()).isTrue();
        session.received(response(180, "INVITE"), 1002);
        session.received(response(200, "INVITE"), 1003);
        assertThat(session.canHangUp()).as("not before the ACK").isFalse();
        session.sent(request("ACK"), 1004);
        assertThat(session.canHangUp()).isTrue();
        session.received(request("BYE"), 1005);
        session.sent(request("BYE"), 1006);

        CallOutcome outcome = session.outcome("", 2000);
        assertThat(outcome.finalStatus()).isEqualTo(200);
        assertThat(outcome.provisional()).containsExactly(100, 180);
        assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLEE);
        assertThat(outcome.invitedNanos()).isEqualTo(1000);
        assertThat(outcome.ringingNanos()).hasValue(1002);
        assertThat(outcome.answeredNanos()).hasValue(1003);
        assertThat(outcome.endedNanos()).isEqualTo(1005);
    }

    @Test
    void cancelThatIsRepeatedWhenTheCallIsOverIsNoTrouble() {
        session.received(response(100, "INVITE"), 1001);
        session.sent(request("CANCEL"), 1002);
        assertThat(session.isAnswerToRepetition(response(481, "CANCEL"))).isFalse();
        session.received(response(200, "CANCEL"), 1003);
        session.received(response(487, "INVITE"), 1004);
        assertThat(session.isAnswerToRepetition(response(481, "CANCEL"))).isTrue();
        assertThat(session.isAnswerToRepetition(response(200, "CANCEL"))).isFalse();
        assertThat(session.isAnswerToRepetition(response(481, "BYE"))).isFalse();
    }

    @Test
    void refusalHasItsCause() {
        session.received(response(486, "INVITE"), 1001);
        session.received(response(486, "INVITE"), 1501);

        CallOutcome outcome = session.outcome("", 2000);
        assertThat(outcome.finalStatus()).isEqualTo(486);
        assertThat(outcome.q850Cause()).hasValue(48);
        assertThat(outcome.endedBy()).isEqualTo(EndedBy.CALLEE);
        assertThat(outcome.endedNanos()).isEqualTo(1001);
        assertThat(session.canHangUp()).isFalse();
    }

    @Test
    void cancelledCallEndsWithTheCaller() {
        session.received(response(100, "INVITE"), 1001);
        session.sent(request("CANCEL"), 1002);
        session.received(response(200, "CANCEL"), 1003);
        assertThat(session.isAnswered())
                .as("the answer to the CANCEL is none to the call")
                .isFalse();
        session.received(response(487, "INVITE"), 1004);

        assertThat(session.outcome("", 2000).endedBy()).isEqualTo(EndedBy.CALLER);
    }

    @Test
    void callNobodyEndsIsEndedByNobody() {
        assertThat(session.outcome("why", 2000).endedBy()).isEqualTo(EndedBy.NOBODY);
        assertThat(session.outcome("why", 2000).complaint()).isEqualTo("why");
    }
}
