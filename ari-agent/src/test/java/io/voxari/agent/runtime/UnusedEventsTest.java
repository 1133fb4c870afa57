package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxari.ari.AriClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnusedEventsTest {
    private final AriStub asterisk = new AriStub();
    private final AriClient ari = AriClient.builder()
            .endpoint(asterisk.uri())
            .credentials("user", "secret")
            .application("app")
            .build();
    private final UnusedEvents unwanted = new UnusedEvents(ari, "app");

    @AfterEach
    void close() throws Exception {
        ari.close();
        asterisk.close();
    }

    @Test
    void areDeclinedOnce() {
        unwanted.decline().join();
        unwanted.decline().join();
        assertThat(asterisk.requests).containsExactly("PUT /ari/applications/app/eventFilter HTTP/1.1");
        assertThat(asterisk.bodies.get(0))
                .contains("disallowed", "ChannelVarset")
                .doesNotContain("\"allowed\"");
    }

    @Test
    void areDeclinedAgainIfAsteriskDidNotAgree() {
        asterisk.refuse("eventFilter");
        unwanted.decline().join();
        unwanted.decline().join();
        assertThat(asterisk.requests).hasSize(2);
    }
}
