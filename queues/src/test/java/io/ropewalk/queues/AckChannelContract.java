package io.ropewalk.queues;

import static io.ropewalk.core.TicketOutcome.PROCESSED;
import static io.ropewalk.core.TicketOutcome.UNDELIVERED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.FullException;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.StrandKind;
import io.ropewalk.testkit.VirtualTime;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** What every acknowledged buffer does, whatever the algorithm below it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class AckChannelContract {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<String> undelivered = Collections.synchronizedList(new ArrayList<>());

    private final Parties producers;
    private final Parties consumers;
    private final StrandKind strands;
    private final List<BackgroundCall<?>> calls = new ArrayList<>();

    AckChannelContract(Parties producers, Parties consumers, StrandKind strands) {
        this.producers = producers;
        this.consumers = consumers;
        this.strands = strands;
    }

    private BoundedBufferBuilder<String> builder(int capacity) {
        return BoundedBuffer.<String>builder(capacity)
                .producers(producers)
                .consumers(consumers)
                .onUndelivered(undelivered::add);
    }

    private AckChannel<String> channel(int capacity) {
        return builder(capacity).acknowledged();
    }

    private AckChannel<String> channel(int capacity, TimeSource time) {
        return builder(capacity).timeSource(time).acknowledged();
    }

    private static TicketBook bookOf(AckChannel<?> channel) {
        return ((AcknowledgedBuffer<?>) channel).tickets();
    }

    private <T extends @Nullable Object> BackgroundCall<T> start(Callable<? extends T> body) {
        BackgroundCall<T> call = BackgroundCall.of(body, strands.threads(), PATIENCE);
        calls.add(call);
        return call;
    }

    private <T extends @Nullable Object> BackgroundCall<T> startAsleep(Callable<? extends T> body) {
        BackgroundCall<T> call = start(body);
        call.awaitAsleep();
        return call;
    }

    private static @Nullable TicketOutcome now(AckChannel<?> channel, long ticket)
            throws InterruptedException {
        return channel.awaitProcessed(ticket, Duration.ZERO);
    }

    @AfterEach
    void stopCalls() {
        calls.forEach(BackgroundCall::interrupt);
    }

    // Sending and receiving

    @Test
    void tickets_grow_from_zero_and_come_with_their_items() throws Exception {
        AckChannel<String> channel = channel(4);

        long a = channel.send("a");
        long b = channel.trySend("b");
        long c = channel.trySend("c", HOUR);

        assertThat(a).isZero();
        assertThat(b).isGreaterThan(a);
        assertThat(c).isGreaterThan(b);
        Delivery<String> first = channel.receive();
        Delivery<String> second = channel.tryReceive();
        Delivery<String> third = channel.tryReceive(HOUR);
        assertThat(first.item()).isEqualTo("a");
        assertThat(first.ticket()).isEqualTo(a);
        assertThat(second.item()).isEqualTo("b");
        assertThat(second.ticket()).isEqualTo(b);
        assertThat(third.item()).isEqualTo("c");
        assertThat(third.ticket()).isEqualTo(c);
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void null_is_refused_and_takes_no_ticket() throws Exception {
        AckChannel<String> channel = channel(1);

        assertThatThrownBy(() -> channel.send(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.trySend(null)).isInstanceOf(NullPointerException.class);

        assertThat(channel.send("a")).isZero();
    }

    @Test
    void a_full_channel_answers_no_ticket_and_its_silent_tickets_hold_nobody_up() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");

        for (int i = 0; i < 1_000; i++) {
            assertThat(channel.trySend("no")).isEqualTo(AckChannel.NO_TICKET);
        }
        assertThat(channel.trySend("no", Duration.ofMillis(1))).isEqualTo(AckChannel.NO_TICKET);

        channel.receive().ack();
        assertThat(channel.awaitAllProcessed(Duration.ZERO)).isTrue();
        assertThat(channel.send("b")).isGreaterThan(a);
        assertThat(undelivered).isEmpty();
        assertThat(bookOf(channel).ranges()).isZero();
    }

    @Test
    void a_sender_that_waits_for_room_holds_no_ticket() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");
        BackgroundCall<Long> second = startAsleep(() -> channel.send("b"));

        Delivery<String> first = channel.receive();
        long b = second.result();
        first.ack();

        assertThat(b).isGreaterThan(a);
        assertThat(channel.awaitProcessed(a)).isEqualTo(PROCESSED);
        assertThat(now(channel, b)).isNull();
    }

    @Test
    void all_accepted_can_be_awaited_while_another_sender_waits_for_room() throws Exception {
        AckChannel<String> channel = channel(1);
        channel.send("a");
        Delivery<String> first = channel.receive();
        channel.send("b");
        BackgroundCall<Long> third = startAsleep(() -> channel.send("c"));
        BackgroundCall<Boolean> all = startAsleep(() -> channel.awaitAllProcessed(HOUR));

        first.ack();
        Delivery<String> second = channel.receive();
        third.result();
        second.ack();

        assertThat(all.result()).isTrue(); // although c is open
    }

    @Test
    void an_interrupted_send_takes_no_ticket() throws Exception {
        AckChannel<String> channel = channel(1);
        channel.send("a");
        BackgroundCall<Long> second = startAsleep(() -> channel.send("b"));

        second.interrupt();

        assertThat(second.failure()).isInstanceOf(InterruptedException.class);
        channel.receive().ack();
        channel.awaitAllProcessed();
        assertThat(channel.tryReceive()).isNull();
        assertThat(undelivered).isEmpty();
    }

    @Test
    void a_rejecting_channel_throws_and_takes_no_ticket() throws Exception {
        AckChannel<String> channel = builder(1).overflow(Overflow.REJECT).acknowledged();
        channel.send("a");

        assertThatThrownBy(() -> channel.send("b")).isInstanceOf(FullException.class);

        channel.receive().ack();
        assertThat(channel.awaitAllProcessed(Duration.ZERO)).isTrue();
    }

    @Test
    void batches_hand_out_deliveries() throws Exception {
        AckChannel<String> channel = channel(8);
        List<Long> tickets = new ArrayList<>();
        for (String item : List.of("a", "b", "c", "d", "e")) {
            tickets.add(channel.send(item));
        }
        List<String> items = new ArrayList<>();

        int received =
                channel.receiveBatch(
                        d -> {
                            items.add(d.item());
                            d.ack();
                        },
                        2);
        int drained =
                channel.drainTo(
                        d -> {
                            items.add(d.item());
                            d.ack();
                        },
                        100);

        assertThat(received).isEqualTo(2);
        assertThat(drained).isEqualTo(3);
        assertThat(items).containsExactly("a", "b", "c", "d", "e");
        for (long ticket : tickets) {
            assertThat(channel.awaitProcessed(ticket)).isEqualTo(PROCESSED);
        }
    }

    @Test
    void a_sink_that_throws_ends_the_tickets_behind_it_and_keeps_its_own_open() throws Exception {
        AckChannel<String> channel = channel(4);
        long a = channel.send("a");
        long b = channel.send("b");
        long c = channel.send("c");
        List<Delivery<String>> seen = new ArrayList<>();

        assertThatThrownBy(() ->
                        channel.drainTo(
                                d -> {
                                    seen.add(d);
                                    if (d.item().equals("b")) {
                                        throw new IllegalStateException("no b");
                                    }
                                    d.ack();
                                },
                                4))
                .hasMessage("no b");

        assertThat(now(channel, a)).isEqualTo(PROCESSED);
        assertThat(now(channel, b)).isNull();
        assertThat(now(channel, c)).isEqualTo(UNDELIVERED);
        assertThat(undelivered).containsExactly("c");
        assertThat(seen.get(1).reject()).isTrue();
        assertThat(now(channel, b)).isEqualTo(UNDELIVERED);
        assertThat(undelivered).containsExactly("c", "b");
    }

    @Test
    void iteration_hands_out_deliveries_until_the_end() throws Exception {
        AckChannel<String> channel = channel(4);
        long a = channel.send("a");
        long b = channel.send("b");
        channel.close();

        List<String> items = new ArrayList<>();
        for (Delivery<String> delivery : channel) {
            items.add(delivery.item());
            delivery.ack();
        }

        assertThat(items).containsExactly("a", "b");
        assertThat(channel.awaitProcessed(a)).isEqualTo(PROCESSED);
        assertThat(channel.awaitProcessed(b)).isEqualTo(PROCESSED);
    }

    @Test
    void an_interrupt_ends_an_iteration_and_takes_nothing() throws Exception {
        AckChannel<String> channel = channel(1);
        Iterator<Delivery<String>> iterator = channel.iterator();
        BackgroundCall<Boolean> next = startAsleep(iterator::hasNext);

        next.interrupt();

        assertThat(next.failure()).isInstanceOf(CancellationException.class);
        assertThat(next.leftInterruptPending()).isTrue();
        channel.send("a");
        assertThat(channel.receive().item()).isEqualTo("a");
    }

    // Settling

    @Test
    void only_the_first_of_all_settling_calls_counts() throws Exception {
        AckChannel<String> channel = channel(2);
        long a = channel.send("a");
        long b = channel.send("b");
        Delivery<String> acked = channel.receive();
        Delivery<String> rejected = channel.receive();

        assertThat(acked.ack()).isTrue();
        assertThat(acked.ack()).isFalse();
        assertThat(acked.reject()).isFalse();
        assertThat(rejected.reject()).isTrue();
        assertThat(rejected.reject()).isFalse();
        assertThat(rejected.ack()).isFalse();

        assertThat(now(channel, a)).isEqualTo(PROCESSED);
        assertThat(now(channel, b)).isEqualTo(UNDELIVERED);
        assertThat(undelivered).containsExactly("b");
    }

    @Test
    void a_rejected_item_counts_as_undelivered() throws Exception {
        AckChannel<String> channel = channel(4);
        for (String item : List.of("a", "b", "c")) {
            channel.send(item);
        }
        channel.receive().ack();
        channel.receive().reject();
        channel.cancel();

        assertThat(channel.stats().accepted()).isEqualTo(3);
        assertThat(channel.stats().delivered()).isEqualTo(1);
        assertThat(channel.stats().undelivered()).isEqualTo(2);
        assertThat(undelivered).containsExactly("b", "c");
    }

    @Test
    void a_ticket_ends_behind_the_handler_even_when_that_throws() throws Exception {
        List<Boolean> endedBefore = new ArrayList<>();
        List<AckChannel<String>> itself = new ArrayList<>();
        AckChannel<String> channel =
                builder(1)
                        .onUndelivered(item -> {
                            endedBefore.add(bookOf(itself.get(0)).outcome(0) != null);
                            throw new IllegalStateException("expected by this test");
                        })
                        .acknowledged();
        itself.add(channel);
        long a = channel.send("a");

        assertThat(channel.receive().reject()).isTrue();

        assertThat(endedBefore).containsExactly(false);
        assertThat(now(channel, a)).isEqualTo(UNDELIVERED);
    }

    @Test
    void another_thread_may_settle() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");
        Delivery<String> delivery = channel.receive();

        assertThat(start(delivery::ack).result()).isTrue();

        assertThat(channel.awaitProcessed(a)).isEqualTo(PROCESSED);
    }

    @Test
    void a_dropped_delivery_keeps_its_ticket_open() throws Exception {
        AckChannel<String> channel = channel(2);
        long a = channel.send("a");
        long b = channel.send("b");
        channel.receive();
        channel.receive().ack();
        channel.close();

        assertThat(channel.awaitProcessed(a, Duration.ofMillis(5))).isNull();
        assertThat(channel.awaitProcessed(b)).isEqualTo(PROCESSED);
        assertThat(channel.awaitAllProcessed(Duration.ofMillis(5))).isFalse();
    }

    // Waiting for one

    @Test
    void a_sender_waits_until_its_item_was_processed() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");
        BackgroundCall<TicketOutcome> waits = startAsleep(() -> channel.awaitProcessed(a));

        channel.receive().ack();

        assertThat(waits.result()).isEqualTo(PROCESSED);
        assertThat(bookOf(channel).queues()).isZero();
    }

    @Test
    void a_ticket_can_be_asked_for_again_and_again() throws Exception {
        AckChannel<String> channel = channel(2);
        long a = channel.send("a");
        long b = channel.send("b");
        channel.receive().ack();
        channel.receive().reject();

        for (int i = 0; i < 3; i++) {
            assertThat(channel.awaitProcessed(a)).isEqualTo(PROCESSED);
            assertThat(channel.awaitProcessed(b, HOUR)).isEqualTo(UNDELIVERED);
            assertThat(channel.processedAsync(b).toCompletableFuture().join())
                    .isEqualTo(UNDELIVERED);
        }
    }

    @Test
    void hundreds_wait_for_one_ticket_and_others_for_another() throws Exception {
        AckChannel<String> channel = channel(2);
        long a = channel.send("a");
        long b = channel.send("b");
        List<BackgroundCall<TicketOutcome>> forA = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            forA.add(start(() -> channel.awaitProcessed(a)));
        }
        forA.forEach(BackgroundCall::awaitAsleep);
        BackgroundCall<TicketOutcome> forB = startAsleep(() -> channel.awaitProcessed(b));
        assertThat(bookOf(channel).queues()).isEqualTo(2);

        channel.receive().ack();

        for (BackgroundCall<TicketOutcome> call : forA) {
            assertThat(call.result()).isEqualTo(PROCESSED);
        }
        assertThat(forB.isDone()).isFalse();
        channel.receive().ack();
        assertThat(forB.result()).isEqualTo(PROCESSED);
        assertThat(bookOf(channel).queues()).isZero();
    }

    @Test
    void a_wait_gives_up_at_its_time_and_can_be_repeated() throws Exception {
        VirtualTime time = new VirtualTime();
        AckChannel<String> channel = channel(1, time);
        long a = channel.send("a");
        BackgroundCall<@Nullable TicketOutcome> waits =
                start(() -> channel.awaitProcessed(a, HOUR));
        time.awaitSleepers(1);

        time.advance(HOUR);

        assertThat(waits.result()).isNull();
        assertThat(bookOf(channel).queues()).isZero();
        channel.receive().ack();
        assertThat(channel.awaitProcessed(a)).isEqualTo(PROCESSED);
    }

    @Test
    void an_interrupt_ends_a_wait_and_loses_nothing() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");
        BackgroundCall<TicketOutcome> one = startAsleep(() -> channel.awaitProcessed(a));
        BackgroundCall<TicketOutcome> other = startAsleep(() -> channel.awaitProcessed(a));

        one.interrupt();

        assertThat(one.failure())
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("awaitProcessed");
        assertThat(one.leftInterruptPending()).isFalse();
        channel.receive().ack();
        assertThat(other.result()).isEqualTo(PROCESSED);
        assertThat(bookOf(channel).queues()).isZero();
    }

    @Test
    void a_pending_interrupt_is_heard_on_entry() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");
        channel.receive().ack();

        assertThat(start(() -> interrupted(() -> channel.awaitProcessed(a))).failure())
                .isInstanceOf(InterruptedException.class);
        assertThat(start(() -> interrupted(() -> channel.awaitProcessed(a, HOUR))).failure())
                .isInstanceOf(InterruptedException.class);
        assertThat(start(() -> interrupted(() -> channel.awaitAllProcessed(HOUR))).failure())
                .isInstanceOf(InterruptedException.class);
    }

    private static <T extends @Nullable Object> T interrupted(Callable<T> call) throws Exception {
        Thread.currentThread().interrupt();
        return call.call();
    }

    @Test
    void a_ticket_that_was_never_issued_is_refused() throws Exception {
        AckChannel<String> channel = channel(1);
        channel.send("a");

        assertThatThrownBy(() -> channel.awaitProcessed(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticket is 1, must be between 0 and 0");
        assertThatThrownBy(() -> channel.awaitProcessed(AckChannel.NO_TICKET, HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ticket is -1");
        assertThatThrownBy(() -> channel.processedAsync(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ticket is 7");
    }

    // Waiting for all

    @Test
    void an_empty_channel_has_processed_all() throws Exception {
        AckChannel<String> channel = channel(1);

        channel.awaitAllProcessed();

        assertThat(channel.awaitAllProcessed(Duration.ZERO)).isTrue();
        assertThat(channel.allProcessedAsync().toCompletableFuture()).isCompleted();
    }

    @Test
    void all_means_those_before_the_call_in_whatever_order_they_end() throws Exception {
        AckChannel<String> channel = channel(4);
        channel.send("a");
        channel.send("b");
        channel.send("c");
        BackgroundCall<@Nullable Void> waits =
                startAsleep(() -> {
                    channel.awaitAllProcessed();
                    return null;
                });
        channel.send("d");
        Delivery<String> a = channel.receive();
        Delivery<String> b = channel.receive();
        Delivery<String> c = channel.receive();

        c.ack();
        a.reject();
        assertThat(waits.isDone()).isFalse();
        b.ack();

        waits.result();
        assertThat(channel.awaitAllProcessed(Duration.ZERO)).isFalse();
        assertThat(bookOf(channel).queues()).isZero();
    }

    @Test
    void one_end_can_satisfy_waits_for_all_that_began_at_different_times() throws Exception {
        AckChannel<String> channel = channel(4);
        List<BackgroundCall<Boolean>> waits = new ArrayList<>();
        for (String item : List.of("a", "b", "c")) {
            channel.send(item);
            waits.add(startAsleep(() -> channel.awaitAllProcessed(HOUR)));
        }
        Delivery<String> a = channel.receive();
        channel.receive().ack();
        channel.receive().ack();

        a.ack();

        for (BackgroundCall<Boolean> wait : waits) {
            assertThat(wait.result()).isTrue();
        }
    }

    @Test
    void a_wait_for_all_gives_up_at_its_time() throws Exception {
        VirtualTime time = new VirtualTime();
        AckChannel<String> channel = channel(1, time);
        channel.send("a");
        BackgroundCall<Boolean> waits = start(() -> channel.awaitAllProcessed(HOUR));
        time.awaitSleepers(1);

        time.advance(HOUR);

        assertThat(waits.result()).isFalse();
        assertThat(bookOf(channel).queues()).isZero();
    }

    // Waiting without a thread

    @Test
    void a_stage_completes_when_its_ticket_ends() throws Exception {
        AckChannel<String> channel = channel(2);
        long a = channel.send("a");
        long b = channel.send("b");
        CompletableFuture<TicketOutcome> ofA = channel.processedAsync(a).toCompletableFuture();
        CompletableFuture<TicketOutcome> ofB = channel.processedAsync(b).toCompletableFuture();
        CompletableFuture<@Nullable Void> all = channel.allProcessedAsync().toCompletableFuture();

        channel.receive().ack();
        assertThat(ofA).isCompletedWithValue(PROCESSED);
        assertThat(ofB).isNotDone();
        channel.receive().reject();

        assertThat(ofB).isCompletedWithValue(UNDELIVERED);
        assertThat(all).isCompleted();
        assertThat(bookOf(channel).queues()).isZero();
    }

    @Test
    void a_cancelled_stage_leaves_the_others_waiting() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");
        CompletableFuture<TicketOutcome> one = channel.processedAsync(a).toCompletableFuture();
        CompletableFuture<TicketOutcome> other = channel.processedAsync(a).toCompletableFuture();
        CompletableFuture<@Nullable Void> all = channel.allProcessedAsync().toCompletableFuture();

        assertThat(one.cancel(false)).isTrue();
        assertThat(all.cancel(false)).isTrue();

        assertThat(bookOf(channel).queues()).isEqualTo(1);
        channel.receive().ack();
        assertThat(one).isCancelled();
        assertThat(other).isCompletedWithValue(PROCESSED);
        assertThat(bookOf(channel).queues()).isZero();
    }

    @Test
    void a_stage_that_settles_another_delivery_does_so_outside_of_all_locks() throws Exception {
        AckChannel<String> channel = channel(2);
        long a = channel.send("a");
        long b = channel.send("b");
        Delivery<String> first = channel.receive();
        Delivery<String> second = channel.receive();
        channel.processedAsync(a).thenAccept(outcome -> second.ack());

        first.ack();

        assertThat(now(channel, b)).isEqualTo(PROCESSED);
    }

    // The end

    @Test
    void close_leaves_those_who_wait_for_tickets_waiting() throws Exception {
        AckChannel<String> channel = channel(2);
        long a = channel.send("a");
        long b = channel.send("b");
        BackgroundCall<TicketOutcome> forB = startAsleep(() -> channel.awaitProcessed(b));

        channel.close(new IllegalStateException("enough"));

        assertThat(channel.isClosed()).isTrue();
        forB.awaitAsleep();
        channel.receive().ack();
        channel.receive().ack();
        assertThat(forB.result()).isEqualTo(PROCESSED);
        assertThat(now(channel, a)).isEqualTo(PROCESSED);
        assertThatThrownBy(channel::receive)
                .isInstanceOf(ClosedException.class)
                .hasRootCauseMessage("enough");
        assertThatThrownBy(() -> channel.trySend("c")).isInstanceOf(ClosedException.class);
        channel.awaitAllProcessed(); // the refused one holds nobody up
    }

    @Test
    void cancel_ends_the_tickets_of_what_was_not_received() throws Exception {
        AckChannel<String> channel = channel(4);
        long a = channel.send("a");
        long b = channel.send("b");
        long c = channel.send("c");
        Delivery<String> held = channel.receive();
        BackgroundCall<TicketOutcome> forB = startAsleep(() -> channel.awaitProcessed(b));
        BackgroundCall<TicketOutcome> forC = startAsleep(() -> channel.awaitProcessed(c));
        BackgroundCall<Boolean> forAll = startAsleep(() -> channel.awaitAllProcessed(HOUR));

        channel.cancel();

        assertThat(forB.result()).isEqualTo(UNDELIVERED);
        assertThat(forC.result()).isEqualTo(UNDELIVERED);
        assertThat(undelivered).containsExactly("b", "c");
        assertThat(now(channel, a)).isNull();
        forAll.awaitAsleep();
        assertThat(held.ack()).isTrue();
        assertThat(now(channel, a)).isEqualTo(PROCESSED);
        assertThat(forAll.result()).isTrue();
        assertThat(bookOf(channel).queues()).isZero();
    }

    @Test
    void a_sender_that_waits_for_room_learns_of_a_cancel_and_has_no_ticket() throws Exception {
        AckChannel<String> channel = channel(1);
        long a = channel.send("a");
        channel.receive().ack();
        BackgroundCall<Long> second =
                start(() -> {
                    channel.send("b");
                    return channel.send("c");
                });
        second.awaitAsleep();

        channel.cancel();

        assertThat(second.failure()).isInstanceOf(ClosedException.class);
        channel.cancel(); // with one producer, the buffer is drained for sure once it has ended
        assertThat(channel.awaitProcessed(a)).isEqualTo(PROCESSED);
        channel.awaitAllProcessed();
        assertThat(undelivered).containsExactly("b");
    }
}
