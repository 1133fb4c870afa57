package io.voxari.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteRingTest {
    @Test
    void isAQueueWhateverGoesInAndOut() {
        Random random = new Random(1);
        ByteRing ring = new ByteRing();
        ArrayDeque<Byte> model = new ArrayDeque<>();
        byte next = 0;
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(3) > 0 && ring.size() < 200_000) {
                byte[] bytes = new byte[random.nextInt(300)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = next++;
                    model.add(bytes[i]);
                }
                ring.put(ByteBuffer.wrap(bytes));
            } else if (random.nextInt(20) == 0) {
                ring.fill((byte) 7, 50);
                for (int i = 0; i < 50; i++) {
                    model.add((byte) 7);
                }
            } else {
                int count = Math.min(ring.size(), random.nextInt(700));
                ByteBuffer taken = ByteBuffer.allocate(count);
                ring.take(taken, count);
                for (byte b : taken.array()) {
                    assertThat(b).isEqualTo(model.remove());
                }
            }
            assertThat(ring.size()).isEqualTo(model.size());
        }
    }

    @Test
    void givesBackTheMemoryOfALongSpeech() {
        ByteRing ring = new ByteRing();
        ring.put(ByteBuffer.allocate(480_000));
        assertThat(ring.capacity()).isEqualTo(524_288);
        ring.clear();
        assertThat(ring.capacity()).isEqualTo(4_096);
    }

    @Test
    void doesNotGiveWhatIsNotThere() {
        ByteRing ring = new ByteRing();
        ring.fill((byte) 1, 10);
        assertThatThrownBy(() -> ring.take(ByteBuffer.allocate(20), 11)).hasMessageContaining("10 are there");
        assertThat(ring.size()).isEqualTo(10);
    }
}
