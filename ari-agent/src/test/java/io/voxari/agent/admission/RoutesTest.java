package io.voxari.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.NumberPlan;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = Routes.builder()
            .numberPlan(NumberPlan.of("DE"))
            .route("8000", "reception")
            .route("+49 30 1234567", new Workflow("sales", Map.of("language", "de")))
            .route("berlin", "8000", "reception-berlin")
            .build();

    @Test
    void theCalledNumberChoosesHoweverItIsWritten() {
        assertThat(workflow("8000")).isEqualTo("reception");
        assertThat(workflow("0301234567")).isEqualTo("sales");
        assertThat(workflow("+49301234567")).isEqualTo("sales");
        assertThat(routes.size()).isEqualTo(3);
    }

    @Test
    void routeOfOneAsteriskGoesBeforeOneOfAll() {
        assertThat(Offers.answer(routes, Offers.to("8000", "berlin")))
                .isEqualTo(new Resolution.Accept(Workflow.of("reception-berlin")));
        assertThat(Offers.answer(routes, Offers.to("8000", "hamburg")))
                .isEqualTo(new Resolution.Accept(Workflow.of("reception")));
    }

    @Test
    void numberWithoutARouteDoesNotExistUnlessThereIsOneForTheOthers() {
        assertThat(Offers.answer(routes, Offers.to("8001", "berlin")))
                .isEqualTo(new Resolution.Refuse(RefusalCause.UNALLOCATED, "no route for 8001 on Asterisk berlin"));
        Routes all = Routes.of(Map.of("8000", "a", "*", "b"));
        assertThat(Offers.answer(all, Offers.to("8001", "x"))).isEqualTo(new Resolution.Accept(Workflow.of("b")));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Routes.builder()
                        .numberPlan(NumberPlan.of("DE"))
                        .route("+4930 1234567", "a")
                        .route("0301234567", "b"))
                .hasMessage("\"0301234567\" (+49301234567) has two routes: a and b");
        assertThatThrownBy(() -> Routes.of(Map.of("", "a"))).hasMessageContaining("no number");
        assertThatThrownBy(() -> Routes.builder().otherwise("a").otherwise("b")).hasMessageContaining("two routes");
        assertThatThrownBy(() -> Routes.builder().route("1", "a").numberPlan(NumberPlan.of("DE")))
                .hasMessageContaining("before the first route");
    }

    private String workflow(String number) {
        Resolution answer = Offers.answer(routes, Offers.to(number, "pbx"));
        return ((Resolution.Accept) answer).workflow().id();
    }
}
