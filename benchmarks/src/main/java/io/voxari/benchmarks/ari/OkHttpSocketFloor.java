package io.voxari.benchmarks.ari;

import java.io.IOException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * No contestant, but what one that asks over OkHttp's WebSocket cannot be below: the request of {@link VoxariContestant} as a
 * text that is ready, its answer awaited and not understood.
 */
final class OkHttpSocketFloor implements Contestant {
    private static final String REQUEST = "{\"type\":\"RESTRequest\",\"transaction_id\":\"\",\"request_id\":\"1\","
            + "\"method\":\"GET\",\"uri\":\"channels/1712345678.12\"}";

    private final OkHttpClient client = new OkHttpClient();
    private final SynchronousQueue<String> answers = new SynchronousQueue<>();
    private WebSocket socket;

    @Override
    public void connect(int port, String application, BiConsumer<String, String> onEvent, Runnable onFirst) {
        Request events = new Request.Builder()
                .url("http://127.0.0.1:" + port + "/ari/events?app=" + application)
                .build();
        socket = client.newWebSocket(events, new WebSocketListener() {
            private boolean begun;

            @Override
            public void onMessage(WebSocket from, String text) {
                if (begun) {
                    answer(text);
                } else {
                    begun = true; // The event with which the stand-in greets.
                    onFirst.run();
                }
            }
        });
    }

    private void answer(String text) {
        try {
            answers.put(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String channelName() throws IOException {
        socket.send(REQUEST);
        try {
            String answer = answers.poll(10, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IOException("No answer within 10 s");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public Object decode(String json) {
        throw new UnsupportedOperationException("It knows no events");
    }

    @Override
    public void close() {
        socket.cancel();
        client.dispatcher().executorService().shutdown();
    }
}
