package io.voxari.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import io.voxari.agent.Workflow;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpResolverTest {
    private static final String SECRET = "Bearer not-to-be-seen";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final AtomicLong nanos = new AtomicLong();
    private final List<HttpResolver> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(HttpResolver::close);
    }

    @Test
    void asksWithTheFactsOfTheCallAndUnderstandsTheAnswers() throws InterruptedException {
        HttpResolver resolver = resolver(builder().cacheFor(Duration.ZERO).authorization(SECRET));
        answers("{\"workflow\": \"sales\", \"attributes\": {\"language\": \"de\", \"n\": 1}, \"new\": [1, {}]}");
        assertThat(ask(resolver, "8000"))
                .isEqualTo(new Resolution.Accept(new Workflow("sales", Map.of("language", "de", "n", "1"))));
        RecordedRequest asked = server.takeRequest();
        assertThat(asked.getMethod()).isEqualTo("POST");
        assertThat(asked.getHeaders().get("Authorization")).isEqualTo(SECRET);
        assertThat(asked.getBody().utf8())
                .isEqualTo("{\"caller_number\":\"+4912345678\",\"called_number\":\"8000\",\"direction\":\"inbound\","
                        + "\"call_id\":\"1700000000.1\",\"provider\":\"ari\",\"asterisk\":\"pbx\","
                        + "\"caller_name\":\"Ann \\\"A\\\"\",\"dialplan_context\":\"from-external\"}");
        answers("{\"refuse\": \"busy\", \"reason\": \"closed\"}");
        assertThat(ask(resolver, "8000")).isEqualTo(new Resolution.Refuse(RefusalCause.BUSY, "closed"));
        answers("{\"continue\": {\"context\": \"inside\", \"extension\": \"9\", \"priority\": 1}}");
        assertThat(ask(resolver, "8000")).isEqualTo(new Resolution.ContinueInDialplan("inside", "9", 1));
        server.enqueue(new MockResponse.Builder().code(404).build());
        assertThat(ask(resolver, "8000"))
                .isInstanceOfSatisfying(
                        Resolution.Refuse.class,
                        refused -> assertThat(refused.cause()).isEqualTo(RefusalCause.UNALLOCATED));
        assertThat(resolver.toString()).doesNotContain("not-to-be-seen");
    }

    @Test
    void answerIsUsedAgainForTheSameNumberWhileItIsFresh() {
        HttpResolver resolver = resolver(builder().cacheFor(Duration.ofSeconds(30)));
        answers("{\"workflow\": \"one\"}");
        answers("{\"workflow\": \"two\"}");
        answers("{\"workflow\": \"three\"}");
        assertThat(ask(resolver, "8000")).isEqualTo(accept("one"));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
        assertThat(ask(resolver, "8000")).isEqualTo(accept("one"));
        assertThat(ask(resolver, "8001")).isEqualTo(accept("two"));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(ask(resolver, "8000")).isEqualTo(accept("three"));
        assertThat(server.getRequestCount()).isEqualTo(3);
        resolver.forget();
        answers("{\"workflow\": \"four\"}");
        assertThat(ask(resolver, "8000")).isEqualTo(accept("four"));
    }

    @Test
    void theOldestAnswerGoesWhenThereAreTooMany() {
        HttpResolver resolver = resolver(builder().cacheEntries(1));
        answers("{\"workflow\": \"one\"}");
        answers("{\"workflow\": \"two\"}");
        answers("{\"workflow\": \"three\"}");
        ask(resolver, "8000");
        ask(resolver, "8001");
        assertThat(ask(resolver, "8000")).isEqualTo(accept("three"));
    }

    @Test
    void callsAtTheSameMomentAreOneQuestion() {
        HttpResolver resolver = resolver(builder());
        server.enqueue(new MockResponse.Builder()
                .body("{\"workflow\": \"one\"}")
                .headersDelay(300, TimeUnit.MILLISECONDS)
                .build());
        List<CompletableFuture<Resolution>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(resolver.resolve(Offers.to("8000", "pbx")).toCompletableFuture());
        }
        calls.forEach(
                call -> assertThat(call).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(accept("one")));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void olderAnswerIsUsedWhileTheEndpointFails() {
        HttpResolver resolver =
                resolver(builder().cacheFor(Duration.ofSeconds(30)).staleFor(Duration.ofSeconds(60)));
        answers("{\"workflow\": \"one\"}");
        ask(resolver, "8000");
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(new MockResponse.Builder().code(503).build());
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(ask(resolver, "8000")).isEqualTo(accept("one"));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThatThrownBy(() -> ask(resolver, "8000")).hasMessageContaining("status 503");
    }

    @Test
    void endpointThatIsSlowOrNotThereIsAFailureInTime() {
        HttpResolver slow = resolver(builder().timeout(Duration.ofMillis(200)));
        server.enqueue(new MockResponse.Builder()
                .body("{\"workflow\": \"one\"}")
                .headersDelay(10, TimeUnit.SECONDS)
                .build());
        assertThatThrownBy(() -> ask(slow, "8000")).hasMessageContaining("no answer from " + url());
        HttpResolver none = resolver(HttpResolver.builder(URI.create("http://127.0.0.1:1/resolve")));
        assertThatThrownBy(() -> ask(none, "8000")).hasMessageContaining("no answer from http://127.0.0.1:1/resolve");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ no JSON object",
                "[] ~ no JSON object",
                "{ ~ no JSON",
                "{} ~ 0 of workflow, refuse and continue",
                "{\"workflow\": \"a\", \"refuse\": \"busy\"} ~ 2 of",
                "{\"workflow\": \" \"} ~ blank",
                "{\"workflow\": null} ~ workflow is no text",
                "{\"workflow\": \"a\", \"attributes\": []} ~ attributes is no object",
                "{\"refuse\": \"never\"} ~ unallocated, busy",
                "{\"continue\": {\"priority\": -1}} ~ priority",
                "{\"continue\": {\"priority\": \"x\"}} ~ priority",
            })
    void answerThatCannotBeUsedIsAFailure(String body, String told) {
        HttpResolver resolver = resolver(builder());
        answers(body);
        assertThatThrownBy(() -> ask(resolver, "8000"))
                .hasMessageContaining("answered what cannot be used")
                .hasMessageContaining(told);
    }

    @Test
    void redirectAndAnswerWithoutAnEndAreFailures() {
        HttpResolver resolver = resolver(builder());
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", server.url("/elsewhere"))
                .build());
        assertThatThrownBy(() -> ask(resolver, "8000")).hasMessageContaining("status 302");
        answers("{\"x\": \"" + "y".repeat(70_000) + "\"}");
        assertThatThrownBy(() -> ask(resolver, "8000")).hasMessageContaining("more than 65536 bytes");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void questionsEndWhenItIsClosed() {
        HttpResolver resolver = resolver(builder());
        server.enqueue(new MockResponse.Builder()
                .body("{\"workflow\": \"one\"}")
                .headersDelay(10, TimeUnit.SECONDS)
                .build());
        CompletableFuture<Resolution> asked =
                resolver.resolve(Offers.to("8000", "pbx")).toCompletableFuture();
        resolver.close();
        assertThat(asked).failsWithin(Duration.ofSeconds(20));
        assertThat(resolver.resolve(Offers.to("8001", "pbx")).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void urlWithCredentialsOrWithoutAHostIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> HttpResolver.builder(URI.create("https://me:hush@app.example/")))
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> HttpResolver.builder(URI.create("ftp://me:hush@app.example/")))
                .hasMessageContaining("http or https")
                .hasMessageNotContaining("hush");
    }

    private HttpResolver.Builder builder() {
        HttpResolver.Builder builder = HttpResolver.builder(URI.create(url() + "?token=hush"));
        builder.nanoTime = nanos::get;
        return builder;
    }

    private String url() {
        return server.url("/resolve").toString();
    }

    private HttpResolver resolver(HttpResolver.Builder builder) {
        HttpResolver resolver = builder.build();
        opened.add(resolver);
        return resolver;
    }

    private void answers(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    private static Resolution ask(HttpResolver resolver, String number) {
        return Offers.answer(resolver, Offers.to(number, "pbx"));
    }

    private static Resolution accept(String workflow) {
        return new Resolution.Accept(Workflow.of(workflow));
    }
}
