package io.voxari.testkit.asterisk;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One RTP packet (RFC 3550). {@code sequence} is 0…65535; {@code timestamp} and {@code ssrc} are unsigned 32-bit numbers
 * in an {@code int}.
 */
// Packets are never compared, so the array in the record does no harm.
@SuppressWarnings("ArrayRecordComponent")
record RtpPacket(int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {
    static final int HEADER_BYTES = 12;

    byte[] encode() {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | payloadType))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    /** Reads what came from the wire; empty when it is no RTP packet: too short, of another version, RTCP, lying about its lengths. */
    static Optional<RtpPacket> parse(ByteBuffer wire) {
        ByteBuffer in = wire.slice();
        if (in.remaining() < HEADER_BYTES || (in.get(0) & 0xC0) != 0x80) {
            return Optional.empty();
        }
        int second = in.get(1) & 0xFF;
        // RTCP's packet types 192 to 223 share the port's neighbourhood: the neighbour's reports may arrive here.
        if (second >= 192 && second <= 223) {
            return Optional.empty();
        }
        int start = HEADER_BYTES + 4 * (in.get(0) & 0x0F);
        if ((in.get(0) & 0x10) != 0) {
            if (in.remaining() < start + 4) {
                return Optional.empty();
            }
            start += 4 + 4 * (in.getShort(start + 2) & 0xFFFF);
        }
        int end = in.remaining();
        if ((in.get(0) & 0x20) != 0) {
            int padding = in.get(end - 1) & 0xFF;
            if (padding == 0) {
                return Optional.empty();
            }
            end -= padding;
        }
        if (start > end) {
            return Optional.empty();
        }
        byte[] payload = new byte[end - start];
        in.get(start, payload);
        return Optional.of(new RtpPacket(
                second & 0x7F, (second & 0x80) != 0, in.getShort(2) & 0xFFFF, in.getInt(4), in.getInt(8), payload));
    }
}
