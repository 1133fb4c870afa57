package io.voxari.ari.model;

import io.voxari.ari.internal.Copies;
import io.voxari.ari.internal.Generated;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RTP statistics of a channel. Jitter, loss and round trip come from RTCP and are null until there was
 * some.
 *
 * <p>Model {@code RTPstat}. Immutable.
 *
 * @param txCount how many packets were sent
 * @param rxCount how many packets were received
 * @param txJitter jitter of what was sent; null if absent
 * @param rxJitter jitter of what was received; null if absent
 * @param remoteMaxJitter the greatest jitter that the far end reported; null if absent
 * @param remoteMinJitter the least jitter that the far end reported; null if absent
 * @param remoteMeanJitter the mean jitter that the far end reported; null if absent
 * @param remoteStdevJitter the standard deviation of the jitter that the far end reported; null if
 *     absent
 * @param localMaxJitter the greatest jitter measured here; null if absent
 * @param localMinJitter the least jitter measured here; null if absent
 * @param localMeanJitter the mean jitter measured here; null if absent
 * @param localStdevJitter the standard deviation of the jitter measured here; null if absent
 * @param txLost how many packets that were sent got lost
 * @param rxLost how many packets did not come
 * @param remoteMaxRxLost the greatest loss that the far end reported; null if absent
 * @param remoteMinRxLost the least loss that the far end reported; null if absent
 * @param remoteMeanRxLost the mean loss that the far end reported; null if absent
 * @param remoteStdevRxLost the standard deviation of the loss that the far end reported; null if
 *     absent
 * @param localMaxRxLost the greatest loss measured here; null if absent
 * @param localMinRxLost the least loss measured here; null if absent
 * @param localMeanRxLost the mean loss measured here; null if absent
 * @param localStdevRxLost the standard deviation of the loss measured here; null if absent
 * @param rtt the last round trip; null if absent
 * @param maxRtt the longest round trip; null if absent
 * @param minRtt the shortest round trip; null if absent
 * @param meanRtt the mean round trip; null if absent
 * @param stdevRtt the standard deviation of the round trip; null if absent
 * @param localSsrc our synchronization source: unsigned 32 bits
 * @param remoteSsrc their synchronization source: unsigned 32 bits
 * @param txOctetCount how many bytes were sent
 * @param rxOctetCount how many bytes were received
 * @param channelId the id of the channel
 * @param otherFields what came beyond these fields, and values that could not be read, by name on the
 *     wire
 */
@Generated("io.voxari.ari.codegen")
public record RtpStatistics(
        long txCount,
        long rxCount,
        @Nullable Double txJitter,
        @Nullable Double rxJitter,
        @Nullable Double remoteMaxJitter,
        @Nullable Double remoteMinJitter,
        @Nullable Double remoteMeanJitter,
        @Nullable Double remoteStdevJitter,
        @Nullable Double localMaxJitter,
        @Nullable Double localMinJitter,
        @Nullable Double localMeanJitter,
        @Nullable Double localStdevJitter,
        long txLost,
        long rxLost,
        @Nullable Double remoteMaxRxLost,
        @Nullable Double remoteMinRxLost,
        @Nullable Double remoteMeanRxLost,
        @Nullable Double remoteStdevRxLost,
        @Nullable Double localMaxRxLost,
        @Nullable Double localMinRxLost,
        @Nullable Double localMeanRxLost,
        @Nullable Double localStdevRxLost,
        @Nullable Double rtt,
        @Nullable Double maxRtt,
        @Nullable Double minRtt,
        @Nullable Double meanRtt,
        @Nullable Double stdevRtt,
        long localSsrc,
        long remoteSsrc,
        long txOctetCount,
        long rxOctetCount,
        String channelId,
        Map<String, Object> otherFields) {
    /**
     * Copies lists and maps.
     *
     * @param txCount how many packets were sent
     * @param rxCount how many packets were received
     * @param txJitter jitter of what was sent; null if absent
     * @param rxJitter jitter of what was received; null if absent
     * @param remoteMaxJitter the greatest jitter that the far end reported; null if absent
     * @param remoteMinJitter the least jitter that the far end reported; null if absent
     * @param remoteMeanJitter the mean jitter that the far end reported; null if absent
     * @param remoteStdevJitter the standard deviation of the jitter that the far end reported; null if
     *     absent
     * @param localMaxJitter the greatest jitter measured here; null if absent
     * @param localMinJitter the least jitter measured here; null if absent
     * @param localMeanJitter the mean jitter measured here; null if absent
     * @param localStdevJitter the standard deviation of the jitter measured here; null if absent
     * @param txLost how many packets that were sent got lost
     * @param rxLost how many packets did not come
     * @param remoteMaxRxLost the greatest loss that the far end reported; null if absent
     * @param remoteMinRxLost the least loss that the far end reported; null if absent
     * @param remoteMeanRxLost the mean loss that the far end reported; null if absent
     * @param remoteStdevRxLost the standard deviation of the loss that the far end reported; null if
     *     absent
     * @param localMaxRxLost the greatest loss measured here; null if absent
     * @param localMinRxLost the least loss measured here; null if absent
     * @param localMeanRxLost the mean loss measured here; null if absent
     * @param localStdevRxLost the standard deviation of the loss measured here; null if absent
     * @param rtt the last round trip; null if absent
     * @param maxRtt the longest round trip; null if absent
     * @param minRtt the shortest round trip; null if absent
     * @param meanRtt the mean round trip; null if absent
     * @param stdevRtt the standard deviation of the round trip; null if absent
     * @param localSsrc our synchronization source: unsigned 32 bits
     * @param remoteSsrc their synchronization source: unsigned 32 bits
     * @param txOctetCount how many bytes were sent
     * @param rxOctetCount how many bytes were received
     * @param channelId the id of the channel
     * @param otherFields what came beyond these fields, and values that could not be read, by name on the
     *     wire
     */
    public RtpStatistics {
        otherFields = Copies.map(otherFields);
    }
}
