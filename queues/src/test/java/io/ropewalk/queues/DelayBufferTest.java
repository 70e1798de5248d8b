package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.VirtualTime;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** An item comes when it is due, and not before. */
@Timeout(60)
class DelayBufferTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The items are seconds, and due after as many; the clock wraps on the way. */
    private final VirtualTime time = new VirtualTime(Long.MAX_VALUE - 1_500_000_000);

    private final List<Integer> undelivered = new ArrayList<>();

    private final DelayBuffer<Integer> buffer = builder(9).build();

    private DelayBufferBuilder<Integer> builder(int capacity) {
        return DelayBuffer.<Integer>builder(capacity, Duration::ofSeconds)
                .timeSource(time)
                .waitPolicy(WaitPolicy.SLEEPER_FENCES.withoutSpinning())
                .onUndelivered(undelivered::add);
    }

    @AfterEach
    void no_look_was_a_rescue() {
        assertThat(buffer.stats().rescues()).isZero();
    }

    private void send(Integer... items) {
        for (Integer item : items) {
            assertThat(buffer.trySend(item)).isTrue();
        }
    }

    private List<Integer> due() {
        List<Integer> due = new ArrayList<>();
        buffer.drainTo(due::add, 99);
        return due;
    }

    /** Returns when the call waits: as the leader, or behind it. */
    private <T extends @Nullable Object> BackgroundCall<T> waiting(Callable<T> body) {
        int before = buffer().items().waiters();
        BackgroundCall<T> call = BackgroundCall.of(body);
        while (buffer().items().waiters() == before) {
            Thread.onSpinWait();
        }
        call.awaitAsleep();
        return call;
    }

    private WaitingBuffer<Integer> buffer() {
        return (WaitingBuffer<Integer>) buffer;
    }

    @Test
    void nothing_is_received_before_it_is_due() {
        send(2);

        time.advance(Duration.ofSeconds(2).minusNanos(1));
        assertThat(buffer.tryReceive()).isNull();
        assertThat(due()).isEmpty();

        time.advance(Duration.ofNanos(1));
        assertThat(buffer.tryReceive()).isEqualTo(2);
    }

    @Test
    void items_come_in_the_order_in_which_they_are_due_and_then_of_acceptance() throws Exception {
        send(3, 1);
        buffer.sendAll(List.of(2, 1));
        time.advance(SECOND);
        send(0, 1);

        assertThat(due())
                .as("both of the first second, then the new one")
                .isEqualTo(List.of(1, 1, 0));
        time.advance(Duration.ofSeconds(2));
        assertThat(due()).isEqualTo(List.of(2, 1, 3));
    }

    @Test
    void a_batch_stops_at_what_is_not_due() throws Exception {
        send(2, 0, 1, 0);
        List<Integer> got = new ArrayList<>();

        assertThat(buffer.receiveBatch(got::add, 9)).isEqualTo(2);

        assertThat(got).containsExactly(0, 0);
    }

    @Test
    void no_delay_and_less_mean_at_once() {
        send(0, -1, Integer.MIN_VALUE);

        assertThat(due()).containsExactly(0, -1, Integer.MIN_VALUE);
    }

    @Test
    void delays_beyond_what_can_be_counted_are_as_long_as_can_be() throws Exception {
        DelayBuffer<Long> buffer =
                DelayBuffer.<Long>builder(4, Duration::ofSeconds).timeSource(time).build();
        buffer.sendAll(List.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE / 2, 1L));

        assertThat(buffer.tryReceive()).isEqualTo(Long.MIN_VALUE);
        assertThat(buffer.tryReceive()).isNull();
        time.advance(SECOND);
        assertThat(buffer.tryReceive()).isEqualTo(1);
        time.advance(Duration.ofDays(146 * 365));
        assertThat(buffer.tryReceive()).isNull();
        time.advance(Duration.ofDays(365));
        assertThat(buffer.tryReceive()).isEqualTo(Long.MAX_VALUE);
        assertThat(buffer.tryReceive()).isEqualTo(Long.MAX_VALUE / 2);
    }

    @Test
    void the_delay_begins_when_the_item_is_accepted() throws Exception {
        DelayBuffer<Integer> buffer = builder(1).build();
        buffer.send(0);
        BackgroundCall<@Nullable Void> sender = BackgroundCall.of(() -> buffer.send(1));
        sender.awaitAsleep();
        time.advance(Duration.ofSeconds(5));
        assertThat(buffer.receive()).isZero();
        sender.result();

        assertThat(buffer.tryReceive()).isNull();
        time.advance(SECOND);
        assertThat(buffer.tryReceive()).isEqualTo(1);
    }

    /** A buffer that is full at second 0, and into which something comes at second 5. */
    private static final class Held {
        final VirtualTime time = new VirtualTime();
        final DelayBuffer<Integer> buffer =
                DelayBuffer.<Integer>builder(1, Duration::ofSeconds).timeSource(time).build();

        Held() {
            assertThat(buffer.trySend(0)).isTrue();
        }

        void makeRoom() {
            time.advance(Duration.ofSeconds(5));
            assertThat(buffer.tryReceive()).isZero();
        }
    }

    @Test
    @NeedsSteps
    void a_delay_begins_in_the_section_that_accepts_the_item() {
        Interposed.in(Held::new)
                .first(w -> w.buffer.trySend(1))
                .second(Held::makeRoom)
                .then(w -> assertThat(w.buffer.tryReceive()).as("too early").isNull())
                .atEachStep();
    }

    @Test
    void a_receiver_waits_until_an_item_is_due() throws Exception {
        send(1);
        BackgroundCall<Integer> receiver = BackgroundCall.of(buffer::receive);

        time.awaitSleepers(1);
        time.advance(SECOND);

        assertThat(receiver.result()).isEqualTo(1);
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void a_receiver_that_came_first_waits_until_an_item_is_due() throws Exception {
        BackgroundCall<Integer> receiver = waiting(buffer::receive);

        send(1);
        time.awaitSleepers(1);
        time.advance(SECOND);

        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void an_item_that_is_due_earlier_makes_the_receiver_look_anew() throws Exception {
        send(100);
        BackgroundCall<Integer> receiver = waiting(buffer::receive);
        time.awaitSleepers(1);

        send(0);

        assertThat(receiver.result()).isZero();
    }

    @Test
    void an_item_that_is_due_later_disturbs_nobody() throws Exception {
        send(2);
        BackgroundCall<Integer> receiver = waiting(buffer::receive);
        time.awaitSleepers(1);
        send(3, 4, 5);

        time.advance(Duration.ofSeconds(2));

        assertThat(receiver.result()).isEqualTo(2);
        assertThat(buffer.stats().receiverParks()).isEqualTo(1);
    }

    @Test
    void only_the_first_receiver_keeps_the_time() throws Exception {
        send(1, 1, 2);
        List<BackgroundCall<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receivers.add(waiting(buffer::receive));
        }
        time.awaitSleepers(1);
        assertThat(time.sleepers()).isOne();

        time.advance(SECOND);

        assertThat(receivers.get(0).result()).isEqualTo(1);
        assertThat(receivers.get(1).result()).isEqualTo(1);
        time.awaitSleepers(1);
        assertThat(receivers.get(2).isDone()).isFalse();
        time.advance(SECOND);
        assertThat(receivers.get(2).result()).isEqualTo(2);
        assertThat(buffer.stats().receiverParks()).as("one each, one more to lead").isLessThan(6);
    }

    @Test
    void an_interrupted_receiver_hands_the_lead_on() throws Exception {
        send(1);
        BackgroundCall<Integer> first = waiting(buffer::receive);
        BackgroundCall<Integer> second = waiting(buffer::receive);
        time.awaitSleepers(1);

        first.interrupt();
        assertThat(first.failure()).isInstanceOf(InterruptedException.class);
        time.awaitSleepers(1);
        time.advance(SECOND);

        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    void a_receiver_whose_time_is_up_hands_the_lead_on() throws Exception {
        send(2);
        BackgroundCall<@Nullable Integer> first = waiting(() -> buffer.tryReceive(SECOND));
        BackgroundCall<Integer> second = waiting(buffer::receive);
        time.awaitSleepers(1);

        time.advance(SECOND);
        assertThat(first.result()).isNull();
        time.awaitSleepers(1);
        time.advance(SECOND);

        assertThat(second.result()).isEqualTo(2);
    }

    @Test
    void an_item_that_is_due_with_the_time_out_is_received() throws Exception {
        send(1);
        BackgroundCall<@Nullable Integer> receiver = waiting(() -> buffer.tryReceive(SECOND));
        time.awaitSleepers(1);

        time.advance(SECOND);

        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void pending_receives_complete_in_the_thread_that_moves_the_clock() {
        CompletableFuture<Integer> first = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<Integer> second = buffer.receiveAsync().toCompletableFuture();
        send(2, 1);
        assertThat(time.sleepers()).as("one alarm for all").isOne();

        time.advance(SECOND);
        assertThat(first).isCompletedWithValue(1);
        assertThat(second).isNotDone();
        time.advance(SECOND);

        assertThat(second).isCompletedWithValue(2);
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void a_pending_receive_that_is_cancelled_hands_the_lead_on() throws Exception {
        send(1);
        CompletableFuture<Integer> first = buffer.receiveAsync().toCompletableFuture();
        BackgroundCall<Integer> second = waiting(buffer::receive);

        assertThat(first.cancel(false)).isTrue();
        time.awaitSleepers(1);
        time.advance(SECOND);

        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    void an_abandoned_pending_receive_leaves_no_alarm() {
        send(100);
        CompletableFuture<Integer> pending = buffer.receiveAsync().toCompletableFuture();
        assertThat(time.sleepers()).isOne();

        assertThat(pending.cancel(false)).isTrue();

        assertThat(time.sleepers()).isZero();
    }

    @Test
    void with_the_machines_clock_pending_receives_complete_by_themselves() throws Exception {
        Duration delay = Duration.ofMillis(5);
        DelayBuffer<String> buffer = DelayBuffer.of(4, item -> delay);
        CompletableFuture<String> first = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<String> second = buffer.receiveAsync().toCompletableFuture();
        long start = System.nanoTime();
        buffer.send("a");
        buffer.send("b");

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("a");
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("b");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
        assertThat(buffer.stats().rescues()).isZero();
    }

    @Test
    void with_the_machines_clock_receivers_wait_their_time() throws Exception {
        Duration delay = Duration.ofMillis(5);
        DelayBuffer<String> buffer = DelayBuffer.of(4, item -> delay);
        BackgroundCall<String> first = BackgroundCall.of(buffer::receive);
        BackgroundCall<String> second = BackgroundCall.of(buffer::receive);
        long start = System.nanoTime();
        buffer.sendAll(List.of("a", "b"));

        assertThat(List.of(first.result(), second.result())).containsExactlyInAnyOrder("a", "b");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
    }

    @Test
    void a_clock_that_rings_no_alarm_is_taken_for_one_that_runs_by_itself() throws Exception {
        TimeSource ahead = () -> System.nanoTime() + 1_000_000_000_000L;
        DelayBuffer<String> buffer =
                DelayBuffer.<String>builder(4, item -> Duration.ofMillis(2))
                        .timeSource(ahead)
                        .build();
        CompletableFuture<String> pending = buffer.receiveAsync().toCompletableFuture();
        buffer.send("a");

        assertThat(pending.get(20, TimeUnit.SECONDS)).isEqualTo("a");
    }

    @Test
    void after_a_close_receivers_wait_for_the_rest_and_all_get_the_end() throws Exception {
        send(1);
        List<BackgroundCall<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receivers.add(waiting(buffer::receive));
        }
        CompletableFuture<Integer> pending = buffer.receiveAsync().toCompletableFuture();

        buffer.close();
        assertThat(buffer.tryReceive()).isNull();
        time.awaitSleepers(1);
        time.advance(SECOND);

        int received = 0;
        for (BackgroundCall<Integer> receiver : receivers) {
            try {
                received += receiver.result();
            } catch (ClosedException e) {
                // the end
            }
        }
        try {
            received += pending.get(20, TimeUnit.SECONDS); // it may come before those just woken
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(ClosedException.class);
        }
        assertThat(received).isEqualTo(1);
        assertThatThrownBy(buffer::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void pending_receives_get_the_end_with_the_last_item_of_a_closed_buffer() {
        CompletableFuture<Integer> first = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<Integer> second = buffer.receiveAsync().toCompletableFuture();
        send(1);
        buffer.close();
        assertThat(first).isNotDone();

        time.advance(SECOND);

        assertThat(first).isCompletedWithValue(1);
        assertThat(second).isCompletedExceptionally();
    }

    @Test
    void who_removes_the_last_item_of_a_closed_buffer_brings_the_end() throws Exception {
        for (int way = 0; way < 3; way++) {
            DelayBuffer<Integer> buffer = builder(1).build();
            buffer.send(1);
            buffer.close();
            BackgroundCall<Integer> receiver = BackgroundCall.of(buffer::receive);
            receiver.awaitAsleep();

            BlockingQueue<Integer> queue = buffer.asBlockingQueue();
            switch (way) {
                case 0 -> assertThat(queue.remove((Object) 1)).isTrue();
                case 1 -> assertThat(queue.removeIf(item -> true)).isTrue();
                default -> queue.clear();
            }

            assertThat(receiver.failure()).as("way %d", way).isInstanceOf(ClosedException.class);
        }
    }

    @Test
    void a_cancel_hands_everything_back_in_order_and_ends_all_waits() throws Exception {
        send(3, 1, 2);
        BackgroundCall<Integer> receiver = waiting(buffer::receive);
        CompletableFuture<Integer> pending = buffer.receiveAsync().toCompletableFuture();

        buffer.cancel();

        assertThat(undelivered).containsExactly(1, 2, 3);
        assertThat(receiver.failure()).isInstanceOf(ClosedException.class);
        assertThat(pending).isCompletedExceptionally();
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void without_room_it_rejects_or_drops_the_newest() throws Exception {
        DelayBuffer<Integer> rejecting = builder(1).overflow(Overflow.REJECT).build();
        rejecting.send(1);
        assertThatThrownBy(() -> rejecting.send(0)).isInstanceOf(FullException.class);

        DelayBuffer<Integer> dropping = builder(1).overflow(Overflow.DROP_NEWEST).build();
        dropping.send(1);
        dropping.send(0);
        assertThat(undelivered).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "CONFLATE"})
    void what_drops_the_oldest_is_refused(Overflow overflow) {
        assertThatThrownBy(() -> builder(1).overflow(overflow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overflow is " + overflow);
    }

    @Test
    void a_delay_that_is_null_or_throws_reaches_the_sender() throws Exception {
        DelayBuffer<String> buffer =
                DelayBuffer.of(
                        4,
                        item -> {
                            if (item.equals("throw")) {
                                throw new IllegalStateException(item);
                            }
                            return item.equals("null") ? null : Duration.ZERO;
                        });

        assertThatThrownBy(() -> buffer.send("null"))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("delay of java.lang.String");
        assertThatThrownBy(() -> buffer.trySend("throw")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> buffer.sendAll(List.of("a", "null")))
                .isInstanceOf(NullPointerException.class);

        assertThat(buffer.estimatedSize()).isZero();
    }

    @Test
    void as_a_queue_it_shows_and_removes_what_is_not_due_yet() {
        send(3, 1, 2);
        BlockingQueue<Integer> queue = buffer.asBlockingQueue();

        assertThat(queue).hasSize(3).containsExactly(1, 2, 3);
        assertThat(queue.peek()).isEqualTo(1);
        assertThat(queue.poll()).isNull();
        assertThat(queue.drainTo(new ArrayList<>())).isZero();
        assertThat(queue.contains(3)).isTrue();
        assertThat(queue.remove((Object) 1)).isTrue();
        Iterator<Integer> iterator = queue.iterator();
        assertThat(iterator.next()).isEqualTo(2);
        iterator.remove();
        assertThat(queue).containsExactly(3);
        time.advance(Duration.ofSeconds(3));
        assertThat(queue.poll()).isEqualTo(3);
    }

    @Test
    void the_first_item_removed_leaves_the_receiver_to_the_next() throws Exception {
        send(1, 2);
        BackgroundCall<Integer> receiver = waiting(buffer::receive);
        time.awaitSleepers(1);
        assertThat(buffer.asBlockingQueue().remove((Object) 1)).isTrue();

        time.advance(SECOND);
        time.awaitSleepers(1);
        time.advance(SECOND);

        assertThat(receiver.result()).isEqualTo(2);
    }

    @Test
    void it_says_what_it_is() {
        assertThat(builder(3).name("retries").build()).hasToString("DelayBuffer[retries, 0 of 3]");
        assertThat(buffer.capacity()).isEqualTo(9);
    }
}
