package io.voxari.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxari.agent.Lease;
import io.voxari.agent.QuotaDecision;
import io.voxari.agent.RefusalCause;
import io.voxari.agent.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrencyQuotaTest {

    @Test
    void eachWorkflowHasItsLimitAndAllHaveOne() {
        ConcurrencyQuota quota = ConcurrencyQuota.builder()
                .total(3)
                .eachWorkflow(1)
                .workflow("sales", 2)
                .build();
        Lease first = granted(quota, "sales");
        granted(quota, "sales");
        assertThat(ask(quota, "sales"))
                .isEqualTo(new QuotaDecision.Denied(RefusalCause.BUSY, "2 calls of workflow sales run, and 2 may"));
        granted(quota, "support");
        assertThat(ask(quota, "support"))
                .isInstanceOfSatisfying(
                        QuotaDecision.Denied.class,
                        denied -> assertThat(denied.cause()).isEqualTo(RefusalCause.BUSY));
        assertThat(ask(quota, "other"))
                .isEqualTo(new QuotaDecision.Denied(RefusalCause.CONGESTION, "3 calls run in all, and 3 may"));
        first.close();
        first.close();
        assertThat(quota.active()).isEqualTo(2);
        assertThat(quota.active("sales")).isEqualTo(1);
        granted(quota, "other");
    }

    @Test
    void neverGrantsMoreThanItMayAtTheSameMoment() throws InterruptedException, ExecutionException {
        ConcurrencyQuota quota = ConcurrencyQuota.of(5);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(threads.submit(() -> {
                for (int n = 0; n < 2_000; n++) {
                    if (ask(quota, "w" + n % 3) instanceof QuotaDecision.Granted granted) {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        now.decrementAndGet();
                        granted.lease().close();
                    }
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
        assertThat(most.get()).isBetween(1, 5);
        assertThat(quota.active()).isZero();
        assertThat(quota.active("w0")).isZero();
    }

    @Test
    void negativeLimitIsNamed() {
        assertThatThrownBy(() -> ConcurrencyQuota.of(-1)).hasMessageContaining("-1 calls");
    }

    private static Lease granted(ConcurrencyQuota quota, String workflow) {
        return ((QuotaDecision.Granted) ask(quota, workflow)).lease();
    }

    private static QuotaDecision ask(ConcurrencyQuota quota, String workflow) {
        return quota.check(Offers.to("8000", "pbx"), Workflow.of(workflow))
                .toCompletableFuture()
                .join();
    }
}
