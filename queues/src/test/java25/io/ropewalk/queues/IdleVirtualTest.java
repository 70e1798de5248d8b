package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Virtual threads that wait for items are left alone, however many they are. Each time that one
 * wakes and finds nothing it parks once more, and {@code receiverParks} counts parks: so the count
 * at the end tells how often they woke.
 */
class IdleVirtualTest {
    private static final int MANY_RECEIVERS =
            Integer.getInteger("ropewalk.idle.receivers", 1_000_000);
    private static final int BUFFERS = 10_000;

    /** 50 us, 1 ms, 20 ms and 1 s after it began to wait, and then never again. */
    private static final int LOOKS = 4;

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(120));
            Thread.sleep(10);
        }
    }

    private static int waiters(BoundedBuffer<?> buffer) {
        return ((WaitingBuffer<?>) buffer).items().waiters();
    }

    @Test
    void a_million_idle_receivers_of_one_buffer_never_wake() throws Exception {
        BoundedBuffer<Integer> buffer = BoundedBuffer.of(16);
        List<Thread> receivers = new ArrayList<>();
        for (int i = 0; i < MANY_RECEIVERS; i++) {
            receivers.add(Thread.ofVirtual().start(() -> buffer.forEach(item -> {})));
        }
        await(() -> waiters(buffer) == MANY_RECEIVERS);

        Thread.sleep(3_000); // the time in which wake-ups would come

        buffer.close();
        for (Thread receiver : receivers) {
            receiver.join();
        }
        assertThat(buffer.stats().receiverParks()).isEqualTo(MANY_RECEIVERS);
    }

    @Test
    void idle_receivers_of_one_to_one_buffers_do_not_wake_after_two_seconds() throws Exception {
        List<BoundedBuffer<Integer>> buffers = new ArrayList<>();
        List<Thread> receivers = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            BoundedBuffer<Integer> buffer =
                    BoundedBuffer.<Integer>builder(4)
                            .producers(Parties.ONE)
                            .consumers(Parties.ONE)
                            .checkRoles(false)
                            .build();
            buffers.add(buffer);
            receivers.add(Thread.ofVirtual().start(() -> buffer.forEach(item -> {})));
        }
        await(() -> buffers.stream().allMatch(b -> waiters(b) == 1));

        Thread.sleep(5_000); // long enough for three looks too many, were they one a second

        buffers.forEach(BoundedBuffer::close);
        for (Thread receiver : receivers) {
            receiver.join();
        }
        long parks = buffers.stream().mapToLong(b -> b.stats().receiverParks()).sum();
        assertThat(parks).isLessThanOrEqualTo((LOOKS + 1L) * BUFFERS);
    }
}
