package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Overlapping calls on a side declared ONE are refused, and both named. */
@Timeout(60)
class RoleCheckTest {
    private final BoundedBuffer<Integer> buffer =
            BoundedBuffer.<Integer>builder(1)
                    .producers(Parties.ONE)
                    .consumers(Parties.ONE)
                    .checkRoles(true)
                    .build();

    @Test
    void two_threads_that_receive_at_a_time_are_named() {
        BackgroundCall<Integer> receiver = BackgroundCall.of(buffer::receive);
        receiver.awaitAsleep();

        assertThatThrownBy(buffer::tryReceive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("consumer side")
                .hasMessageContaining("'" + Thread.currentThread().getName() + "' calls tryReceive")
                .hasMessageContaining("is in receive");

        receiver.interrupt();
        assertThat(receiver.failure()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_pending_receive_is_a_call_in_progress_for_its_own_thread_too() {
        CompletableFuture<Integer> pending = buffer.receiveAsync().toCompletableFuture();

        assertThatThrownBy(buffer::tryReceive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("calls tryReceive while the receiveAsync of thread '")
                .hasMessageContaining("' is pending");
        assertThatThrownBy(buffer::receiveAsync).isInstanceOf(IllegalStateException.class);

        pending.cancel(false);
        assertThat(buffer.tryReceive()).isNull();
    }

    @Test
    void a_pending_send_is_a_call_in_progress_until_it_is_accepted() throws Exception {
        buffer.send(0);
        CompletableFuture<?> pending = buffer.sendAsync(1).toCompletableFuture();
        assertThatThrownBy(() -> buffer.trySend(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("producer side")
                .hasMessageContaining("sendAsync of thread");

        assertThat(buffer.receive()).isEqualTo(0);

        assertThat(pending.get()).isNull();
        assertThat(buffer.trySend(2)).isFalse();
    }

    @Test
    void what_depends_on_a_pending_call_may_make_the_next_in_another_thread() throws Exception {
        List<Integer> received = new ArrayList<>();
        CompletableFuture<Integer> second =
                buffer.receiveAsync()
                        .thenCompose(item -> {
                            received.add(item);
                            return buffer.receiveAsync();
                        })
                        .toCompletableFuture();

        for (int i = 0; i < 2; i++) {
            int item = i;
            BackgroundCall.of(() -> buffer.send(item)).result();
        }

        assertThat(second.get()).isEqualTo(1);
        assertThat(received).containsExactly(0);
    }

    @Test
    void a_sink_may_use_its_own_buffer() throws Exception {
        buffer.send(0);
        List<Integer> inside = new ArrayList<>();

        buffer.receiveBatch(item -> inside.add(buffer.tryReceive()), 1);

        assertThat(inside).containsExactly((Integer) null);
    }

    @Test
    void a_receive_that_a_sink_leaves_pending_is_a_call_in_progress() throws Exception {
        buffer.send(0);
        List<CompletableFuture<Integer>> pending = new ArrayList<>();

        buffer.drainTo(item -> pending.add(buffer.receiveAsync().toCompletableFuture()), 1);

        BackgroundCall<?> other = BackgroundCall.of(() -> buffer.tryReceive());
        assertThatThrownBy(other::result).hasStackTraceContaining("receiveAsync of thread");
        assertThatThrownBy(buffer::tryReceive).isInstanceOf(IllegalStateException.class);
        buffer.send(1);
        assertThat(pending.get(0).get()).isEqualTo(1);
        assertThat(buffer.tryReceive()).isNull();
    }

    @Test
    void sides_declared_many_are_not_checked() {
        BoundedBuffer<Integer> many =
                BoundedBuffer.<Integer>builder(1)
                        .producers(Parties.ONE)
                        .consumers(Parties.MANY)
                        .checkRoles(true)
                        .build();

        many.receiveAsync();
        many.receiveAsync();

        assertThat(many.tryReceive()).isNull();
    }
}
