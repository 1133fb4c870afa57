package io.voxari.testkit.contract;

import io.voxari.testkit.SimulatedAsterisk;
import java.net.URI;
import java.time.Duration;

/** As the simulated Asterisk does it on demand. */
class SimulatedFaultTest extends FaultContract {
    @Override
    Victim open(URI mediaUri) {
        SimulatedAsterisk asterisk = SimulatedAsterisk.builder()
                .credentials(Line.USER, Line.PASSWORD)
                .media("voxari", mediaUri)
                .start();
        return new Victim() {
            @Override
            public URI ariUri() {
                return asterisk.ariUri();
            }

            @Override
            public void halfOpenEvents() {
                asterisk.faults().halfOpenEvents();
            }

            @Override
            public void delayEvents(Duration time) {
                asterisk.faults().delayEvents(time);
            }

            @Override
            public void loseRequest(String part) {
                asterisk.faults().ignoreRequests(part, 1);
            }

            @Override
            public void kill() {
                asterisk.faults().restart(Duration.ofSeconds(1));
            }

            @Override
            public void start() {
                // It does so by itself.
            }

            @Override
            public void close() {
                asterisk.close();
            }
        };
    }
}
