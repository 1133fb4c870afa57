package io.voxari.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application sees when something breaks: the faults of the simulated Asterisk, done to the real one. */
abstract class FaultContract {
    private static final String CHANNEL = "channels/externalMedia?app=voxari&encapsulation=none&transport=websocket"
            + "&external_host=voxari&format=ulaw&transport_data=f(json)&channelId=";

    private static final Duration LATE = Duration.ofMillis(300);

    private final TestMedia media = new TestMedia();
    private Victim victim;
    private TestAri ari;

    /** An Asterisk to which it is done. */
    interface Victim extends AutoCloseable {
        URI ariUri();

        /** Lets nothing through the present event connection any more, and tells neither end. */
        void halfOpenEvents();

        /** From now on what is told on the present event connection comes that late; answers to requests do not. */
        void delayEvents(Duration time);

        /** Loses the next request that has that in its method and path, and tells neither end. */
        void loseRequest(String part);

        /** Kills it. */
        void kill();

        /** Starts it again where it was. */
        void start();

        @Override
        void close();
    }

    abstract Victim open(URI mediaUri);

    @BeforeEach
    void begin() {
        victim = open(media.uri());
        ari = new TestAri(victim.ariUri(), Line.APP);
    }

    @AfterEach
    void end() {
        ari.close();
        victim.close();
        media.close();
    }

    private TestMedia.Peer channel(TestAri told, String id) {
        assertThat(told.ask("POST", CHANNEL + id).status()).isEqualTo(200);
        told.await("StasisStart", id);
        return media.of(id);
    }

    @Test
    void deadEventConnectionIsSilentAndAnotherHearsAll() {
        TestMedia.Peer peer = channel(ari, "one");
        victim.halfOpenEvents();
        ari.send("{\"type\":\"RESTRequest\",\"request_id\":\"r\",\"method\":\"GET\",\"uri\":\"asterisk/ping\"}");
        int told = ari.events().size();
        try (TestAri other = new TestAri(victim.ariUri(), Line.APP)) {
            channel(other, "two");
            assertThat(other.ask("DELETE", "channels/one").status()).isEqualTo(204);
            other.await("ChannelDestroyed", "one");
            assertThat(peer.awaitClose()).isEqualTo(1000);
            assertThat(other.ask("DELETE", "channels/two").status()).isEqualTo(204);
            other.await("ChannelDestroyed", "two");
        }
        // Neither an answer nor an event, not even that another has taken over.
        assertThat(ari.events()).hasSize(told);
    }

    @Test
    void lateEventsComeAllAndInTheirOrder() {
        List<String> prompt = lifeOf("one");
        victim.delayEvents(LATE);
        long asked = System.nanoTime();
        assertThat(lifeOf("two")).isEqualTo(prompt);
        // One delay until the channel is known to be up, and one until it is known to be gone.
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(LATE.multipliedBy(2));
    }

    /** Makes a channel and ends it; what was told of it. */
    private List<String> lifeOf(String id) {
        channel(ari, id);
        assertThat(ari.ask("DELETE", "channels/" + id).status()).isEqualTo(204);
        ari.await("ChannelDestroyed", id);
        return ari.typesOf(id);
    }

    @Test
    void lostRequestIsNeitherAnsweredNorDone() {
        assertThat(ari.ask("POST", "bridges/kept?type=mixing").status()).isEqualTo(200);
        victim.loseRequest("POST /bridges/lost");
        assertThat(ari.isAnswered("POST", "bridges/lost?type=mixing", LATE)).isFalse();
        try (TestAri other = new TestAri(victim.ariUri(), Line.APP)) {
            assertThat(other.ask("GET", "bridges/kept").status()).isEqualTo(200);
            assertThat(other.ask("GET", "bridges/lost").status()).isEqualTo(404);
            assertThat(other.ask("DELETE", "bridges/kept").status()).isEqualTo(204);
        }
    }

    @Test
    void killedAsteriskForgetsAllAndTellsNobody() {
        TestMedia.Peer peer = channel(ari, "one");
        ari.ask("POST", "bridges/b?type=mixing");
        ari.ask("POST", "bridges/b/addChannel?channel=one");
        ari.await("ChannelEnteredBridge", "one");
        String started = started(ari);
        victim.kill();
        ari.awaitBroken();
        assertThat(peer.awaitClose()).as("without a word").isEqualTo(-1);
        assertThat(ari.typesOf("one")).endsWith("ChannelEnteredBridge");
        assertThatThrownBy(() -> ari.ask("GET", "asterisk/ping")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> new TestAri(victim.ariUri(), Line.APP).close())
                .hasRootCauseInstanceOf(java.io.IOException.class);
        victim.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> ari.ask("GET", "asterisk/ping").status() == 200);
        assertThat(ari.ask("GET", "applications").body()).isEmpty();
        assertThat(ari.ask("GET", "channels").body()).isEmpty();
        assertThat(ari.ask("GET", "bridges").body()).isEmpty();
        assertThat(started(ari)).isNotEqualTo(started);
        try (TestAri again = new TestAri(victim.ariUri(), Line.APP)) {
            channel(again, "one");
            again.ask("DELETE", "channels/one");
            again.await("ChannelDestroyed", "one");
        }
    }

    private static String started(TestAri ari) {
        return ari.ask("GET", "asterisk/info?only=status")
                .body()
                .path("status")
                .path("startup_time")
                .asText();
    }
}
