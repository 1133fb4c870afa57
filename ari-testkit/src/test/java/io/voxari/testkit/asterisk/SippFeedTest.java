package io.voxari.testkit.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SippFeedTest {
    private static final SipMessage ANSWER = SipMessage.of("SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\n\r\n");
    private static final SipMessage CANCELLED = SipMessage.of("SIP/2.0 200 OK\r\nCSeq: 1 CANCEL\r\n\r\n");
    private static final SipMessage TRYING = SipMessage.of("SIP/2.0 100 Trying\r\nCSeq: 1 INVITE\r\n\r\n");

    private final SippFeed feed = new SippFeed();

    private static SipMessage request(String method) {
        return SipMessage.of(method + " sip:x SIP/2.0\r\n\r\n");
    }

    @Test
    void whatNeedsNoReactionHoldsNothingBack() {
        feed.offer(TRYING);
        feed.offer(ANSWER);

        assertThat(feed.poll(0)).isSameAs(TRYING);
        assertThat(feed.poll(0)).isSameAs(ANSWER);
        assertThat(feed.isIdle()).isFalse();
    }

    @Test
    void byeWaitsForTheAcknowledgementOfTheAnswer() {
        SipMessage bye = request("BYE");
        feed.offer(ANSWER);
        feed.offer(bye);

        assertThat(feed.poll(0)).isSameAs(ANSWER);
        assertThat(feed.poll(1)).isNull();
        feed.sent(request("ACK"));
        assertThat(feed.poll(2)).isSameAs(bye);
    }

    @Test
    void afterTheOrderToHangUpAnAnswerIsNotDoneBeforeTheBye() {
        feed.offer(request("MESSAGE"));
        feed.offer(ANSWER);
        feed.offer(CANCELLED);
        feed.poll(0);
        feed.sent(request("CANCEL"));

        assertThat(feed.poll(1)).isSameAs(ANSWER);
        feed.sent(request("ACK"));
        assertThat(feed.poll(2)).isNull();
        feed.sent(request("BYE"));
        assertThat(feed.poll(3)).isSameAs(CANCELLED);
        assertThat(feed.isIdle()).isTrue();
    }

    @Test
    void patienceEnds() {
        feed.offer(ANSWER);
        feed.offer(ANSWER);
        feed.poll(0);

        assertThat(feed.poll(499_999_999)).isNull();
        assertThat(feed.poll(500_000_000)).isSameAs(ANSWER);
    }
}
