package io.voxari.agent.admission;

import io.voxari.agent.CallOffer;
import io.voxari.agent.Resolution;
import io.voxari.agent.WorkflowResolver;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the workflow of a call by asking an HTTP endpoint.
 *
 * <p>The endpoint gets a POST with a JSON object of strings: {@code caller_number}, {@code called_number}, {@code
 * direction}, {@code call_id}, {@code provider}, {@code asterisk}, {@code caller_name}, {@code dialplan_context}. It answers
 * 200 with one of
 *
 * <pre>{@code
 * {"workflow": "sales", "attributes": {"language": "de"}}
 * {"refuse": "busy", "reason": "closed on Sundays"}
 * {"continue": {"context": "from-internal", "extension": "8000", "priority": 1}}
 * }</pre>
 *
 * <p>where {@code refuse} is a {@link io.voxari.agent.RefusalCause} in small letters, and all of {@code continue} may be
 * left out. A 404 means that there is no such number. Fields that mean nothing here are ignored.
 *
 * <p>An answer is kept and used again for calls with the same key: the Asterisk and the called number, unless {@link
 * Builder#cacheKey} says otherwise, since an endpoint that looks at the caller too must not be asked for one and answer for
 * another. Calls that come at the same moment with the same key are one question. An endpoint that fails, or does not
 * answer in time, leaves an older answer in use for as long as {@link Builder#staleFor} says; that is logged. Without one
 * the question fails, and the call is refused.
 *
 * <p>Redirects are not followed. The {@code Authorization} header is in no text that this class makes. Thread-safe; never
 * blocks. It owns daemon threads named {@code voxari-resolver-…} until {@link #close()}.
 */
public final class HttpResolver implements WorkflowResolver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpResolver.class);

    private final ResolverEndpoint endpoint;
    private final Function<CallOffer, String> cacheKey;
    private final long freshNanos;
    private final long staleNanos;
    private final LongSupplier nanoTime;

    /** Guarded by itself. The answers, the one that was used last at the end. */
    private final Map<String, Kept> kept;
    /** Guarded by {@link #kept}: the questions that are being asked. */
    private final Map<String, CompletableFuture<Resolution>> asking = new LinkedHashMap<>();

    private record Kept(Resolution answer, long since) {}

    private HttpResolver(Builder builder) {
        endpoint = new ResolverEndpoint(builder.url, builder.authorization, builder.timeout);
        cacheKey = builder.cacheKey;
        freshNanos = builder.cacheFor.toNanos();
        staleNanos = builder.staleFor.toNanos();
        nanoTime = builder.nanoTime;
        int most = builder.cacheEntries;
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * {@return a builder}
     *
     * @param url where to ask: http or https, without credentials
     * @throws IllegalArgumentException if it is not such a URL
     */
    public static Builder builder(URI url) {
        return new Builder(url);
    }

    @Override
    public CompletionStage<Resolution> resolve(CallOffer offer) {
        String key = cacheKey.apply(offer);
        CompletableFuture<Resolution> answer;
        synchronized (kept) {
            Kept known = kept.get(key);
            if (known != null && nanoTime.getAsLong() - known.since < freshNanos) {
                return CompletableFuture.completedFuture(known.answer);
            }
            CompletableFuture<Resolution> asked = asking.get(key);
            // Without a cache each call is a question of its own.
            if (asked != null && freshNanos > 0) {
                return asked.copy();
            }
            answer = new CompletableFuture<>();
            asking.put(key, answer);
        }
        var unused = endpoint.ask(offer).whenComplete((resolution, failure) -> {
            Resolution older = null;
            synchronized (kept) {
                asking.remove(key, answer);
                if (resolution != null) {
                    kept.put(key, new Kept(resolution, nanoTime.getAsLong()));
                } else {
                    older = olderAnswer(key);
                }
            }
            if (resolution != null) {
                answer.complete(resolution);
            } else if (older != null) {
                LOG.warn("call {}: {} failed; an older answer is used: {}", offer.callId(), endpoint, told(failure));
                answer.complete(older);
            } else {
                answer.completeExceptionally(Objects.requireNonNull(failure));
            }
        });
        return answer.copy();
    }

    /** Only under the lock. */
    private @Nullable Resolution olderAnswer(String key) {
        Kept known = kept.get(key);
        return known != null && nanoTime.getAsLong() - known.since < staleNanos ? known.answer : null;
    }

    private static String told(@Nullable Throwable failure) {
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }

    /** Forgets all answers: the next call of each number is asked about again. */
    public void forget() {
        synchronized (kept) {
            kept.clear();
        }
    }

    /** Ends what is being asked, which fails, and the threads. Further questions fail. */
    @Override
    public void close() {
        endpoint.close();
        List<CompletableFuture<Resolution>> left;
        synchronized (kept) {
            left = new ArrayList<>(asking.values());
        }
        left.forEach(question -> question.completeExceptionally(new IllegalStateException("the resolver is closed")));
    }

    @Override
    public String toString() {
        return "HttpResolver[" + endpoint + "]";
    }

    /** Collects how to ask. Not thread-safe. */
    public static final class Builder {
        private final URI url;
        private @Nullable String authorization;
        private Duration timeout = Duration.ofSeconds(3);
        private Duration cacheFor = Duration.ofSeconds(30);
        private Duration staleFor = Duration.ofHours(1);
        private int cacheEntries = 10_000;
        private Function<CallOffer, String> cacheKey = offer -> offer.asterisk() + "|" + offer.calledNumber();
        LongSupplier nanoTime = System::nanoTime;

        private Builder(URI url) {
            String scheme = url.getScheme();
            if (url.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
                throw new IllegalArgumentException(
                        "the resolver's URL is not an http or https URL with a host; expected such as"
                                + " https://app.example/resolve");
            }
            if (url.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "the resolver's URL holds credentials; use authorization(...), and keep them out of URLs");
            }
            this.url = url;
        }

        /**
         * Sets the {@code Authorization} header of each question.
         *
         * @param value such as {@code Bearer …}; never logged
         * @return this builder
         */
        public Builder authorization(String value) {
            authorization = Objects.requireNonNull(value, "authorization");
            return this;
        }

        /**
         * Sets how long an answer may take, from the first byte sent to the last one read; below the runtime's {@code
         * resolveDeadline}, so that an older answer can still be used.
         *
         * @param value 3 seconds unless set
         * @return this builder
         */
        public Builder timeout(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("a timeout of " + value + " is not positive");
            }
            timeout = value;
            return this;
        }

        /**
         * Sets how long an answer is used again without asking.
         *
         * @param value 30 seconds unless set; zero asks about each call
         * @return this builder
         */
        public Builder cacheFor(Duration value) {
            cacheFor = notNegative(value);
            return this;
        }

        /**
         * Sets how long an answer is used again when the endpoint fails.
         *
         * @param value an hour unless set; zero never uses one that {@link #cacheFor} does not allow
         * @return this builder
         */
        public Builder staleFor(Duration value) {
            staleFor = notNegative(value);
            return this;
        }

        /**
         * Sets how many answers are kept; the one that was not used for longest goes first.
         *
         * @param entries 10,000 unless set
         * @return this builder
         */
        public Builder cacheEntries(int entries) {
            if (entries < 1) {
                throw new IllegalArgumentException(entries + " answers to keep is too few; expected 1 or more");
            }
            cacheEntries = entries;
            return this;
        }

        /**
         * Sets which calls get the same answer.
         *
         * @param value gives a text for a call, without blocking; calls with the same text get the same answer
         * @return this builder
         */
        public Builder cacheKey(Function<CallOffer, String> value) {
            cacheKey = Objects.requireNonNull(value, "cacheKey");
            return this;
        }

        /** {@return the resolver} */
        public HttpResolver build() {
            return new HttpResolver(this);
        }

        private static Duration notNegative(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("a time of " + value + " is negative");
            }
            return value;
        }
    }
}
