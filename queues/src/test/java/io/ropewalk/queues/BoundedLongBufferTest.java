package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.concurrent.CancellationException;

/** What is only so of a buffer of longs; the rest is the contract of channels. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"ONE_TO_ONE", "ONE_TO_MANY", "MANY_TO_ONE", "MANY_TO_MANY"})
class BoundedLongBufferTest {
    private static final long[] ALL_KINDS = {
        0, -1, -2, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1, Integer.MIN_VALUE, 1
    };
    private static final Duration HOUR = Duration.ofHours(1);

    private final Kind kind;
    private final List<Long> undelivered = new ArrayList<>();

    BoundedLongBufferTest(Kind kind) {
        this.kind = kind;
    }

    private BoundedLongBufferBuilder builder(int capacity) {
        return BoundedLongBuffer.builder(capacity)
                .producers(kind.producers)
                .consumers(kind.consumers)
                .checkRoles(true)
                .onUndelivered(undelivered::add);
    }

    private BoundedLongBuffer buffer(int capacity) {
        return builder(capacity).build();
    }

    private BoundedLongBuffer holding(int count, int capacity) {
        BoundedLongBuffer buffer = buffer(capacity);
        for (int i = 0; i < count; i++) {
            assertThat(buffer.trySend(i)).isTrue();
        }
        return buffer;
    }

    private static List<Long> contentOf(BoundedLongBuffer buffer) {
        List<Long> content = new ArrayList<>();
        buffer.drainTo(content::add, Integer.MAX_VALUE);
        return content;
    }

    @Test
    void any_long_is_an_item_in_every_call() throws Exception {
        BoundedLongBuffer buffer = buffer(2);
        long[] one = new long[1];
        for (long item : ALL_KINDS) {
            buffer.send(item);
            assertThat(buffer.receive()).isEqualTo(item);
            buffer.send(item);
            assertThat(buffer.tryReceive(item + 1)).isEqualTo(item);
            buffer.send(item);
            assertThat(buffer.tryReceive(HOUR, item + 1)).isEqualTo(item);
            buffer.send(item);
            assertThat(buffer.tryReceive(got -> one[0] = got)).isTrue();
            assertThat(one[0]).isEqualTo(item);
            buffer.send(item);
            assertThat(buffer.tryReceive(HOUR, got -> one[0] = got + 1)).isTrue();
            assertThat(one[0]).isEqualTo(item + 1);
            buffer.send(item);
            assertThat(buffer.receiveBatch(got -> one[0] = got, 2)).isEqualTo(1);
            assertThat(one[0]).isEqualTo(item);
            buffer.send(item);
            assertThat(buffer.receiveAsync().toCompletableFuture().get()).isEqualTo(item);
            assertThat(buffer.sendAll(new long[] {item, item}, 0, 2)).isEqualTo(2);
            assertThat(buffer.iterator().nextLong()).isEqualTo(item);
            assertThat(buffer.drainTo(one, 0, 1)).isEqualTo(1);
            assertThat(one[0]).isEqualTo(item);
        }
    }

    @Test
    void what_is_absent_is_what_the_caller_says() throws InterruptedException {
        BoundedLongBuffer buffer = buffer(2);

        assertThat(buffer.tryReceive(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(buffer.tryReceive(-7)).isEqualTo(-7);
        assertThat(buffer.tryReceive(Duration.ZERO, 7)).isEqualTo(7);
        assertThat(buffer.tryReceive(Duration.ofNanos(1), 8)).isEqualTo(8);
    }

    @Test
    void a_sink_is_not_called_where_there_is_none() throws InterruptedException {
        BoundedLongBuffer buffer = buffer(2);

        assertThat(buffer.tryReceive(undelivered::add)).isFalse();
        assertThat(buffer.tryReceive(Duration.ZERO, undelivered::add)).isFalse();
        assertThat(buffer.tryReceive(Duration.ofNanos(1), undelivered::add)).isFalse();

        assertThat(undelivered).isEmpty();
    }

    @Test
    void an_item_counts_as_delivered_where_its_sink_throws() {
        BoundedLongBuffer buffer = holding(2, 2);

        assertThatThrownBy(() ->
                        buffer.tryReceive(item -> {
                            throw new IllegalStateException("item " + item);
                        }))
                .hasMessage("item 0");

        assertThat(contentOf(buffer)).containsExactly(1L);
        assertThat(undelivered).isEmpty();
        assertThat(buffer.stats().delivered()).isEqualTo(2);
    }

    @Test
    void a_range_of_an_array_is_sent_and_nothing_beside_it() throws InterruptedException {
        BoundedLongBuffer buffer = buffer(8);

        assertThat(buffer.sendAll(new long[] {1, 2, 3, 4, 5}, 1, 4)).isEqualTo(3);
        assertThat(buffer.sendAll(new long[] {1, 2}, 2, 2)).isZero();

        assertThat(contentOf(buffer)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void a_range_of_an_array_is_filled_and_nothing_beside_it() throws InterruptedException {
        BoundedLongBuffer buffer = holding(5, 8);
        long[] into = {9, 9, 9, 9, 9};

        assertThat(buffer.receiveBatch(into, 1, 3)).isEqualTo(2);
        assertThat(into).containsExactly(9, 0, 1, 9, 9);
        assertThat(buffer.drainTo(into, 2, 5)).isEqualTo(3);
        assertThat(into).containsExactly(9, 0, 2, 3, 4);
        assertThat(buffer.drainTo(into, 0, 5)).isZero();
        assertThat(into).containsExactly(9, 0, 2, 3, 4);
    }

    @Test
    void batches_go_round_the_end_of_the_ring() throws InterruptedException {
        for (int capacity = 1; capacity <= 9; capacity++) {
            BoundedLongBuffer buffer = buffer(capacity);
            long[] batch = new long[capacity];
            long[] got = new long[capacity];
            long sent = 0;
            for (int round = 0; round < 40; round++) {
                int count = 1 + round % capacity;
                for (int i = 0; i < count; i++) {
                    batch[i] = sent++;
                }
                assertThat(buffer.sendAll(batch, 0, count)).isEqualTo(count);
                assertThat(buffer.receiveBatch(got, 0, capacity)).isEqualTo(count);
                assertThat(got).startsWith(Arrays.copyOf(batch, count));
            }
        }
    }

    @Test
    void the_order_is_kept_where_the_indices_wrap() throws InterruptedException {
        for (long first : new long[] {Long.MAX_VALUE - 4, -5, (1L << 61) - 5, (1L << 62) - 5}) {
            for (int capacity : new int[] {1, 2, 3, 4}) {
                BoundedLongBuffer buffer = builder(capacity).firstIndex(first).build();
                for (int i = 0; i < 12; i++) {
                    int sent = 0;
                    while (buffer.trySend(100L * i + sent)) {
                        sent++;
                    }
                    assertThat(sent).as("items in %s from %d", buffer, first).isEqualTo(capacity);
                    assertThat(buffer.estimatedSize()).isEqualTo(capacity);
                    for (int k = 0; k < capacity; k++) {
                        assertThat(buffer.receive()).isEqualTo(100L * i + k);
                    }
                    assertThat(buffer.tryReceive(-1)).isEqualTo(-1);
                }
                assertThat(buffer.stats().accepted()).isEqualTo(12L * capacity);
            }
        }
    }

    @Test
    void ranges_outside_of_the_array_are_refused_with_their_numbers() {
        BoundedLongBuffer buffer = buffer(2);
        long[] array = new long[3];

        assertThatThrownBy(() -> buffer.sendAll(array, 2, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("[2, 4)")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> buffer.receiveBatch(array, -1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("[-1, 2)");
        assertThatThrownBy(() -> buffer.drainTo(array, 2, 1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("[2, 1)");
        assertThatThrownBy(() -> buffer.receiveBatch(array, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1 to 1");
        assertThatThrownBy(() -> buffer.receiveBatch(item -> {}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max is 0, must be at least 1");
        assertThatThrownBy(() -> buffer.drainTo(item -> {}, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max is -1, must be at least 0");
    }

    @Test
    void capacities_beyond_the_bounds_are_refused_with_the_bounds() {
        assertThatThrownBy(() -> BoundedLongBuffer.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity is 0, must be between 1 and 536870912");
        assertThatThrownBy(
                        () -> BoundedLongBuffer.builder(BoundedLongBufferBuilder.MAX_CAPACITY + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be between 1 and 536870912");
    }

    @Test
    void a_batch_into_an_array_waits_for_its_first_item() throws Exception {
        BoundedLongBuffer buffer = buffer(4);
        long[] into = new long[4];
        BackgroundCall<Integer> batch = BackgroundCall.of(() -> buffer.receiveBatch(into, 1, 4));
        batch.awaitAsleep();

        buffer.send(5);

        assertThat(batch.result()).isEqualTo(1);
        assertThat(into).containsExactly(0, 5, 0, 0);
    }

    @Test
    void a_batch_from_an_array_waits_for_room() throws Exception {
        BoundedLongBuffer buffer = buffer(2);
        BackgroundCall<Integer> batch =
                BackgroundCall.of(() -> buffer.sendAll(new long[] {9, 1, 2, 3}, 1, 4));
        batch.awaitAsleep();

        assertThat(buffer.receive()).isEqualTo(1);

        assertThat(batch.result()).isEqualTo(3);
        assertThat(contentOf(buffer)).containsExactly(2L, 3L);
    }

    @Test
    void timed_receives_wait_for_an_item() throws Exception {
        BoundedLongBuffer buffer = buffer(2);
        BackgroundCall<Long> absent = BackgroundCall.of(() -> buffer.tryReceive(HOUR, -1));
        absent.awaitAsleep();
        buffer.send(5);
        assertThat(absent.result()).isEqualTo(5);

        BackgroundCall<Boolean> sink =
                BackgroundCall.of(() -> buffer.tryReceive(HOUR, undelivered::add));
        sink.awaitAsleep();
        buffer.send(6);
        assertThat(sink.result()).isTrue();
        assertThat(undelivered).containsExactly(6L);
    }

    @Test
    void every_receive_tells_the_end_but_those_that_drain() {
        BoundedLongBuffer buffer = holding(1, 2);
        IllegalStateException cause = new IllegalStateException("why");
        long[] into = new long[2];
        buffer.close(cause);

        assertThat(buffer.drainTo(into, 0, 2)).isEqualTo(1);

        assertThat(buffer.drainTo(into, 0, 2)).isZero();
        assertThat(buffer.drainTo(item -> {}, 2)).isZero();
        assertThatThrownBy(() -> buffer.tryReceive(1))
                .isInstanceOf(ClosedException.class)
                .hasCause(cause);
        assertThatThrownBy(() -> buffer.tryReceive(item -> {})).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> buffer.tryReceive(HOUR, 1)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> buffer.tryReceive(HOUR, item -> {}))
                .isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> buffer.receiveBatch(into, 0, 2))
                .isInstanceOf(ClosedException.class);
        assertThat(buffer.iterator().hasNext()).isFalse();
    }

    @Test
    void an_iterator_boxes_nothing_and_ends_with_the_buffer() {
        BoundedLongBuffer buffer = holding(3, 4);
        buffer.close();
        PrimitiveIterator.OfLong items = buffer.iterator();

        assertThat(items.hasNext()).isTrue();
        assertThat(items.hasNext()).isTrue();
        assertThat(items.nextLong()).isZero();
        long[] sum = new long[1];
        items.forEachRemaining((long item) -> sum[0] += item);
        assertThat(sum[0]).isEqualTo(3);

        assertThat(items.hasNext()).isFalse();
        assertThatThrownBy(items::nextLong).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void an_iterator_says_that_it_was_interrupted() {
        PrimitiveIterator.OfLong items = buffer(1).iterator();
        Thread.currentThread().interrupt();

        assertThatThrownBy(items::hasNext).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_stream_ends_with_the_buffer_and_takes_no_more_than_it_uses() {
        BoundedLongBuffer buffer = holding(4, 4);
        buffer.close();

        assertThat(buffer.stream().limit(2).sum()).isEqualTo(1);
        assertThat(buffer.estimatedSize()).isEqualTo(2);
        assertThat(buffer.stream().toArray()).containsExactly(2, 3);
    }

    @Test
    void a_buffer_that_rejects_keeps_nobody_waiting() throws Exception {
        BoundedLongBuffer buffer = builder(2).overflow(Overflow.REJECT).build();

        assertThat(buffer.sendAll(new long[] {1, 2, 3}, 0, 3)).isEqualTo(2);

        assertThatThrownBy(() -> buffer.send(3)).isInstanceOf(FullException.class);
        assertThatThrownBy(() -> buffer.sendAll(new long[] {3}, 0, 1))
                .isInstanceOf(FullException.class);
        assertThat(buffer.trySend(3, HOUR)).isFalse();
        assertThat(buffer.sendAsync(3).toCompletableFuture()).isCompletedExceptionally();
        assertThat(contentOf(buffer)).containsExactly(1L, 2L);
    }

    @Test
    void the_oldest_makes_room_where_that_is_asked_for() throws Exception {
        BoundedLongBuffer buffer = builder(2).overflow(Overflow.DROP_OLDEST).build();

        assertThat(buffer.sendAll(new long[] {1, 2, 3, 4}, 0, 4)).isEqualTo(4);
        buffer.sendAsync(5).toCompletableFuture().get();

        assertThat(undelivered).containsExactly(1L, 2L, 3L);
        assertThat(contentOf(buffer)).containsExactly(4L, 5L);
        assertThat(buffer.stats().dropped()).isEqualTo(3);
        assertThat(buffer.stats().accepted()).isEqualTo(5);
    }

    @Test
    void the_newest_is_dropped_where_that_is_asked_for() throws Exception {
        BoundedLongBuffer buffer = builder(2).overflow(Overflow.DROP_NEWEST).build();

        assertThat(buffer.sendAll(new long[] {1, 2, 3}, 0, 3)).isEqualTo(3);
        assertThat(buffer.trySend(4)).isTrue();

        assertThat(undelivered).containsExactly(3L, 4L);
        assertThat(contentOf(buffer)).containsExactly(1L, 2L);
        assertThat(buffer.stats().dropped()).isEqualTo(2);
        assertThat(buffer.stats().accepted()).isEqualTo(4);
        assertThat(buffer.stats().undelivered()).isEqualTo(2);
    }

    @Test
    void what_a_cancel_leaves_is_handed_over() {
        BoundedLongBuffer buffer = holding(3, 4);

        buffer.cancel();

        assertThat(undelivered).containsExactly(0L, 1L, 2L);
        assertThat(buffer.stats().undelivered()).isEqualTo(3);
        assertThatThrownBy(() -> buffer.send(1)).isInstanceOf(ClosedException.class);
    }
}
