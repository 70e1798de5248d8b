package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What the lock-based buffer costs, and how it grows. */
class LockedBufferTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static BoundedBuffer<Object> buffer(int capacity) {
        return BoundedBuffer.builder(capacity).removable().build();
    }

    @Test
    void a_large_capacity_costs_nothing_while_it_is_not_used() {
        buffer(16); // loads the classes
        long me = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(me);
        BoundedBuffer<Object> large = buffer(BoundedBufferBuilder.MAX_CAPACITY);
        long bytes = THREADS.getThreadAllocatedBytes(me) - before;

        assertThat(bytes).isLessThan(4_000);
        assertThat(large.asBlockingQueue().remainingCapacity())
                .isEqualTo(BoundedBufferBuilder.MAX_CAPACITY);
    }

    @Test
    void a_buffer_that_grows_keeps_order_and_capacity() throws Exception {
        for (int capacity : new int[] {1, 15, 16, 17, 100, 1_000, 4_097}) {
            BoundedBuffer<Object> buffer = buffer(capacity);
            for (int i = 0; i < capacity; i++) {
                assertThat(buffer.trySend(i)).isTrue();
            }
            assertThat(buffer.trySend("one too many")).isFalse();
            for (int i = 0; i < capacity; i++) {
                assertThat(buffer.receive()).isEqualTo(i);
            }
            assertThat(buffer.tryReceive()).isNull();
        }
    }

    @Test
    void a_batch_lets_it_grow_at_once() throws Exception {
        BoundedBuffer<Object> buffer = buffer(1_000);
        List<Integer> batch = IntStream.range(0, 1_000).boxed().toList();
        List<Object> received = new ArrayList<>();

        assertThat(buffer.sendAll(batch)).isEqualTo(1_000);

        buffer.drainTo(received::add, 2_000);
        assertThat(received).isEqualTo(batch);
    }

    @Test
    void what_was_taken_or_removed_is_not_kept_alive() throws Exception {
        BoundedBuffer<Object> buffer = buffer(8);
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Object item = new Object();
            gone.add(new WeakReference<>(item));
            buffer.send(item);
        }
        buffer.receive();
        buffer.asBlockingQueue().remove();
        buffer.asBlockingQueue().removeIf(item -> item.equals(gone.get(3).get()));
        buffer.drainTo(item -> {}, 2);
        buffer.asBlockingQueue().clear();

        for (int tries = 0; tries < 100 && !allCleared(gone); tries++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(gone).allMatch(reference -> reference.get() == null);
        assertThat(buffer.estimatedSize()).isZero();
    }

    private static boolean allCleared(List<WeakReference<Object>> references) {
        return references.stream().allMatch(reference -> reference.get() == null);
    }
}
