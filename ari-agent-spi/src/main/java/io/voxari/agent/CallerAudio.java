package io.voxari.agent;

import java.nio.ByteBuffer;

/**
 * A piece of what the caller says.
 *
 * <p>Pieces are mostly 20 ms long, but a caller's device may send longer ones, and nothing comes while it sends nothing
 * (silence suppression, hold): never assume a size or a rhythm.
 *
 * @param audio the bytes; read-only and valid only during the callback, so copy what you keep
 * @param format how they are written: {@link AgentCall#format()}
 * @param position how many samples of the caller's audio came before this piece
 */
public record CallerAudio(ByteBuffer audio, AudioFormat format, long position) {}
