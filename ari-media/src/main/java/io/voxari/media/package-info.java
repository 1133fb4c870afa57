/**
 * Telephone audio over Asterisk's {@code chan_websocket}.
 *
 * <p>Start at {@link io.voxari.media.MediaServer}: Asterisk dials it for every call, and a {@link
 * io.voxari.media.MediaSession} is what comes out. {@link io.voxari.media.MediaListener} receives the caller's audio,
 * {@link io.voxari.media.Playout} takes what the caller shall hear. Directions are from this side: <em>inbound</em> is
 * Asterisk to us.
 */
package io.voxari.media;
