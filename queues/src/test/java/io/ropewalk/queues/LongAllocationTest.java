package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;

/** While nobody parks, passing longs allocates nothing, on either side: counted by the JVM. */
@Tag("long")
class LongAllocationTest {
    private static final int ITEMS = 200_000;

    /** What the measurement itself and late compilation may cost in all, not per item. */
    private static final long SLACK = 20_000;

    /** Too large for the boxes that the JDK keeps. */
    private static final long BASE = 1_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Traffic {
        void pass(BoundedLongBuffer buffer, int items) throws InterruptedException;
    }

    private static BoundedLongBuffer buffer(Parties parties) {
        return BoundedLongBuffer.builder(128)
                .producers(parties)
                .consumers(parties)
                .checkRoles(false)
                .build();
    }

    private static long allocated(Parties parties, Traffic traffic) throws InterruptedException {
        BoundedLongBuffer buffer = buffer(parties);
        traffic.pass(buffer, ITEMS);
        long me = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(me);
        traffic.pass(buffer, ITEMS);
        return THREADS.getThreadAllocatedBytes(me) - before;
    }

    @ParameterizedTest
    @EnumSource
    void single_items_allocate_nothing(Parties parties) throws InterruptedException {
        long[] sum = new long[1];
        LongConsumer sink = item -> sum[0] += item;

        long bytes =
                allocated(
                        parties,
                        (buffer, items) -> {
                            for (int i = 0; i < items; i++) {
                                buffer.send(BASE + i);
                                sum[0] += buffer.receive();
                                buffer.trySend(BASE + i);
                                sum[0] += buffer.tryReceive(-1);
                                buffer.trySend(BASE + i);
                                buffer.tryReceive(sink);
                            }
                        });

        assertThat(bytes).isLessThan(SLACK);
        assertThat(sum[0]).isEqualTo(2 * 3 * (BASE * ITEMS + ITEMS * (ITEMS - 1L) / 2));
    }

    @ParameterizedTest
    @EnumSource
    void tries_that_fail_allocate_nothing(Parties parties) throws InterruptedException {
        LongConsumer sink = item -> {};

        long bytes =
                allocated(
                        parties,
                        (buffer, items) -> {
                            for (int i = 0; i < items / 128; i++) {
                                for (int k = 0; k < 200; k++) {
                                    buffer.trySend(BASE + k);
                                }
                                for (int k = 0; k < 200; k++) {
                                    buffer.tryReceive(-1);
                                    buffer.tryReceive(sink);
                                }
                            }
                        });

        assertThat(bytes).isLessThan(SLACK);
    }

    @ParameterizedTest
    @EnumSource
    void batches_allocate_nothing(Parties parties) throws InterruptedException {
        long[] batch = new long[100];
        long[] into = new long[100];
        LongConsumer sink = item -> {};

        long bytes =
                allocated(
                        parties,
                        (buffer, items) -> {
                            for (int i = 0; i < items / 100; i++) {
                                buffer.sendAll(batch, 0, 100);
                                buffer.receiveBatch(sink, 30);
                                buffer.receiveBatch(into, 0, 20);
                                buffer.drainTo(sink, 25);
                                buffer.drainTo(into, 0, 100);
                            }
                        });

        assertThat(bytes).isLessThan(SLACK);
    }

    @ParameterizedTest
    @EnumSource
    void iterating_allocates_nothing_per_item(Parties parties) throws InterruptedException {
        long bytes =
                allocated(
                        parties,
                        (buffer, items) -> {
                            var all = buffer.iterator();
                            for (int i = 0; i < items; i++) {
                                buffer.send(BASE + i);
                                all.nextLong();
                            }
                        });

        assertThat(bytes).isLessThan(SLACK);
    }

    @ParameterizedTest
    @EnumSource
    void two_threads_that_never_park_allocate_nothing(Parties parties) throws Exception {
        BoundedLongBuffer buffer = buffer(parties);
        long[] bytes = new long[1];
        Thread producer =
                new Thread(() -> {
                    long me = Thread.currentThread().getId();
                    long before = 0;
                    for (int sent = 0; sent < 4 * ITEMS; ) {
                        if (sent == ITEMS) {
                            before = THREADS.getThreadAllocatedBytes(me);
                        }
                        if (buffer.trySend(BASE + sent)) {
                            sent++;
                        } else {
                            Thread.onSpinWait();
                        }
                    }
                    bytes[0] = THREADS.getThreadAllocatedBytes(me) - before;
                });
        producer.start();
        long me = Thread.currentThread().getId();
        long before = 0;
        boolean inOrder = true;
        for (int got = 0; got < 4 * ITEMS; ) {
            if (got == ITEMS) {
                before = THREADS.getThreadAllocatedBytes(me);
            }
            long item = buffer.tryReceive(-1);
            if (item >= 0) {
                inOrder &= item == BASE + got++;
            } else {
                Thread.onSpinWait();
            }
        }
        long consumerBytes = THREADS.getThreadAllocatedBytes(me) - before;
        producer.join();

        assertThat(inOrder).isTrue();
        assertThat(buffer.stats().senderParks() + buffer.stats().receiverParks()).isZero();
        assertThat(bytes[0] + consumerBytes).isLessThan(2 * SLACK);
    }
}
