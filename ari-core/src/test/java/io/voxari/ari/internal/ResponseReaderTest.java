package io.voxari.ari.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
    private static final int MOST = 100;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "HTTP/1.1 200 OK;Content-Length: 5;;Hello                                      | Hello      | true",
                "HTTP/1.1 200 OK;content-LENGTH:5;Content-Length: 5;;Hello                     | Hello      | true",
                "HTTP/1.1 200;Content-Length: 5;;Hello                                         | Hello      | true",
                "HTTP/1.1 200 OK;Content-Length: 5;Connection: Close;;Hello                    | Hello      | false",
                "HTTP/1.0 200 OK;Content-Length: 5;;Hello                                      | Hello      | false",
                "HTTP/1.1 200 OK;Content-Length: 5;;HelloX                                     | Hello      | false",
                "HTTP/1.1 200 OK;;Hello                                                        | Hello      | false",
                "HTTP/1.1 200 OK;Content-Length: 0;;                                           | ''         | true",
                "HTTP/1.1 100 Continue;;HTTP/1.1 200 OK;Content-Length: 5;;Hello               | Hello      | true",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;3;Hel;2 ,x=y;lo;0;;               | Hello      | true",
                "HTTP/1.1 200 OK;Transfer-Encoding: Chunked;;5;Hello;0;Trailer: 1;;            | Hello      | true",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;Content-Length: 5;;5;Hello;0;;     | Hello      | false",
                "HTTP/1.1 204 No Content;;                                                     | ''         | true",
                "HTTP/1.1 204 No Content;Content-Length: 5;;Hello                              | ''         | false",
            })
    void readsTheBody(String lines, String body, boolean persistent) throws IOException {
        ResponseReader reader = reader(wire(lines));
        assertThat(body(reader.read())).isEqualTo(body);
        assertThat(reader.isPersistent()).isEqualTo(persistent);
    }

    @Test
    void whatNobodyAskedForIsNoticed() throws IOException {
        String answer = "HTTP/1.1 200 OK;Content-Length: 1;;a";
        ResponseReader asked = reader(wire(answer));
        asked.read();
        assertThat(asked.hasMore()).isFalse();
        ResponseReader late = reader(wire(answer + "HTTP/1.1 200 OK;Content-Length: 1;;b"));
        late.read();
        assertThat(late.hasMore()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH;;",
                "HTTP/2 200 OK;;",
                "HTTP/1.1 20x OK;;",
                "HTTP/1.1 ;;",
                "HTTP/1.1 200 OK;no colon;;",
                "HTTP/1.1 200 OK;Content-Length: -1;;",
                "HTTP/1.1 200 OK;Content-Length: 99999999999999999999;;",
                "HTTP/1.1 200 OK;Content-Length: 1;Content-Length: 2;;ab",
                "HTTP/1.1 200 OK;Transfer-Encoding: gzip;;",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;-1;;",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;ffffffffffffffff;;",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;3;Hello;0;;",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;;;",
            })
    void refusesWhatIsNoResponse(String lines) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader(wire(lines)).read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK;Content-Length: 5;",
                "HTTP/1.1 200 OK;Content-Length: 5;;Hell",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;5;Hell",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;5;Hello;0;",
            })
    void toldWhenItIsCutOff(String lines) {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader(wire(lines)).read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK;Content-Length: 101;;",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;65;",
            })
    void holdsNoMoreThanItMay(String lines) throws IOException {
        ResponseReader reader = reader(wire(lines) + "x".repeat(MOST + 1));
        assertThat(reader.read()).isInstanceOf(Answer.Missing.class);
        assertThat(reader.isPersistent()).isFalse();
    }

    @Test
    void bodyThatGoesOnIsCutOff() throws IOException {
        assertThat(reader("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(20_000)).read())
                .isInstanceOf(Answer.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"})
    void headThatNeverEndsIsRefused(String beginning) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader(beginning + "1".repeat(100_000)).read());
    }

    @Test
    void oneResponseFollowsAnother() throws IOException {
        String two = wire("HTTP/1.1 200 OK;Content-Length: 1;;aHTTP/1.1 404 Not Found;Content-Length: 1;;b");
        ResponseReader reader = reader(two);
        assertThat(body(reader.read())).isEqualTo("a");
        assertThat(body(reader.read())).isEqualTo("b");
        assertThat(reader.isPersistent()).isTrue();
    }

    /** Whatever comes, in pieces of whatever size. */
    @Test
    void randomChangesEndInAnAnswerOrAnIoException() {
        List<String> samples = List.of(
                "HTTP/1.1 200 OK;Content-Length: 5;;Hello",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;3;Hel;2;lo;0;;",
                "HTTP/1.1 204 No Content;Connection: close;;");
        SplittableRandom random = new SplittableRandom(7);
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            byte[] bytes = wire(samples.get(random.nextInt(samples.size()))).getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                outcomes.add(new ResponseReader(inPieces(bytes, random.nextInt(1, 20)), MOST)
                        .read()
                        .getClass()
                        .getName());
            } catch (IOException expected) {
                outcomes.add("IOException");
            }
        }
        assertThat(outcomes).hasSize(4_000).contains("IOException", Answer.Received.class.getName());
    }

    private static ResponseReader reader(String text) {
        return new ResponseReader(inPieces(text.getBytes(StandardCharsets.ISO_8859_1), 7), MOST);
    }

    private static InputStream inPieces(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, most));
            }
        };
    }

    private static String wire(String lines) {
        return lines.replace(";", "\r\n").replace(" ,x=y", ";x=y");
    }

    private static String body(Answer answer) {
        return ((Answer.Received) answer).text();
    }
}
