package io.voxari.agent.runtime;

import io.voxari.agent.AudioFormat;
import io.voxari.media.MediaClose;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaSession;
import java.nio.ByteBuffer;

/** Hands what comes on a call's media connection to where it belongs; on the connection's thread. */
final class CallMediaListener implements MediaListener {
    private final Call call;
    private final AgentMailbox agent;
    private final AudioFormat format;
    /** Only the connection's thread. */
    private long heardBytes;

    CallMediaListener(Call call, AgentMailbox agent, AudioFormat format) {
        this.call = call;
        this.agent = agent;
        this.format = format;
    }

    @Override
    public void onStart(MediaSession session) {
        call.post(() -> call.onMediaStart(session));
    }

    @Override
    public void onAudio(MediaSession session, ByteBuffer audio) {
        int bytes = audio.remaining();
        agent.post(audio, heardBytes / format.bytesPerSample());
        heardBytes += bytes;
    }

    @Override
    public void onClosed(MediaSession session, MediaClose close) {
        call.post(() -> call.onMediaClosed(close));
    }
}
