package io.voxari.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnIdsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void knowsItsOwn() {
        OwnIds sales = new OwnIds("sales");
        assertThat(sales.isMedia(sales.media(SECRET))).isTrue();
        assertThat(sales.isBridge(sales.bridge(SECRET))).isTrue();
        assertThat(sales.isMedia(sales.bridge(SECRET))).isFalse();
    }

    @Test
    void leavesOtherApplicationsAloneWhateverTheirNames() {
        OwnIds sales = new OwnIds("sales");
        for (String app : new String[] {"support", "sales2", "sales-media-x", "Sales", ""}) {
            OwnIds other = new OwnIds(app);
            assertThat(sales.isMedia(other.media(SECRET))).as(app).isFalse();
            assertThat(other.isMedia(sales.media(SECRET))).as(app).isFalse();
            assertThat(sales.isBridge(other.bridge(SECRET))).as(app).isFalse();
        }
    }
}
