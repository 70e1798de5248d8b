package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** The view of a buffer that checks its roles checks them too. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoleCheckedViewTest {
    private final BlockingQueue<Integer> queue =
            BoundedBuffer.<Integer>builder(2)
                    .producers(Parties.ONE)
                    .consumers(Parties.ONE)
                    .checkRoles(true)
                    .removable()
                    .build()
                    .asBlockingQueue();

    @Test
    void one_thread_at_a_time_may_do_everything() throws Exception {
        queue.put(1);
        assertThat(queue.offer(2)).isTrue();
        assertThat(queue.offer(3)).isFalse();
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.drainTo(new ArrayList<>())).isEqualTo(1);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void a_second_putter_is_refused() throws Exception {
        queue.addAll(List.of(1, 2));
        BackgroundCall<?> putter = BackgroundCall.of(() -> queue.put(3));
        putter.awaitAsleep();

        assertThatThrownBy(() -> queue.offer(4))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("producer");

        assertThat(queue.poll()).isEqualTo(1);
        putter.result();
        assertThat(queue).containsExactly(2, 3);
    }

    @Test
    void a_second_taker_is_refused() throws Exception {
        BackgroundCall<Integer> taker = BackgroundCall.of(queue::take);
        taker.awaitAsleep();

        assertThatThrownBy(queue::poll)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("consumer");
        assertThatThrownBy(() -> queue.drainTo(new ArrayList<>()))
                .isInstanceOf(IllegalStateException.class);

        queue.add(1);
        assertThat(taker.result()).isEqualTo(1);
    }

    @Test
    void anybody_may_look_and_remove() throws Exception {
        queue.addAll(List.of(1, 2));
        BackgroundCall<?> putter = BackgroundCall.of(() -> queue.put(3));
        putter.awaitAsleep();

        assertThat(queue.peek()).isEqualTo(1);
        assertThat(queue).contains(1, 2);
        assertThat(queue.remove((Object) 2)).isTrue();

        putter.result();
        assertThat(queue).containsExactly(1, 3);
    }
}
