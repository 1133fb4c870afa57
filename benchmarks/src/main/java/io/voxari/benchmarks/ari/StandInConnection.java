package io.voxari.benchmarks.ari;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One connection to the stand-in: requests until it is upgraded, then messages. Used by the thread that serves it. */
final class StandInConnection {
    private static final String CHANNEL_JSON = "{\"id\":\"%s\",\"name\":\"PJSIP/6001-00000001\","
            + "\"state\":\"Up\",\"protocol_id\":\"abc@127.0.0.1\",\"caller\":{\"name\":\"Ann\",\"number\":\"6001\"},"
            + "\"connected\":{\"name\":\"\",\"number\":\"\"},\"accountcode\":\"\","
            + "\"dialplan\":{\"context\":\"default\",\"exten\":\"100\",\"priority\":2,\"app_name\":\"Stasis\","
            + "\"app_data\":\"bench\"},\"creationtime\":\"2026-08-07T14:54:02.123-0600\",\"language\":\"en\"}";
    private static final String TIME = ",\"timestamp\":\"2026-08-07T14:54:02.123-0600\"";
    private static final String END = ",\"asterisk_id\":\"02:42:ac:11:00:02\",\"application\":\"bench\"}";
    private static final String CHANNEL = CHANNEL_JSON.formatted("1712345678.12");
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nServer: stand-in\r\nContent-Type: application/json\r\n"
                    + "Cache-Control: no-cache, no-store\r\nContent-Length: " + CHANNEL.length() + "\r\n\r\n" + CHANNEL)
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final String START =
            "{\"type\":\"StasisStart\"" + TIME + ",\"args\":[],\"channel\":" + CHANNEL_JSON.formatted("first") + END;

    /** Longer than a client takes from an answer to its next request. */
    private static final long SPIN_NANOS = 300_000;

    /** Each event connection by the name of its application. */
    private static final Map<String, StandInConnection> EVENTS = new ConcurrentHashMap<>();

    private final InputStream in;
    private final OutputStream out;
    private final byte[] received = new byte[1 << 16];
    private int begin;
    private int end;

    StandInConnection(Socket socket) throws IOException {
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    void serve() throws IOException {
        while (true) {
            String head = head();
            String path = head.substring(head.indexOf(' ') + 1, head.indexOf(' ', head.indexOf(' ') + 1));
            String key = header(head, "sec-websocket-key");
            if (!key.isEmpty()) {
                upgrade(key, !header(head, "sec-websocket-protocol").isEmpty());
                String application = parameter(path, "app");
                EVENTS.put(application, this);
                messages(application);
                return;
            }
            if (path.startsWith("/bench/")) {
                StandInConnection to = EVENTS.get(parameter(path, "app"));
                if (to != null) {
                    to.burst(
                            Integer.parseInt(parameter(path, "events")),
                            Integer.parseInt(parameter(path, "channels")),
                            Integer.parseInt(parameter(path, "rate")));
                }
            }
            write(ANSWER, ANSWER.length);
        }
    }

    private synchronized void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    /** A request's head; what its body would be is none of the clients' here. */
    private String head() throws IOException {
        int searched = 0;
        while (true) {
            for (int at = begin + searched; at + 4 <= end; at++) {
                if (received[at] == '\r' && received[at + 1] == '\n' && received[at + 2] == '\r') {
                    String head = new String(received, begin, at - begin, StandardCharsets.ISO_8859_1);
                    begin = at + 4;
                    return head;
                }
            }
            searched = Math.max(0, end - begin - 3);
            fill();
        }
    }

    private void fill() throws IOException {
        if (begin == end) {
            begin = end = 0;
        } else if (end == received.length) {
            System.arraycopy(received, begin, received, 0, end - begin);
            end -= begin;
            begin = 0;
        }
        lookOut();
        int read = in.read(received, end, received.length - end);
        if (read <= 0) {
            throw new EOFException();
        }
        end += read;
    }

    /** Awake for a while, so that what is measured is the client, not how long the machine takes to wake this thread. */
    private void lookOut() throws IOException {
        long until = System.nanoTime() + SPIN_NANOS;
        while (in.available() == 0 && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static String header(String head, String name) {
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return line.substring(colon + 1).trim();
            }
        }
        return "";
    }

    private static String parameter(String path, String name) {
        return Arrays.stream(URI.create(path).getQuery().split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private void upgrade(String key, boolean protocol) throws IOException {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        byte[] answer = ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n"
                        + (protocol ? "Sec-WebSocket-Protocol: ari\r\n" : "") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        write(answer, answer.length);
        send(0x81, START.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void send(int opcode, byte[] payload) throws IOException {
        byte[] frame = new byte[payload.length + 4];
        write(frame, frame(frame, 0, opcode, payload));
    }

    /** The end of the frame. */
    private static int frame(byte[] into, int from, int opcode, byte[] payload) {
        int at = from;
        into[at++] = (byte) opcode;
        if (payload.length > 125) {
            into[at++] = 126;
            into[at++] = (byte) (payload.length >> 8);
        }
        into[at++] = (byte) payload.length;
        System.arraycopy(payload, 0, into, at, payload.length);
        return at + payload.length;
    }

    private void messages(String application) throws IOException {
        while (true) {
            need(6);
            int opcode = received[begin] & 15;
            int length = received[begin + 1] & 127;
            int header = length == 126 ? 8 : 6;
            need(header);
            if (length == 126) {
                length = ((received[begin + 2] & 255) << 8) | (received[begin + 3] & 255);
            }
            need(header + length);
            byte[] payload = new byte[length];
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) (received[begin + header + i] ^ received[begin + header - 4 + (i & 3)]);
            }
            begin += header + length;
            if (opcode == 1) {
                answer(new String(payload, StandardCharsets.ISO_8859_1), application);
            } else if (opcode == 9) {
                send(0x8A, payload);
            } else if (opcode == 8) {
                send(0x88, payload);
                return;
            }
        }
    }

    private void need(int bytes) throws IOException {
        while (end - begin < bytes) {
            fill();
        }
    }

    private void answer(String request, String application) throws IOException {
        String name = "\"request_id\":\"";
        int from = request.indexOf(name) + name.length();
        String id = request.substring(from, request.indexOf('"', from));
        String text = "{\"type\":\"RESTResponse\",\"transaction_id\":\"\",\"request_id\":\"" + id
                + "\",\"status_code\":200,\"reason_phrase\":\"OK\",\"uri\":\"channels/1712345678.12\","
                + "\"content_type\":\"application/json\",\"message_body\":\"" + CHANNEL.replace("\"", "\\\"")
                + "\",\"application\":\"" + application + "\",\"timestamp\":\"2026-08-07T14:54:02.123-0600\","
                + "\"asterisk_id\":\"02:42:ac:11:00:02\"}";
        send(0x81, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Events of some channels in turn, each with its number and the time at which it was made.
     *
     * @param rate events a second; 0 as fast as they are taken
     */
    private void burst(int events, int channels, int rate) throws IOException {
        byte[] frames = new byte[1 << 16];
        int filled = 0;
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            if (rate > 0) {
                long due = start + i * 1_000_000_000L / rate;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
            }
            filled = frame(frames, filled, 0x81, event(i / channels, i % channels));
            if (rate > 0 || filled > frames.length - 2_000 || i == events - 1) {
                write(frames, filled);
                filled = 0;
            }
        }
    }

    /** Its fields in the order of Asterisk 22.10, as all here. */
    private static byte[] event(int number, int channel) {
        return ("{\"variable\":\"" + Tally.VARIABLE + "\",\"value\":\"" + number + ":" + System.nanoTime()
                        + "\",\"type\":\"ChannelVarset\"" + TIME + ",\"channel\":" + BEFORE_ID + Tally.CHANNEL + channel
                        + AFTER_ID + END)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final String BEFORE_ID = CHANNEL_JSON.substring(0, CHANNEL_JSON.indexOf("%s"));
    private static final String AFTER_ID = CHANNEL_JSON.substring(CHANNEL_JSON.indexOf("%s") + 2);
}
