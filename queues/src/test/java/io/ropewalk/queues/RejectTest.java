package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.core.Sender;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A full buffer that refuses items instead of letting their senders wait. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        mode = EnumSource.Mode.EXCLUDE,
        names = {"LONGS_ONE_TO_ONE", "LONGS_MANY_TO_MANY"})
class RejectTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Kind kind;
    private final ImpatientTime time = new ImpatientTime();

    RejectTest(Kind kind) {
        this.kind = kind;
    }

    /** Stands still until somebody waits, and then is over at once. */
    private static final class ImpatientTime implements TimeSource {
        private volatile long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Alarm alarmAt(long nanoTime, Runnable ring) {
            now = nanoTime;
            ring.run();
            return () -> {};
        }
    }

    private BoundedBuffer<Integer> full() {
        BoundedBuffer<Integer> buffer =
                BoundedBuffer.<Integer>builder(2)
                        .name("orders")
                        .producers(kind.producers)
                        .consumers(kind.consumers)
                        .overflow(Overflow.REJECT)
                        .timeSource(time)
                        .build();
        buffer.trySend(0);
        buffer.trySend(1);
        return buffer;
    }

    private static List<Integer> contentOf(BoundedBuffer<Integer> buffer) {
        List<Integer> content = new ArrayList<>();
        buffer.drainTo(content::add, 9);
        return content;
    }

    private static void sendAsync(BoundedBuffer<Integer> buffer) {
        CompletableFuture<?> sent = buffer.sendAsync(2).toCompletableFuture();
        assertThat(sent).isDone();
        sent.join();
    }

    private static void assertRejects(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOf(FullException.class)
                .hasMessageContaining("orders")
                .hasMessageContaining("2 of 2");
    }

    @Test
    void send_throws() {
        BoundedBuffer<Integer> buffer = full();

        assertRejects(BackgroundCall.of(() -> buffer.send(2)).failure());

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @Test
    void the_timed_trySend_answers_false_without_waiting() throws Exception {
        BoundedBuffer<Integer> buffer = full();

        assertThat(BackgroundCall.of(() -> buffer.trySend(2, HOUR)).result()).isFalse();
        assertThat(time.nanoTime()).as("nobody has waited").isZero();
        assertThat(buffer.trySend(2)).isFalse();

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @Test
    void sendAll_accepts_the_leading_items_that_fit() throws Exception {
        BoundedBuffer<Integer> buffer = full();
        assertThat(buffer.tryReceive()).isEqualTo(0);

        assertThat(BackgroundCall.of(() -> buffer.sendAll(List.of(2, 3, 4))).result()).isEqualTo(1);

        assertThat(contentOf(buffer)).containsExactly(1, 2);
    }

    @Test
    void sendAll_throws_when_not_even_the_first_fits() {
        BoundedBuffer<Integer> buffer = full();

        assertRejects(BackgroundCall.of(() -> buffer.sendAll(List.of(2, 3))).failure());

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @Test
    void sendAsync_fails_at_once() {
        BoundedBuffer<Integer> buffer = full();

        assertThatThrownBy(() -> sendAsync(buffer))
                .isInstanceOf(CompletionException.class)
                .satisfies(thrown -> assertRejects(thrown.getCause()));

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @Test
    void a_handle_rejects_too() {
        BoundedBuffer<Integer> buffer = full();
        Sender<Integer> handle = buffer.sender();

        assertRejects(BackgroundCall.of(() -> handle.send(2)).failure());

        handle.close();
        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @Test
    void there_is_room_again_after_a_receive() throws Exception {
        BoundedBuffer<Integer> buffer = full();
        assertThat(buffer.trySend(2)).isFalse();
        assertThat(buffer.tryReceive()).isEqualTo(0);

        buffer.send(3);

        assertThat(contentOf(buffer)).containsExactly(1, 3);
        assertThat(buffer.stats().timesFull()).isEqualTo(1);
    }

    @Test
    void the_end_comes_before_the_lack_of_room() {
        BoundedBuffer<Integer> buffer = full();

        buffer.close();

        assertThatThrownBy(() -> buffer.send(2)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> sendAsync(buffer)).hasRootCauseInstanceOf(ClosedException.class);
    }
}
