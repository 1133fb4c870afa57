package io.voxari.media;

import java.time.Duration;

/**
 * What a media server grants a peer before and after it knows who it is.
 *
 * @param maxConnections connections at once, handshakes included
 * @param maxConnectionsPerAddress connections at once from one address; an Asterisk is one address
 * @param handshakeTimeout from the TCP connection to the whole handshake
 * @param maxHandshakeBytes size of a handshake
 * @param mediaStartTimeout from the handshake to {@code MEDIA_START}
 * @param maxMessageBytes size of a message received
 * @param maxMessagesPerSecond messages received in a second; a 20 ms cadence is 50
 * @param maxQueuedBytes what may wait for a peer that reads slowly, before the session is closed
 * @param pingInterval how often a ping is sent; a peer silent for three of them is given up
 */
public record MediaLimits(
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration handshakeTimeout,
        int maxHandshakeBytes,
        Duration mediaStartTimeout,
        int maxMessageBytes,
        int maxMessagesPerSecond,
        int maxQueuedBytes,
        Duration pingInterval) {
    /**
     * 4,000 connections, from one address or many; 5 s and 8 KiB for a handshake, 5 s more for {@code MEDIA_START};
     * messages of 64 KiB, 2,000 a second; 256 KiB waiting; a ping each 20 s.
     */
    public static final MediaLimits DEFAULT = new MediaLimits(
            4_000,
            4_000,
            Duration.ofSeconds(5),
            8_192,
            Duration.ofSeconds(5),
            65_536,
            2_000,
            262_144,
            Duration.ofSeconds(20));

    /**
     * Checks the values.
     *
     * @param maxConnections see {@link #maxConnections()}
     * @param maxConnectionsPerAddress see {@link #maxConnectionsPerAddress()}
     * @param handshakeTimeout see {@link #handshakeTimeout()}
     * @param maxHandshakeBytes see {@link #maxHandshakeBytes()}
     * @param mediaStartTimeout see {@link #mediaStartTimeout()}
     * @param maxMessageBytes see {@link #maxMessageBytes()}
     * @param maxMessagesPerSecond see {@link #maxMessagesPerSecond()}
     * @param maxQueuedBytes see {@link #maxQueuedBytes()}
     * @param pingInterval see {@link #pingInterval()}
     * @throws IllegalArgumentException if a value is not positive
     */
    public MediaLimits {
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxConnectionsPerAddress", maxConnectionsPerAddress);
        requirePositive("handshakeTimeout", handshakeTimeout.toNanos());
        requirePositive("maxHandshakeBytes", maxHandshakeBytes);
        requirePositive("mediaStartTimeout", mediaStartTimeout.toNanos());
        requirePositive("maxMessageBytes", maxMessageBytes);
        requirePositive("maxMessagesPerSecond", maxMessagesPerSecond);
        requirePositive("maxQueuedBytes", maxQueuedBytes);
        requirePositive("pingInterval", pingInterval.toNanos());
    }

    /**
     * {@return a copy with other numbers of connections}
     *
     * @param total connections at once
     * @param perAddress connections at once from one address
     */
    public MediaLimits withConnections(int total, int perAddress) {
        return new MediaLimits(
                total,
                perAddress,
                handshakeTimeout,
                maxHandshakeBytes,
                mediaStartTimeout,
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedBytes,
                pingInterval);
    }

    /**
     * {@return a copy with other times}
     *
     * @param handshake from the TCP connection to the whole handshake
     * @param mediaStart from the handshake to {@code MEDIA_START}
     * @param ping how often a ping is sent
     */
    public MediaLimits withTimes(Duration handshake, Duration mediaStart, Duration ping) {
        return new MediaLimits(
                maxConnections,
                maxConnectionsPerAddress,
                handshake,
                maxHandshakeBytes,
                mediaStart,
                maxMessageBytes,
                maxMessagesPerSecond,
                maxQueuedBytes,
                ping);
    }

    /**
     * {@return a copy with other sizes and rates}
     *
     * @param handshakeBytes size of a handshake
     * @param messageBytes size of a message received
     * @param messagesPerSecond messages received in a second
     * @param queuedBytes what may wait for a slow peer
     */
    public MediaLimits withSizes(int handshakeBytes, int messageBytes, int messagesPerSecond, int queuedBytes) {
        return new MediaLimits(
                maxConnections,
                maxConnectionsPerAddress,
                handshakeTimeout,
                handshakeBytes,
                mediaStartTimeout,
                messageBytes,
                messagesPerSecond,
                queuedBytes,
                pingInterval);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than 0");
        }
    }
}
