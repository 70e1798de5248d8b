package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.core.Sender;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.Users;
import io.ropewalk.testkit.VirtualTime;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A full buffer that refuses items instead of letting their senders wait. */
@Timeout(60)
class RejectTest {
    private static final String KINDS = "ONE,ONE\nONE,MANY\nMANY,ONE\nMANY,MANY";
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();

    private BoundedBuffer<Integer> full(Users producers, Users consumers) {
        BoundedBuffer<Integer> buffer =
                BoundedBuffer.<Integer>builder(2)
                        .name("orders")
                        .producers(Parties.valueOf(producers.name()))
                        .consumers(Parties.valueOf(consumers.name()))
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
        buffer.sendAsync(2).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void assertRejects(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOf(FullException.class)
                .hasMessageContaining("orders")
                .hasMessageContaining("2 of 2");
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void send_throws(Users producers, Users consumers) {
        BoundedBuffer<Integer> buffer = full(producers, consumers);

        assertRejects(BackgroundCall.of(() -> buffer.send(2)).failure());

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void the_timed_trySend_answers_false_without_waiting(Users producers, Users consumers)
            throws Exception {
        BoundedBuffer<Integer> buffer = full(producers, consumers);

        // in virtual time that nobody moves
        assertThat(BackgroundCall.of(() -> buffer.trySend(2, HOUR)).result()).isFalse();
        assertThat(buffer.trySend(2)).isFalse();

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void sendAll_accepts_the_leading_items_that_fit(Users producers, Users consumers)
            throws Exception {
        BoundedBuffer<Integer> buffer = full(producers, consumers);
        assertThat(buffer.tryReceive()).isEqualTo(0);

        assertThat(BackgroundCall.of(() -> buffer.sendAll(List.of(2, 3, 4))).result()).isEqualTo(1);

        assertThat(contentOf(buffer)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void sendAll_throws_when_not_even_the_first_fits(Users producers, Users consumers) {
        BoundedBuffer<Integer> buffer = full(producers, consumers);

        assertRejects(BackgroundCall.of(() -> buffer.sendAll(List.of(2, 3))).failure());

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void sendAsync_fails_at_once(Users producers, Users consumers) {
        BoundedBuffer<Integer> buffer = full(producers, consumers);

        assertThatThrownBy(() -> sendAsync(buffer))
                .isInstanceOf(CompletionException.class)
                .satisfies(thrown -> assertRejects(thrown.getCause()));

        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void a_handle_rejects_too(Users producers, Users consumers) {
        BoundedBuffer<Integer> buffer = full(producers, consumers);
        Sender<Integer> handle = buffer.sender();

        assertRejects(BackgroundCall.of(() -> handle.send(2)).failure());

        handle.close();
        assertThat(contentOf(buffer)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void there_is_room_again_after_a_receive(Users producers, Users consumers) throws Exception {
        BoundedBuffer<Integer> buffer = full(producers, consumers);
        assertThat(buffer.trySend(2)).isFalse();
        assertThat(buffer.tryReceive()).isEqualTo(0);

        buffer.send(3);

        assertThat(contentOf(buffer)).containsExactly(1, 3);
        assertThat(buffer.stats().timesFull()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = KINDS)
    void the_end_comes_before_the_lack_of_room(Users producers, Users consumers) {
        BoundedBuffer<Integer> buffer = full(producers, consumers);

        buffer.close();

        assertThatThrownBy(() -> buffer.send(2)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> sendAsync(buffer)).hasRootCauseInstanceOf(ClosedException.class);
    }
}
