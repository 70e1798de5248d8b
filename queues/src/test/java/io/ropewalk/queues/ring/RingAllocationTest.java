package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.ropewalk.queues.Parties;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While nobody parks, passing items allocates nothing: counted by the JVM for each thread. */
@Tag("long")
class RingAllocationTest {
    private static final int LAP = 4_096;
    private static final int LAPS = 100;

    /** What the measurement itself and late compilation may cost in all, not per item. */
    private static final long SLACK = 20_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Counts what its thread allocates from its first item on, after a first half to warm up. */
    private static final class Counting implements StageHandler<Cell> {
        final CountDownLatch done = new CountDownLatch(1);
        volatile long bytes;
        private long before;
        private long sum;

        @Override
        public void onItem(Cell slot, long sequence, boolean endOfBatch) {
            sum += slot.value;
            if (sequence == LAP * (LAPS / 2) + 1) {
                before = allocated();
            } else if (sequence == LAP * LAPS - 2) {
                bytes = allocated() - before + (sum == 0 ? 1 : 0);
                done.countDown();
            }
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @ParameterizedTest
    @CsvSource({"ONE, false", "ONE, true", "MANY, false", "MANY, true"})
    void neither_a_claim_nor_a_publication_nor_handling_allocates(Parties producers, boolean clears)
            throws Exception {
        RingBufferBuilder<Cell> builder =
                RingBuffer.builder(2 * LAP, Cell::new).producers(producers);
        RingBuffer<Cell> ring =
                (clears ? builder.clear(cell -> cell.value = 0) : builder.keep()).build();
        Counting solo = new Counting();
        Counting behind = new Counting();
        Stage first = ring.stage("solo", solo).add();
        ring.stage("behind", behind).after(first).add();
        ring.start();

        long bytes = 0;
        for (int lap = 0; lap < LAPS; lap++) {
            // A producer that waits allocates when it parks.
            Seen.until("room", () -> ring.stats().remainingCapacity() >= LAP);
            long before = allocated();
            for (int i = 0; i < LAP / 2; i++) {
                long sequence = ring.claim();
                ring.get(sequence).value = i + 1L;
                ring.publish(sequence);
            }
            for (int i = 0; i < LAP / 4; i++) {
                long sequence = ring.tryClaim(2);
                ring.get(sequence).value = i;
                ring.publish(sequence, 2);
            }
            bytes += lap < LAPS / 2 ? 0 : allocated() - before;
        }

        assertThat(solo.done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(behind.done.await(20, TimeUnit.SECONDS)).isTrue();
        ring.close();
        ring.awaitDone();
        assertThat(bytes).isLessThan(SLACK);
        // A park takes an attempt and a waiter.
        assertThat(solo.bytes).isLessThan(SLACK + 300 * first.stats().parks());
        long parks = ring.stats().stages().get(1).parks();
        assertThat(behind.bytes).isLessThan(SLACK + 300 * parks);
    }
}
