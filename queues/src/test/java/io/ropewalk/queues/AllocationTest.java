package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** While nobody parks, passing items allocates nothing: counted by the JVM for each thread. */
@Tag("long")
class AllocationTest {
    private static final int ITEMS = 200_000;

    /** What the measurement itself and late compilation may cost in all, not per item. */
    private static final long SLACK = 20_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    enum Kind {
        ONE,
        MANY,
        REMOVABLE,
        KEYED,
        PRIORITY,
        DELAY,
        UNBOUNDED,
        UNBOUNDED_TO_ONE,
        GROWABLE,
        GROWABLE_TO_ONE
    }

    private interface Traffic {
        void pass(Buffer<Integer> buffer, int items) throws InterruptedException;
    }

    private static Buffer<Integer> buffer(Kind kind) {
        if (kind == Kind.PRIORITY) {
            return PriorityBuffer.of(128, Comparator.<Integer>naturalOrder());
        }
        if (kind == Kind.DELAY) {
            return DelayBuffer.of(128, item -> Duration.ZERO);
        }
        Parties consumers = kind.name().endsWith("TO_ONE") ? Parties.ONE : Parties.MANY;
        if (kind == Kind.UNBOUNDED || kind == Kind.UNBOUNDED_TO_ONE) {
            return UnboundedBuffer.<Integer>builder()
                    .consumers(consumers)
                    .checkRoles(false)
                    .build();
        }
        if (kind == Kind.GROWABLE || kind == Kind.GROWABLE_TO_ONE) {
            return GrowableBuffer.<Integer>builder(128)
                    .initialCapacity(128) // a chunk that is outgrown is paid for once
                    .consumers(consumers)
                    .checkRoles(false)
                    .build();
        }
        Parties parties = kind == Kind.ONE ? Parties.ONE : Parties.MANY;
        BoundedBufferBuilder<Integer> builder =
                BoundedBuffer.<Integer>builder(128)
                        .producers(parties)
                        .consumers(parties)
                        .checkRoles(false);
        if (kind == Kind.KEYED) {
            return builder.conflateBy(item -> item).build();
        }
        return (kind == Kind.REMOVABLE ? builder.removable() : builder).build();
    }

    private static long allocated(Kind kind, Traffic traffic) throws InterruptedException {
        Buffer<Integer> buffer = buffer(kind);
        traffic.pass(buffer, ITEMS);
        long me = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(me);
        traffic.pass(buffer, ITEMS);
        return THREADS.getThreadAllocatedBytes(me) - before;
    }

    @ParameterizedTest
    @EnumSource
    void single_items_allocate_nothing(Kind kind) throws InterruptedException {
        Integer item = 1;

        long bytes =
                allocated(
                        kind,
                        (buffer, items) -> {
                            for (int i = 0; i < items; i++) {
                                buffer.send(item);
                                buffer.receive();
                                buffer.trySend(item);
                                buffer.tryReceive();
                            }
                        });

        assertThat(bytes).isLessThan(SLACK);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNBOUNDED", "UNBOUNDED_TO_ONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void tries_that_fail_allocate_nothing(Kind kind) throws InterruptedException {
        Integer[] different = new Integer[200]; // so that none replaces another
        Arrays.setAll(different, i -> i);

        long bytes =
                allocated(
                        kind,
                        (buffer, items) -> {
                            for (int i = 0; i < items / 128; i++) {
                                for (int k = 0; k < 200; k++) {
                                    buffer.trySend(different[k]);
                                }
                                for (int k = 0; k < 200; k++) {
                                    buffer.tryReceive();
                                }
                            }
                        });

        assertThat(bytes).isLessThan(SLACK);
    }

    @ParameterizedTest
    @EnumSource(names = "DELAY", mode = EnumSource.Mode.EXCLUDE) // an array for each batch
    void batches_allocate_nothing_per_item(Kind kind) throws InterruptedException {
        List<Integer> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(i);
        }

        long bytes =
                allocated(
                        kind,
                        (buffer, items) -> {
                            for (int i = 0; i < items / 100; i++) {
                                buffer.sendAll(batch);
                                buffer.receiveBatch(item -> {}, 50);
                                buffer.drainTo(item -> {}, 100);
                            }
                        });

        // Two iterators of the caller's list for each batch of a hundred.
        assertThat(bytes).isLessThan(SLACK + ITEMS / 100 * 80L);
    }

    @ParameterizedTest
    @EnumSource(names = {"ONE", "MANY", "REMOVABLE"}) // with KEYED the items would be one
    void two_threads_that_never_park_allocate_nothing(Kind kind) throws Exception {
        Buffer<Integer> buffer = buffer(kind);
        Integer item = 1;
        long[] bytes = new long[1];
        Thread producer =
                new Thread(() -> {
                    long me = Thread.currentThread().getId();
                    long before = 0;
                    for (int sent = 0; sent < 4 * ITEMS; ) {
                        if (sent == ITEMS) {
                            before = THREADS.getThreadAllocatedBytes(me);
                        }
                        if (buffer.trySend(item)) {
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
        for (int got = 0; got < 4 * ITEMS; ) {
            if (got == ITEMS) {
                before = THREADS.getThreadAllocatedBytes(me);
            }
            if (buffer.tryReceive() != null) {
                got++;
            } else {
                Thread.onSpinWait();
            }
        }
        long consumerBytes = THREADS.getThreadAllocatedBytes(me) - before;
        producer.join();

        assertThat(buffer.stats().senderParks() + buffer.stats().receiverParks()).isZero();
        assertThat(bytes[0] + consumerBytes).isLessThan(2 * SLACK);
    }

    @Test
    void a_queue_of_a_removable_buffer_allocates_nothing() throws InterruptedException {
        Integer item = 1;

        long bytes =
                allocated(
                        Kind.REMOVABLE,
                        (buffer, items) -> {
                            BlockingQueue<Integer> queue = buffer.asBlockingQueue();
                            for (int i = 0; i < items; i++) {
                                queue.put(item);
                                queue.offer(item);
                                queue.peek();
                                queue.take();
                                queue.poll();
                            }
                        });

        assertThat(bytes).isLessThan(SLACK);
    }
}
