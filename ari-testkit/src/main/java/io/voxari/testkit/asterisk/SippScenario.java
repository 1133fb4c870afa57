package io.voxari.testkit.asterisk;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The scenario of one call, for sipp: the resource {@code call.xml} with this call's names and addresses filled in.
 *
 * @param uri whom the call is for
 * @param from who calls: the value of the From header
 * @param self host and port at which the far side reaches the caller
 * @param branch what the branches of this call's transactions begin with
 * @param sdp the offer
 */
record SippScenario(String uri, String from, String self, String branch, String sdp) {
    private static final List<Integer> PROVISIONAL = List.of(100, 180, 181, 182, 183, 199);
    private static final int[] REFUSALS = {
        300, 301, 302, 305, 380, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416,
        417, 420, 421, 422, 423, 424, 428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480, 481, 482, 483, 484,
        485, 486, 488, 489, 491, 493, 494, 500, 501, 502, 503, 504, 505, 513, 580, 600, 603, 604, 606, 607, 608
    };

    /** {@code id} is unique to the call; audio is to be sent to {@code rtpPort} on the caller's own host. */
    static SippScenario of(CallPlan plan, InetSocketAddress target, InetSocketAddress self, int rtpPort, String id) {
        String selfHostPort = hostPort(self);
        return new SippScenario(
                "sip:" + plan.extension() + "@" + hostPort(target),
                "\"" + plan.fromName() + "\" <sip:" + plan.fromNumber() + "@" + selfHostPort + ">;tag=" + id,
                selfHostPort,
                "z9hG4bK-" + id + "-",
                offer(plan.codecs(), self.getAddress().getHostAddress(), rtpPort));
    }

    private static String hostPort(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static String offer(List<Codec> codecs, String host, int port) {
        String types = codecs.stream().map(codec -> " " + codec.payloadType()).collect(Collectors.joining());
        String maps = codecs.stream().map(codec -> codec.rtpmap() + "\n").collect(Collectors.joining());
        return """
                v=0
                o=caller 1 1 IN IP4 %1$s
                s=-
                c=IN IP4 %1$s
                t=0 0
                m=audio %2$d RTP/AVP%3$s 101
                %4$sa=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=ptime:20
                a=sendrecv""".formatted(host, port, types, maps);
    }

    String xml() {
        return Resources.text("call.xml")
                .replace("@provisional@", recv(PROVISIONAL.stream().mapToInt(status -> status), ""))
                .replace("@refused@", recv(IntStream.of(REFUSALS), " next=\"1\""))
                .replace("@ack@", """
                        ACK [next_url] SIP/2.0
                        Via: SIP/2.0/UDP @self@;branch=@branch@ack
                        From: @from@
                        [last_To:]
                        Call-ID: [call_id]
                        CSeq: 1 ACK
                        Max-Forwards: 70
                        Content-Length: 0
                        """)
                .replace("@ok@", """
                        SIP/2.0 200 OK
                        [last_Via:]
                        [last_From:]
                        [last_To:]
                        [last_Call-ID:]
                        [last_CSeq:]
                        Content-Length: 0
                        """)
                .replace("@sdp@", sdp)
                .replace("@to@", "<" + uri + ">")
                .replace("@from@", from)
                .replace("@uri@", uri)
                .replace("@branch@", branch)
                .replace("@self@", self);
    }

    private static String recv(IntStream statuses, String rest) {
        return statuses.mapToObj(status ->
                        "<recv response=\"%d\" response_txn=\"invite\" optional=\"true\"%s/>".formatted(status, rest))
                .collect(Collectors.joining("\n  "));
    }

    /**
     * {@return what sipp sends, as it goes on the wire} A CANCEL must bear its INVITE's branch, but sipp tells responses
     * apart by their branches only: so for sipp the two differ.
     */
    SipMessage toWire(SipMessage fromSipp) {
        return fromSipp.isRequest("CANCEL") ? fromSipp.replace(branch + "cancel", branch + "invite") : fromSipp;
    }

    /** {@return what came from the wire, as sipp is told it} The reverse of {@link #toWire}. */
    SipMessage toSipp(SipMessage fromWire) {
        return fromWire.status().isPresent() && fromWire.method().equals("CANCEL")
                ? fromWire.replace(branch + "invite", branch + "cancel")
                : fromWire;
    }

    /** {@return the order to hang up, a request that only sipp sees}; {@code remoteTo} is the last response's To header. */
    SipMessage hangUpOrder(String callId, String remoteTo) {
        return SipMessage.of(String.join(
                "\r\n",
                "MESSAGE " + uri + " SIP/2.0",
                "Via: SIP/2.0/UDP " + self + ";branch=" + branch + "order",
                "From: " + from,
                "To: " + remoteTo,
                "Call-ID: " + callId,
                "CSeq: 1 MESSAGE",
                "Content-Length: 0",
                "",
                ""));
    }
}
