package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Who waits for a slow stage sleeps: the stages behind it, those beside it, and the producer. */
@Tag("long")
class RingIdleCostTest {
    private static final int SECONDS = 10;
    private static final long SLOW_NANOS = 50_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    @Test
    void a_stage_that_is_a_hundred_times_slower_than_the_producer_lets_all_others_sleep()
            throws Exception {
        RingBuffer<Cell> ring = Cell.ring(64).producers(Parties.ONE).build();
        Stage front = stage(ring, "front", 0);
        Stage slow = stage(ring, "slow", SLOW_NANOS, front);
        Stage behind = stage(ring, "behind", 0, slow);
        Stage last = stage(ring, "last", 0, behind);
        stage(ring, "beside", 0);
        ring.start();
        BackgroundCall<Long> producer =
                BackgroundCall.of(() -> {
                    threads.put("producer", Thread.currentThread());
                    while (true) {
                        long ignored = ring.publish(cell -> cell.value++);
                        LockSupport.parkNanos(SLOW_NANOS / 100);
                    }
                });
        Seen.until("all are at work", () -> threads.size() == 6 && last.stats().handled() > 0);
        List<Thread> sleepers =
                threads.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("slow"))
                        .map(Map.Entry::getValue)
                        .toList();

        long before = cpuNanos(sleepers);
        long handledBefore = slow.stats().handled();
        Thread.sleep(SECONDS * 1_000L); // the time that is measured
        long used = cpuNanos(sleepers) - before;

        long handled = slow.stats().handled() - handledBefore;
        ring.cancel();
        producer.failure();
        ring.awaitDone();
        System.out.printf(
                "behind, beside and before a slow stage (%d items in %d s): %.3f %% of a"
                        + " processor%n",
                handled, SECONDS, used / 1e7 / SECONDS);
        assertThat(handled).isGreaterThan(SECONDS * 10);
        assertThat(used).isLessThan(SECONDS * 1_000_000_000L * 2 / 100);
    }

    private Stage stage(RingBuffer<Cell> ring, String name, long nanos, Stage... after) {
        return ring.stage(
                        name,
                        (cell, sequence, end) -> {
                            if (nanos > 0) {
                                LockSupport.parkNanos(nanos);
                            }
                        })
                .after(after)
                .threads(work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    threads.put(name, thread);
                    return thread;
                })
                .add();
    }

    private static long cpuNanos(List<Thread> threads) {
        return threads.stream().mapToLong(t -> THREADS.getThreadCpuTime(t.getId())).sum();
    }
}
