package io.voxari.agent.runtime.functional;

import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.VirtualTime;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import java.net.URI;
import java.util.Optional;

/** What the functional tests need of an Asterisk, the real one or the simulated. */
interface Pbx extends AutoCloseable {
    /** The real one, unless the tests are run for the simulated. */
    static Pbx start(String password, String... websocketClients) {
        return isSimulated()
                ? new Simulated(Optional.empty(), password, websocketClients)
                : new Real(password, websocketClients);
    }

    /** The same, but the simulated one is in virtual time. */
    static Pbx startWithoutWaiting(String password, String... websocketClients) {
        return isSimulated()
                ? new Simulated(Optional.of(VirtualTime.start()), password, websocketClients)
                : new Real(password, websocketClients);
    }

    private static boolean isSimulated() {
        return "simulated".equals(System.getProperty("voxari.asterisk"));
    }

    /** In which it is, if not in the machine's. */
    Optional<VirtualTime> time();

    URI ariUri();

    String app();

    String user();

    String password();

    void media(String websocketClient, URI uri);

    SipCall call(CallPlan plan);

    RealAsterisk real();

    /** That nothing was asked that no application should ask, where that is known. */
    void assertQuiet();

    @Override
    void close();

    /** The real one, and telephones. */
    final class Real implements Pbx {
        private final RealAsterisk asterisk;
        private final SipCaller phones;

        Real(String password, String... websocketClients) {
            RealAsterisk.Builder builder = RealAsterisk.builder().credentials("voxari", password);
            for (String client : websocketClients) {
                builder.media(client, URI.create("ws://127.0.0.1:9/media"));
            }
            asterisk = builder.start();
            phones = SipCaller.to(asterisk.sipAddress());
        }

        @Override
        public Optional<VirtualTime> time() {
            return Optional.empty();
        }

        @Override
        public URI ariUri() {
            return asterisk.ariUri();
        }

        @Override
        public String app() {
            return asterisk.app();
        }

        @Override
        public String user() {
            return asterisk.user();
        }

        @Override
        public String password() {
            return asterisk.password();
        }

        @Override
        public void media(String websocketClient, URI uri) {
            asterisk.media(websocketClient, uri);
        }

        @Override
        public SipCall call(CallPlan plan) {
            return phones.place(plan);
        }

        @Override
        public RealAsterisk real() {
            return asterisk;
        }

        @Override
        public void assertQuiet() {}

        @Override
        public void close() {
            phones.close();
            asterisk.close();
        }
    }

    /** The simulated one. */
    final class Simulated implements Pbx {
        private final Optional<VirtualTime> time;
        private final SimulatedAsterisk asterisk;

        Simulated(Optional<VirtualTime> time, String password, String... websocketClients) {
            this.time = time;
            SimulatedAsterisk.Builder builder = SimulatedAsterisk.builder().credentials("voxari", password);
            for (String client : websocketClients) {
                builder.media(client, URI.create("ws://127.0.0.1:9/media"));
            }
            time.ifPresent(builder::time);
            asterisk = builder.trunk("uas").start();
        }

        @Override
        public Optional<VirtualTime> time() {
            return time;
        }

        @Override
        public URI ariUri() {
            return asterisk.ariUri();
        }

        @Override
        public String app() {
            return asterisk.app();
        }

        @Override
        public String user() {
            return asterisk.user();
        }

        @Override
        public String password() {
            return asterisk.password();
        }

        @Override
        public void media(String websocketClient, URI uri) {
            asterisk.media(websocketClient, uri);
        }

        @Override
        public SipCall call(CallPlan plan) {
            return plan.place(asterisk);
        }

        @Override
        public RealAsterisk real() {
            throw new UnsupportedOperationException("this test is for the real Asterisk: give it the tag real");
        }

        @Override
        public void assertQuiet() {
            asterisk.assertQuiet();
        }

        @Override
        public void close() {
            asterisk.close();
            time.ifPresent(VirtualTime::close);
        }
    }
}
