package io.voxari.agent.admission;

import io.voxari.agent.CallOffer;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Resolution;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Asks one URL over HTTP. Thread-safe; never blocks. */
final class ResolverEndpoint implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    /** More is not an answer to a question about one call. */
    private static final int MOST_BYTES = 65_536;

    private final URI url;
    /** Without the query, which may hold a token. */
    private final String shown;

    private final @Nullable String authorization;
    private final ExecutorService threads;
    private final OkHttpClient client;

    ResolverEndpoint(URI url, @Nullable String authorization, Duration timeout) {
        this.url = url;
        this.shown = url.getScheme() + "://" + url.getAuthority() + url.getRawPath();
        this.authorization = authorization;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, 64, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "voxari-resolver-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(64);
        dispatcher.setMaxRequestsPerHost(64);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .callTimeout(timeout)
                .followRedirects(false)
                .build();
    }

    /** Completes with the answer, or exceptionally with an {@link IOException} that says what was wrong with it. */
    CompletableFuture<Resolution> ask(CallOffer offer) {
        CompletableFuture<Resolution> answer = new CompletableFuture<>();
        Request.Builder request =
                new Request.Builder().url(url.toString()).post(RequestBody.create(ResolverJson.question(offer), JSON));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        client.newCall(request.build()).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException failure) {
                answer.completeExceptionally(new IOException("no answer from " + shown + ": " + failure, failure));
            }

            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    answer.complete(read(response, offer));
                } catch (Throwable failure) {
                    answer.completeExceptionally(
                            new IOException(shown + " answered what cannot be used: " + failure.getMessage(), failure));
                }
            }
        });
        return answer;
    }

    private Resolution read(Response response, CallOffer offer) throws IOException {
        if (response.code() == 404) {
            return new Resolution.Refuse(
                    RefusalCause.UNALLOCATED, "the resolver knows no " + offer.calledNumber() + " (404)");
        }
        if (response.code() != 200) {
            throw new IOException("status " + response.code() + ", expected 200 or 404");
        }
        BufferedSource body = response.body().source();
        if (body.request(MOST_BYTES + 1L)) {
            throw new IOException("more than " + MOST_BYTES + " bytes");
        }
        return ResolverJson.answer(body.readByteArray());
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        threads.shutdown();
        client.connectionPool().evictAll();
    }

    @Override
    public String toString() {
        return shown;
    }
}
