package io.ropewalk.benchmarks.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.queues.Parties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelTest {
    @ParameterizedTest
    @ValueSource(strings = {KernelSuite.OURS, KernelSuite.AGAIN, KernelSuite.PLAIN})
    void every_wake_up_lets_one_sleep_end(String peer) throws InterruptedException {
        Bed bed = Bed.of(peer, Parties.ONE, WaitPolicy.SLEEPER_FENCES);
        Thread waker =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                for (int i = 0; i < 10_000; i++) {
                                    bed.wake();
                                }
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });

        for (int i = 0; i < 10_000; i++) {
            bed.sleep();
        }

        waker.join();
    }

    @Test
    void passing_items_without_waiting_allocates_nothing() throws InterruptedException {
        assertThat(Allocation.measure(200_000))
                .hasSize(2)
                .allSatisfy((what, bytes) -> assertThat(bytes).isLessThan(0.05));
    }

    @Test
    void virtual_receivers_are_counted() throws InterruptedException {
        assertThat(IdleVirtualReceivers.measure(1_000, 1))
                .containsEntry("idle1000-virtual-many-wakes", 0.0)
                .containsKey("idle10-virtual-one-wakes");
    }
}
