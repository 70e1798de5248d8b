package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The view of a buffer that is closed or cancelled. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingQueueViewEndTest {
    private final List<Integer> undelivered = Collections.synchronizedList(new ArrayList<>());
    private final Exception cause = new Exception("on purpose");

    private final BoundedBuffer<Integer> buffer =
            BoundedBuffer.<Integer>builder(3).removable().onUndelivered(undelivered::add).build();

    private final BlockingQueue<Integer> queue = buffer.asBlockingQueue();

    @Test
    void nothing_more_is_put_in() throws Exception {
        queue.add(0);
        buffer.close(cause);

        assertThatThrownBy(() -> queue.put(1))
                .isInstanceOf(ClosedException.class)
                .cause()
                .isSameAs(cause);
        assertThatThrownBy(() -> queue.add(1)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> queue.addAll(List.of(1))).isInstanceOf(ClosedException.class);
        assertThat(queue.offer(1)).isFalse();
        assertThat(queue.offer(1, 1, TimeUnit.HOURS)).isFalse();
        assertThat(queue).containsExactly(0);
    }

    @Test
    void the_rest_is_polled_and_then_null() throws Exception {
        queue.addAll(List.of(0, 1));
        buffer.close();

        assertThat(queue.poll()).isEqualTo(0);
        assertThat(queue.poll(1, TimeUnit.HOURS)).isEqualTo(1);
        assertThat(queue.poll()).isNull();
        assertThat(queue.poll(1, TimeUnit.HOURS)).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue).isEmpty();
    }

    @Test
    void the_rest_is_taken_and_then_the_end() throws Exception {
        queue.addAll(List.of(0, 1));
        buffer.close(cause);

        assertThat(queue.take()).isEqualTo(0);
        assertThat(queue.take()).isEqualTo(1);
        assertThatThrownBy(queue::take).isInstanceOf(ClosedException.class).cause().isSameAs(cause);
    }

    @Test
    void the_rest_can_be_seen_removed_and_drained() {
        queue.addAll(List.of(0, 1, 2));
        buffer.close();
        List<Integer> target = new ArrayList<>();

        assertThat(queue.peek()).isEqualTo(0);
        assertThat(queue.remove((Object) 1)).isTrue();
        assertThat(queue).containsExactly(0, 2);
        assertThat(queue.drainTo(target)).isEqualTo(2);
        assertThat(target).containsExactly(0, 2);
        assertThat(queue.drainTo(target)).isZero();
        assertThatThrownBy(queue::take).isInstanceOf(ClosedException.class);
    }

    @Test
    void the_rest_can_be_cleared() {
        queue.addAll(List.of(0, 1));
        buffer.close();

        queue.clear();

        assertThat(undelivered).containsExactly(0, 1);
        assertThatThrownBy(queue::take).isInstanceOf(ClosedException.class);
    }

    @Test
    void a_removal_of_the_last_item_is_the_end_for_a_taker() throws Exception {
        queue.add(0);
        buffer.close();

        assertThat(queue.remove((Object) 0)).isTrue();

        assertThat(queue.poll(1, TimeUnit.HOURS)).isNull();
        assertThatThrownBy(queue::take).isInstanceOf(ClosedException.class);
    }

    @Test
    void sleepers_are_told() throws Exception {
        BackgroundCall<Integer> taker = BackgroundCall.of(queue::take);
        BackgroundCall<Integer> timedTaker = BackgroundCall.of(() -> queue.poll(1, TimeUnit.HOURS));
        taker.awaitAsleep();
        timedTaker.awaitAsleep();

        buffer.close();

        assertThat(taker.failure()).isInstanceOf(ClosedException.class);
        assertThat(timedTaker.result()).isNull();
    }

    @Test
    void sleepers_that_wait_for_room_are_told() throws Exception {
        queue.addAll(List.of(0, 1, 2));
        BackgroundCall<?> putter = BackgroundCall.of(() -> queue.put(3));
        BackgroundCall<Boolean> timedPutter =
                BackgroundCall.of(() -> queue.offer(4, 1, TimeUnit.HOURS));
        putter.awaitAsleep();
        timedPutter.awaitAsleep();

        buffer.close();

        assertThat(putter.failure()).isInstanceOf(ClosedException.class);
        assertThat(timedPutter.result()).isFalse();
        assertThat(queue).containsExactly(0, 1, 2);
    }

    @Test
    void a_cancelled_queue_is_empty_and_what_it_held_is_handed_back() throws Exception {
        queue.addAll(List.of(0, 1, 2));
        assertThat(queue.remove((Object) 1)).isTrue();

        buffer.cancel();

        assertThat(undelivered).containsExactly(0, 2);
        assertThat(queue).isEmpty();
        assertThat(queue.poll()).isNull();
        assertThat(queue.offer(9)).isFalse();
        assertThatThrownBy(queue::take).isInstanceOf(ClosedException.class);
    }
}
