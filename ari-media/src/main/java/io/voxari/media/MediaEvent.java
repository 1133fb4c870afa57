package io.voxari.media;

import org.jspecify.annotations.Nullable;

/**
 * What Asterisk says about a media connection. New kinds appear in minor releases of Asterisk, so the set is open: an
 * unknown one arrives as {@link Unknown}. Names follow {@code channels/chan_websocket.c} as of 22.11.
 */
public interface MediaEvent {
    /** {@return the Asterisk channel id of the media channel, or null where this release or form does not send it} */
    @Nullable String channelId();

    /**
     * Asterisk's queue is nearly full: stop sending. {@link Playout} obeys it by itself.
     *
     * @param channelId the media channel, or null
     */
    record Xoff(@Nullable String channelId) implements MediaEvent {}

    /**
     * Asterisk's queue has room again.
     *
     * @param channelId the media channel, or null
     */
    record Xon(@Nullable String channelId) implements MediaEvent {}

    /**
     * Asterisk's queue ran empty after a {@link MediaCommand.ReportQueueDrained}.
     *
     * @param channelId the media channel, or null
     */
    record QueueDrained(@Nullable String channelId) implements MediaEvent {}

    /**
     * The state of Asterisk's queue, in answer to {@link MediaCommand.GetStatus}.
     *
     * @param channelId the media channel, or null
     * @param queueLength frames queued in Asterisk
     * @param xonLevel below so many frames it sends {@link Xon}
     * @param xoffLevel from so many frames on it sends {@link Xoff}
     * @param queueFull whether {@link Xoff} is in force
     * @param bulkMedia whether buffering is on
     * @param mediaPaused whether playing is paused
     */
    record Status(
            @Nullable String channelId,
            int queueLength,
            int xonLevel,
            int xoffLevel,
            boolean queueFull,
            boolean bulkMedia,
            boolean mediaPaused)
            implements MediaEvent {}

    /**
     * The place of a {@link MediaCommand.StopBuffering} in the queue was reached.
     *
     * @param channelId the media channel, or null
     * @param correlationId the id given with the command, empty if none was
     */
    record BufferingCompleted(@Nullable String channelId, String correlationId) implements MediaEvent {}

    /**
     * The place of a {@link MediaCommand.Mark} in the queue was reached: the audio before it went to the caller's side.
     *
     * @param channelId the media channel, or null
     * @param correlationId the id given with the command, empty if none was
     */
    record MarkProcessed(@Nullable String channelId, String correlationId) implements MediaEvent {}

    /**
     * The other party pressed a digit and the bridge passed it on; ARI reports the same digit on the caller's channel.
     *
     * @param channelId the media channel, or null
     * @param digit one of {@code 0-9 * # A-D}
     */
    record DtmfEnd(@Nullable String channelId, char digit) implements MediaEvent {}

    /**
     * Asterisk refused a command.
     *
     * @param channelId the media channel, or null
     * @param text what Asterisk says
     */
    record CommandError(@Nullable String channelId, String text) implements MediaEvent {}

    /**
     * Anything this library does not know or cannot read.
     *
     * @param channelId always null
     * @param name the name of the event, empty if none could be read
     * @param text the message as it came
     */
    record Unknown(@Nullable String channelId, String name, String text) implements MediaEvent {}
}
