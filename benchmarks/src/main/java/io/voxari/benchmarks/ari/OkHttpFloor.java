package io.voxari.benchmarks.ari;

import java.io.IOException;
import java.util.function.BiConsumer;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * No contestant, but what one over OkHttp cannot be below: the same request, bare, its answer read and not understood; and
 * its WebSocket, whose messages are counted and thrown away.
 */
final class OkHttpFloor implements Contestant {
    private final OkHttpClient client = new OkHttpClient();
    private Request request;

    @Override
    public void connect(int port, String application, BiConsumer<String, String> onEvent, Runnable onFirst) {
        request = new Request.Builder()
                .url("http://127.0.0.1:" + port + "/ari/channels/1712345678.12")
                .header("Authorization", Credentials.basic("bench", "secret"))
                .build();
        Request events = new Request.Builder()
                .url("http://127.0.0.1:" + port + "/ari/events?app=" + application)
                .build();
        client.newWebSocket(events, new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                onFirst.run();
            }

            @Override
            public void onMessage(WebSocket socket, String text) {
                onEvent.accept("", text);
            }
        });
    }

    @Override
    public String channelName() throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return response.body().string();
        }
    }

    @Override
    public Object decode(String json) {
        throw new UnsupportedOperationException("It knows no events");
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
