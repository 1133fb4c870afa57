package io.voxari.agent.runtime.functional;

import io.voxari.testkit.SimulatedAsterisk;
import io.voxari.testkit.asterisk.CallPlan;
import io.voxari.testkit.asterisk.RealAsterisk;
import io.voxari.testkit.asterisk.SipCall;
import io.voxari.testkit.asterisk.SipCaller;
import java.net.URI;

/** What the functional tests need of an Asterisk, the real one or the simulated. */
interface Pbx extends AutoCloseable {
    /** The real one, unless the tests are run for the simulated. */
    static Pbx start(String password, String... websocketClients) {
        return "simulated".equals(System.getProperty("voxari.asterisk"))
                ? new Simulated(password, websocketClients)
                : new Real(password, websocketClients);
    }

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
        private final SimulatedAsterisk asterisk;

        Simulated(String password, String... websocketClients) {
            SimulatedAsterisk.Builder builder = SimulatedAsterisk.builder().credentials("voxari", password);
            for (String client : websocketClients) {
                builder.media(client, URI.create("ws://127.0.0.1:9/media"));
            }
            asterisk = builder.trunk("uas").start();
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
        }
    }
}
