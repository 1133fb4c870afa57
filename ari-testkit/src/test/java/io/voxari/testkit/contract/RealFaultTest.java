package io.voxari.testkit.contract;

import io.voxari.testkit.asterisk.RealAsterisk;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** The same, done to a real one: its process is killed, and the line to it fails. */
@Tag("asterisk")
class RealFaultTest extends FaultContract {
    @Override
    Victim open(URI mediaUri) {
        RealAsterisk asterisk = RealAsterisk.builder()
                .credentials(Line.USER, Line.PASSWORD)
                .media("voxari", mediaUri)
                .start();
        FailingLine line = FailingLine.to(asterisk.ariUri());
        return new Victim() {
            @Override
            public URI ariUri() {
                return line.uri();
            }

            @Override
            public void halfOpenEvents() {
                line.fail();
            }

            @Override
            public void delayEvents(Duration time) {
                line.delayWebSockets(time);
            }

            @Override
            public void loseRequest(String part) {
                // The line does not read: it is whatever is said next on the connections that there are.
                line.fail();
            }

            @Override
            public void kill() {
                asterisk.kill();
            }

            @Override
            public void start() {
                asterisk.restart();
            }

            @Override
            public void close() {
                line.close();
                asterisk.close();
            }
        };
    }
}
