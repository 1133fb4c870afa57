package io.voxari.benchmarks.ari;

import ch.loway.oss.ari4java.ARI;
import ch.loway.oss.ari4java.AriVersion;
import ch.loway.oss.ari4java.generated.ari_10_0_0.models.Message_impl_ari_10_0_0;
import ch.loway.oss.ari4java.generated.models.ChannelVarset;
import ch.loway.oss.ari4java.generated.models.Message;
import ch.loway.oss.ari4java.tools.AriCallback;
import ch.loway.oss.ari4java.tools.BaseAriAction;
import ch.loway.oss.ari4java.tools.RestException;
import java.util.function.BiConsumer;

/** ari4java with its newest API version, as its documentation says to use it. */
final class Ari4JavaContestant implements Contestant {
    private ARI ari;

    @Override
    public void connect(int port, String application, BiConsumer<String, String> onEvent, Runnable onFirst)
            throws Exception {
        ari = ARI.build("http://127.0.0.1:" + port + "/", application, "bench", "secret", AriVersion.ARI_10_0_0, false);
        ari.eventsCallback(new AriCallback<Message>() {
            @Override
            public void onSuccess(Message message) {
                if (message instanceof ChannelVarset varset) {
                    onEvent.accept(varset.getChannel().getId(), varset.getValue());
                } else {
                    onFirst.run();
                }
            }

            @Override
            public void onFailure(RestException e) {
                System.err.println("ari4java: " + e);
            }
        });
    }

    @Override
    public String channelName() throws Exception {
        return ari.channels().get("1712345678.12").execute().getName();
    }

    @Override
    public Object decode(String json) throws Exception {
        Object event = BaseAriAction.deserializeJson(json, Message_impl_ari_10_0_0.class);
        if (event.getClass() == Message_impl_ari_10_0_0.class) {
            throw new IllegalStateException("Not known: " + json);
        }
        return event;
    }

    @Override
    public void close() {
        ari.cleanup();
    }
}
