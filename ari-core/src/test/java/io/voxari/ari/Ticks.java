package io.voxari.ari;

import io.voxari.ari.event.ChannelUserevent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A witness: lets Asterisk send numbered events about channels, by requests that pass the client under test, and says which
 * of them that client neither delivered nor told as missed.
 */
final class Ticks implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http = new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(1))
            .retryOnConnectionFailure(false)
            .build();
    private final Queue<Tick> sent = new ConcurrentLinkedQueue<>();
    private final HttpUrl url;
    private final String authorization;
    private final List<String> channels;
    private final Thread thread = new Thread(this::run, "ticks");
    private volatile boolean closed;

    /** An event that Asterisk took, and when that was. */
    private record Tick(int number, String channel, Instant before, Instant after) {
        boolean isIn(ConnectionState.Gap gap) {
            return !before.isAfter(gap.to()) && !after.isBefore(gap.from());
        }
    }

    Ticks(URI ari, String user, String password, String application, List<String> channels) {
        this.url = HttpUrl.get(ari)
                .newBuilder()
                .addPathSegments("ari/events/user/tick")
                .addQueryParameter("application", application)
                .build();
        this.authorization = Credentials.basic(user, password);
        this.channels = channels;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (int number = 0; !closed; number++) {
            String channel = channels.get(number % channels.size());
            Request request = new Request.Builder()
                    .url(url.newBuilder()
                            .addQueryParameter("source", "channel:" + channel)
                            .build())
                    .header("Authorization", authorization)
                    .post(RequestBody.create("{\"variables\":{\"n\":\"" + number + "\"}}", JSON))
                    .build();
            Instant before = Instant.now();
            try (Response response = http.newCall(request).execute()) {
                if (response.isSuccessful()) {
                    sent.add(new Tick(number, channel, before, Instant.now()));
                }
            } catch (IOException down) {
                LockSupport.parkNanos(
                        Duration.ofMillis(20).toNanos()); // What became of it nobody knows: it does not count.
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    int count() {
        return sent.size();
    }

    /** {@return what is missing from what a call heard and was not told as missed, twice in it, or not in order} */
    List<String> unaccounted(String channel, List<AriEvent> events) {
        List<Integer> heard = new ArrayList<>();
        List<ConnectionState.Gap> gaps = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (AriEvent event : events) {
            if (event instanceof ConnectionGap gap) {
                gaps.add(gap.gap());
            } else if (event instanceof ChannelUserevent tick) {
                int number = Integer.parseInt(String.valueOf(tick.userEvent().get("n")));
                if (!heard.isEmpty() && number <= heard.get(heard.size() - 1)) {
                    wrong.add(channel + " heard " + number + " after " + heard.get(heard.size() - 1));
                }
                heard.add(number);
            }
        }
        for (Tick tick : sent) {
            if (tick.channel().equals(channel)
                    && !heard.contains(tick.number())
                    && gaps.stream().noneMatch(tick::isIn)) {
                wrong.add(tick + " was lost, gaps " + gaps);
            }
        }
        return wrong;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
