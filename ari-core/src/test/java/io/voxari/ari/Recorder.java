package io.voxari.ari;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** Writes down what a listener hears. Thread-safe. */
final class Recorder implements AriListener {
    final List<AriEvent> events = new CopyOnWriteArrayList<>();
    final List<ConnectionState> states = new CopyOnWriteArrayList<>();

    @Override
    public void onEvent(AriEvent event, EventLane lane) {
        events.add(event);
    }

    @Override
    public void onConnectionState(ConnectionState state) {
        states.add(state);
    }

    List<String> types() {
        return events.stream().map(AriEvent::type).toList();
    }

    List<ConnectionState.Phase> phases() {
        return states.stream().map(ConnectionState::phase).toList();
    }

    void awaitEvents(String... types) {
        Awaitility.await().untilAsserted(() -> Assertions.assertThat(types()).containsExactly(types));
    }

    void awaitPhases(ConnectionState.Phase... phases) {
        Awaitility.await().untilAsserted(() -> Assertions.assertThat(phases()).containsExactly(phases));
    }
}
