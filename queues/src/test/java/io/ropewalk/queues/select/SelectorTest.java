package io.ropewalk.queues.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Ropewalk;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.Sender;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.HandOverAttempt;
import io.ropewalk.core.wait.WaitQueue;
import io.ropewalk.core.wait.Waiter;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.DelayBuffer;
import io.ropewalk.queues.Overflow;
import io.ropewalk.queues.Parties;
import io.ropewalk.queues.Rendezvous;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SelectorTest {
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    private final BoundedBuffer<String> a = BoundedBuffer.of(4);
    private final BoundedBuffer<String> b = BoundedBuffer.of(4);

    private static <T> BackgroundCall<T> asleep(Callable<T> call) {
        BackgroundCall<T> background = BackgroundCall.of(call);
        background.awaitAsleep();
        return background;
    }

    private static void fill(BoundedBuffer<String> buffer) {
        int i = 0;
        while (buffer.trySend("filling " + i)) {
            i++;
        }
    }

    @Test
    void the_first_ready_clause_wins_and_nothing_becomes_of_the_other() throws Exception {
        a.send("a1");
        b.send("b1");

        String won = Selector.selectOnce(Clause.receive(a), Clause.receive(b));

        assertThat(won).isEqualTo("a1");
        assertThat(b.estimatedSize()).isEqualTo(1);
    }

    @Test
    void a_sleeping_select_is_woken_by_an_item() throws Exception {
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.receive(b)));

        b.send("b1");

        assertThat(select.result()).isEqualTo("b1");
    }

    @Test
    void a_sleeping_select_is_woken_by_room() throws Exception {
        fill(b);
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.send(b, "late")));

        b.receive();

        assertThat(select.result()).isEqualTo("late");
        assertThat(b.estimatedSize()).isEqualTo(4);
    }

    @Test
    void what_a_clause_makes_of_its_item_is_the_result() throws Exception {
        List<String> seen = new ArrayList<>();
        a.send("a1");

        int length =
                Selector.selectOnce(
                        Clause.receive(a).then(seen::add).map(String::length),
                        Clause.receive(b).map(x -> 0));

        assertThat(length).isEqualTo(2);
        assertThat(seen).containsExactly("a1");
    }

    @Test
    void a_throwing_function_reaches_the_caller_and_the_item_counts_as_delivered()
            throws Exception {
        a.send("a1");
        Clause<String> failing =
                Clause.receive(a)
                        .map(item -> {
                            throw new IllegalStateException(item);
                        });

        assertThatThrownBy(() -> Selector.selectOnce(failing)).hasMessage("a1");

        assertThat(a.stats().delivered()).isEqualTo(1);
    }

    @Test
    void an_ended_channel_ends_the_select_with_its_cause() {
        a.close(new IllegalStateException("why"));

        assertThatThrownBy(() -> Selector.selectOnce(Clause.receive(a), Clause.receive(b)))
                .isInstanceOf(ClosedException.class)
                .hasMessageContaining("closed")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_ended_channel_wakes_a_sleeping_select() {
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.receive(b)));

        b.close();

        assertThat(select.failure()).isInstanceOf(ClosedException.class);
    }

    @Test
    void a_clause_can_make_a_result_of_the_end() throws Exception {
        a.close();

        String won =
                Selector.selectOnce(
                        Clause.receive(a).atEnd(closed -> "over").map(text -> text + "!"));

        assertThat(won).isEqualTo("over!");
    }

    @Test
    void a_send_clause_meets_the_end_too() {
        a.close();

        assertThatThrownBy(() -> Selector.selectOnce(Clause.send(a, "late")))
                .isInstanceOf(ClosedException.class);
    }

    @Test
    void without_anything_ready_trySelect_takes_the_default() {
        Selector<String> selector = Selector.biased(Clause.receive(a), Clause.receive(b));

        assertThat(selector.trySelect(() -> "nothing")).isEqualTo("nothing");
        assertThat(a.trySend("a1")).isTrue();
        assertThat(selector.trySelect(() -> "nothing")).isEqualTo("a1");
    }

    @Test
    void a_select_gives_up_at_its_deadline() throws Exception {
        VirtualTime time = new VirtualTime();
        Selector<String> selector =
                Selector.biased(Clause.receive(a), Clause.receive(b)).withTimeSource(time);
        BackgroundCall<String> select =
                BackgroundCall.of(() -> selector.trySelect(Duration.ofHours(1), () -> "late"));
        time.awaitSleepers(1);

        time.advance(Duration.ofHours(1));

        assertThat(select.result()).isEqualTo("late");
    }

    @Test
    void a_zero_timeout_tries_once() throws Exception {
        Selector<String> selector = Selector.biased(Clause.receive(a));

        assertThat(selector.trySelect(Duration.ZERO, () -> "nothing")).isEqualTo("nothing");
        a.send("a1");
        assertThat(selector.trySelect(Duration.ofSeconds(-1), () -> "nothing")).isEqualTo("a1");
    }

    @Test
    void an_interrupted_select_has_taken_nothing() throws Exception {
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.receive(b)));

        select.interrupt();

        assertThat(select.failure()).isInstanceOf(InterruptedException.class);
        a.send("a1");
        assertThat(a.estimatedSize()).isEqualTo(1);
    }

    @Test
    void an_interrupt_on_entry_is_heard_although_a_clause_is_ready() throws Exception {
        a.send("a1");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Selector.selectOnce(Clause.receive(a)))
                .isInstanceOf(InterruptedException.class);
        assertThat(a.estimatedSize()).isEqualTo(1);
    }

    @Test
    void a_timer_ends_a_select() throws Exception {
        VirtualTime time = new VirtualTime();
        Timer timer = Timer.after(Duration.ofMinutes(5), time);
        BackgroundCall<Object> select =
                BackgroundCall.of(
                        () -> Selector.<Object>selectOnce(Clause.receive(a), Clause.on(timer)));
        time.awaitSleepers(1);

        time.advance(Duration.ofMinutes(5));

        assertThat(select.result()).isSameAs(timer);
        assertThat(timer.ticks()).isEqualTo(1);
    }

    @Test
    void an_item_that_comes_due_ends_a_select() throws Exception {
        VirtualTime time = new VirtualTime();
        DelayBuffer<String> delayed =
                DelayBuffer.<String>builder(4, item -> Duration.ofSeconds(5))
                        .timeSource(time)
                        .build();
        delayed.send("x");
        BackgroundCall<String> select =
                BackgroundCall.of(
                        () -> Selector.selectOnce(Clause.receive(a), Clause.receive(delayed)));
        time.awaitSleepers(1);

        time.advance(Duration.ofSeconds(5));

        assertThat(select.result()).isEqualTo("x");
    }

    @Test
    void an_idle_selector_does_not_lead() throws Exception {
        VirtualTime time = new VirtualTime();
        DelayBuffer<String> delayed =
                DelayBuffer.<String>builder(4, item -> Duration.ofSeconds(5))
                        .timeSource(time)
                        .build();
        Selector<String> selector = Selector.biased(Clause.receive(a), Clause.receive(delayed));
        BackgroundCall<String> select = asleep(selector::select);
        BackgroundCall<String> receiver = asleep(delayed::receive);
        delayed.send("x");
        time.awaitSleepers(1); // the select, which stands first there, leads
        a.send("a1");
        assertThat(select.result()).isEqualTo("a1");
        time.awaitSleepers(1); // the receiver

        time.advance(Duration.ofSeconds(5));

        assertThat(receiver.result()).isEqualTo("x");
    }

    @Test
    void a_single_timer_ticks_once() {
        Timer timer = Timer.after(Duration.ZERO);
        Selector<Object> selector = Selector.biased(Clause.on(timer));

        assertThat(selector.trySelect(() -> "nothing")).isSameAs(timer);
        assertThat(selector.trySelect(() -> "nothing")).isEqualTo("nothing");
    }

    @Test
    void missed_ticks_become_one_and_the_beat_is_kept() {
        VirtualTime time = new VirtualTime();
        Timer timer = Timer.every(Duration.ofSeconds(10), time);
        Selector<Object> selector = Selector.biased(Clause.on(timer));

        time.advance(Duration.ofSeconds(35));
        assertThat(selector.trySelect(() -> "nothing")).isSameAs(timer);
        assertThat(selector.trySelect(() -> "nothing")).isEqualTo("nothing");
        time.advance(Duration.ofSeconds(5));
        assertThat(selector.trySelect(() -> "nothing")).isSameAs(timer);
    }

    @Test
    void a_timer_refuses_a_period_that_is_not_positive() {
        assertThatThrownBy(() -> Timer.every(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void a_stage_ends_a_select_by_its_result() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.completed(stage)));

        stage.complete("done");

        assertThat(select.result()).isEqualTo("done");
    }

    @Test
    void a_stage_ends_a_select_by_its_failure() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.completed(stage)));

        stage.completeExceptionally(new IllegalStateException("broken"));

        assertThat(select.failure())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_clause_whose_condition_is_false_takes_no_part() throws Exception {
        AtomicBoolean open = new AtomicBoolean();
        a.send("a1");
        b.send("b1");
        Selector<String> selector =
                Selector.biased(Clause.receive(a).when(open::get), Clause.receive(b));

        assertThat(selector.select()).isEqualTo("b1");
        open.set(true);
        assertThat(selector.select()).isEqualTo("a1");
    }

    @Test
    void a_select_in_which_no_clause_takes_part_is_refused() {
        Selector<String> selector = Selector.biased(Clause.receive(a).when(() -> false));

        assertThatThrownBy(selector::select)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("conditions of all 1");
        assertThat(selector.trySelect(() -> "nothing")).isEqualTo("nothing");
    }

    @Test
    void a_selector_needs_a_clause() {
        assertThatThrownBy(Selector::biased).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_a_supplier_yields_is_sent_once_its_clause_wins() throws Exception {
        Queue<String> waiting = new ArrayDeque<>(List.of("first", "second"));
        Selector<String> selector =
                Selector.biased(
                        Clause.receive(a),
                        Clause.sendFrom(b, waiting::peek).then(item -> waiting.remove()));
        a.send("a1");

        assertThat(selector.select()).isEqualTo("a1");
        assertThat(waiting).hasSize(2);
        assertThat(selector.select()).isEqualTo("first");
        assertThat(selector.select()).isEqualTo("second");
        assertThat(waiting).isEmpty();
        assertThat(b.receive()).isEqualTo("first");
    }

    @Test
    void a_dropping_buffer_is_always_ready_for_a_send() throws Exception {
        List<String> dropped = new ArrayList<>();
        BoundedBuffer<String> latest =
                BoundedBuffer.<String>builder(1)
                        .overflow(Overflow.DROP_OLDEST)
                        .onUndelivered(dropped::add)
                        .build();
        latest.send("old");

        assertThat(Selector.<String>selectOnce(Clause.send(latest, "new"))).isEqualTo("new");

        assertThat(dropped).containsExactly("old");
        assertThat(latest.receive()).isEqualTo("new");
    }

    @Test
    void round_robin_serves_each_ready_clause_in_its_turn() throws Exception {
        Selector<String> selector = Selector.roundRobin(Clause.receive(a), Clause.receive(b));
        for (int i = 0; i < 3; i++) {
            a.send("a");
            b.send("b");
        }

        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            order.append(selector.select());
        }

        assertThat(order).hasToString("ababab");
    }

    @Test
    void biased_lets_the_first_starve_the_others() throws Exception {
        Selector<String> selector = Selector.biased(Clause.receive(a), Clause.receive(b));
        for (int i = 0; i < 3; i++) {
            a.send("a");
            b.send("b");
        }

        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            order.append(selector.select());
        }

        assertThat(order).hasToString("aaabbb");
    }

    @Test
    void random_serves_all_alike_and_repeats_itself_by_its_seed() throws Exception {
        String first = randomOrder(42);

        assertThat(randomOrder(42)).isEqualTo(first);
        Map<Character, Integer> counts = new HashMap<>();
        first.chars().forEach(c -> counts.merge((char) c, 1, Integer::sum));
        assertThat(counts.get('a')).isBetween(400, 600);
    }

    private String randomOrder(long seed) throws InterruptedException {
        BoundedBuffer<String> left = BoundedBuffer.of(2000);
        BoundedBuffer<String> right = BoundedBuffer.of(2000);
        for (int i = 0; i < 1000; i++) {
            left.send("a");
            right.send("b");
        }
        Selector<String> selector =
                Selector.random(seed, Clause.receive(left), Clause.receive(right));
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            order.append(selector.select());
        }
        return order.toString();
    }

    @Test
    void an_idle_selector_hands_a_signal_on_to_the_next_receiver() throws Exception {
        Selector<String> selector = Selector.biased(Clause.receive(a), Clause.receive(b));
        BackgroundCall<String> select = asleep(selector::select);
        b.send("wake up");
        assertThat(select.result()).isEqualTo("wake up"); // still registered with a
        BackgroundCall<String> receiver = asleep(a::receive);

        a.send("a1");

        assertThat(receiver.result()).isEqualTo("a1");
    }

    @Test
    void a_signal_for_a_clause_that_lost_goes_on_to_the_next_receiver() throws Exception {
        for (int i = 0; i < 200; i++) {
            BackgroundCall<String> select =
                    asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.receive(b)));
            BackgroundCall<String> receiver = asleep(b::receive);

            a.send("a");
            b.send("b"); // wakes the select, which may have won by the other

            if (select.result().equals("b")) {
                assertThat(a.receive()).isEqualTo("a");
                b.send("b");
            }
            assertThat(receiver.result()).isEqualTo("b");
        }
    }

    /** Something to wait for that never comes, and whose attempts can be held up. */
    private static class Gate implements Selectable<String> {
        private final WaitQueue queue =
                new WaitQueue(this, "await") {
                    @Override
                    protected void announce(boolean platformThread) {}

                    @Override
                    protected void retract() {}
                };
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final CountDownLatch left = new CountDownLatch(1);
        volatile boolean closed;
        int openAttempts; // of those made while it is closed

        @Override
        public WaitQueue waitQueue() {
            return queue;
        }

        /** One whose selection is not busy meanwhile, and can be met. */
        static Gate ofHandOver() {
            return new Gate() {
                @Override
                public Attempt attempt(Consumer<? super String> result) {
                    Attempt inner = super.attempt(result);
                    return new HandOverAttempt() {
                        @Override
                        public void joins(Waiter waiter) {}

                        @Override
                        public boolean leaves() {
                            return false;
                        }

                        @Override
                        public Progress attempt() {
                            return inner.attempt();
                        }
                    };
                }
            };
        }

        @Override
        public Attempt attempt(Consumer<? super String> result) {
            return () -> {
                if (closed && openAttempts-- <= 0) {
                    reached.countDown();
                    try {
                        assertThat(open.await(20, TimeUnit.SECONDS)).isTrue();
                        left.countDown();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
                return Attempt.Progress.NOT_YET;
            };
        }

        @Override
        public ClosedException closed() {
            throw new AssertionError();
        }
    }

    @Test
    void a_signal_that_comes_while_another_clause_wins_goes_on_to_the_next_receiver()
            throws Exception {
        Gate gate = new Gate();
        BackgroundCall<String> select =
                asleep(() ->
                        Selector.selectOnce(Clause.on(gate), Clause.receive(a), Clause.receive(b)));
        BackgroundCall<String> receiver = asleep(b::receive);
        gate.closed = true;
        a.send("a1");
        assertThat(gate.reached.await(20, TimeUnit.SECONDS)).isTrue();

        b.send("b1"); // signals the select, which stands first there
        gate.open.countDown();

        assertThat(select.result()).isEqualTo("a1");
        assertThat(receiver.result()).isEqualTo("b1");
    }

    @Test
    void a_select_that_was_woken_in_vain_waits_on() throws Exception {
        Gate gate = new Gate();
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.on(gate), Clause.receive(a)));
        gate.closed = true;
        a.send("a1");
        assertThat(gate.reached.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(a.tryReceive()).isEqualTo("a1");
        gate.closed = false;
        gate.open.countDown();
        assertThat(gate.left.await(20, TimeUnit.SECONDS)).isTrue(); // no longer asleep there
        select.awaitAsleep();

        a.send("a2");

        assertThat(select.result()).isEqualTo("a2");
    }

    @Test
    void a_sender_that_comes_to_a_busy_select_is_met() throws Exception {
        Rendezvous<String> meeting = Rendezvous.of();
        Gate gate = new Gate();
        gate.openAttempts = 1; // the next is the last before the select sleeps
        gate.closed = true;
        BackgroundCall<String> select =
                BackgroundCall.of(
                        () -> Selector.selectOnce(Clause.receive(meeting), Clause.on(gate)));
        assertThat(gate.reached.await(20, TimeUnit.SECONDS)).isTrue();
        BackgroundCall<Boolean> sender =
                asleep(() -> {
                    meeting.send("x");
                    return true;
                });

        gate.open.countDown();

        assertThat(select.result()).isEqualTo("x");
        assertThat(sender.result()).isTrue();
    }

    @Test
    void a_select_that_was_met_takes_nothing_else() throws Exception {
        Rendezvous<String> meeting = Rendezvous.of();
        Rendezvous<String> other = Rendezvous.of();
        Gate gate = Gate.ofHandOver();
        BackgroundCall<String> select =
                asleep(() ->
                        Selector.selectOnce(
                                Clause.on(gate),
                                Clause.receive(a),
                                Clause.receive(meeting),
                                Clause.receive(other)));
        gate.closed = true;
        gate.queue.wakeAll();
        assertThat(gate.reached.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(meeting.trySend("x")).isTrue();
        a.send("a1");

        assertThat(other.trySend("y")).isFalse();
        gate.open.countDown();

        assertThat(select.result()).isEqualTo("x");
        assertThat(a.tryReceive()).isEqualTo("a1");
    }

    @Test
    void a_closed_selector_is_in_no_queue() throws Exception {
        Gate gate = new Gate();
        Selector<String> selector = Selector.biased(Clause.on(gate), Clause.receive(a));
        BackgroundCall<String> select = asleep(selector::select);
        a.send("a1");
        select.result();
        assertThat(gate.queue.waiters()).isEqualTo(1);

        selector.close();

        assertThat(gate.queue.waiters()).isZero();
        a.send("a2");
        assertThat(selector.select()).isEqualTo("a2");
    }

    @Test
    void overlapping_selects_are_refused_by_name() throws Exception {
        Selector<String> selector = Selector.biased(Clause.receive(a));
        BackgroundCall<String> select = asleep(selector::select);

        assertThatThrownBy(selector::select)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Thread.currentThread().getName());
        a.send("a1");
        assertThat(select.result()).isEqualTo("a1");
    }

    @Test
    void a_clause_may_select_again() throws Exception {
        a.send("a1");
        a.send("a2");
        List<String> seen = new ArrayList<>();
        Selector<String> inner = Selector.biased(Clause.receive(a));
        Selector<String> outer =
                Selector.biased(
                        Clause.receive(a)
                                .then(item -> seen.add(item + inner.trySelect(() -> "-"))));

        outer.select();

        assertThat(seen).containsExactly("a1a2");
    }

    @Test
    void a_side_declared_one_is_the_selecting_threads() throws Exception {
        BoundedBuffer<String> one =
                BoundedBuffer.<String>builder(4)
                        .producers(Parties.ONE)
                        .consumers(Parties.ONE)
                        .checkRoles(true)
                        .build();
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.receive(one), Clause.receive(b)));

        assertThat(Selector.<String>selectOnce(Clause.send(one, "over"))).isEqualTo("over");

        assertThat(select.result()).isEqualTo("over");
    }

    @Test
    void a_counted_sender_sends_until_it_is_closed() throws Exception {
        var handle = a.sender();
        Selector<String> selector = Selector.biased(Clause.send(handle, "x"));

        assertThat(selector.select()).isEqualTo("x");
        handle.close();
        assertThatThrownBy(selector::select).isInstanceOf(ClosedException.class);
    }

    @Test
    void the_end_of_a_handle_is_an_end_as_any_other() throws Exception {
        Sender<String> handle = a.sender();
        try (Sender<String> other = a.sender()) {
            handle.close();

            assertThat(
                            Selector.<String>selectOnce(
                                    Clause.send(handle, "x").atEnd(closed -> closed.getMessage())))
                    .contains("this sender of");
            assertThat(other.isClosed()).isFalse();
            assertThat(a.stats().accepted()).isZero();
        }
    }

    @Test
    void what_was_handed_over_before_its_handle_was_closed_was_sent() throws Exception {
        Rendezvous<String> meeting = Rendezvous.of();
        Sender<String> handle = meeting.sender();
        try (Sender<String> other = meeting.sender()) {
            BackgroundCall<String> select =
                    asleep(() -> Selector.selectOnce(Clause.send(handle, "x"), Clause.receive(a)));
            handle.close(); // wakes nobody

            assertThat(meeting.receive()).isEqualTo("x");

            assertThat(select.result()).isEqualTo("x");
            assertThat(other.isClosed()).isFalse();
        }
    }

    @Test
    void what_a_supplier_has_held_out_is_what_was_sent() throws Exception {
        Rendezvous<String> meeting = Rendezvous.of();
        AtomicBoolean taken = new AtomicBoolean();
        Selectable<String> sending =
                meeting.sending(() -> {
                    if (taken.get()) {
                        throw new IllegalStateException("asked for an item that is gone");
                    }
                    return "x";
                });
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.on(sending), Clause.receive(a)));
        taken.set(true);

        assertThat(meeting.receive()).isEqualTo("x");

        assertThatCode(select::result).doesNotThrowAnyException();
        assertThat(select.result()).isEqualTo("x");
    }

    @Test
    void a_select_that_fails_leaves_nothing_behind_in_a_rendezvous() {
        Rendezvous<String> meeting = Rendezvous.of();
        Selectable<String> failing =
                a.sending(() -> {
                    throw new IllegalStateException("no item");
                });
        fill(a);

        assertThatThrownBy(() -> Selector.selectOnce(Clause.receive(meeting), Clause.on(failing)))
                .hasMessage("no item");

        assertThat(meeting.trySend("x")).isFalse();
        assertThat(meeting.receiving().waitQueue().waiters()).isZero();
    }

    @Test
    void nothing_stays_where_no_signal_would_take_it_out() throws Exception {
        Timer timer = Timer.every(Duration.ofHours(1));
        Rendezvous<String> meeting = Rendezvous.of();
        Selectable<String> stage = new StageSource<>(new CompletableFuture<>());
        for (int i = 0; i < 3; i++) {
            Selector<Object> dropped =
                    Selector.biased(Clause.on(timer), Clause.receive(meeting), Clause.on(stage));
            assertThat(dropped.trySelect(Duration.ofMillis(1), () -> "late")).isEqualTo("late");
        }

        assertThat(timer.waitQueue().waiters()).isZero();
        assertThat(meeting.receiving().waitQueue().waiters()).isZero();
        assertThat(stage.waitQueue().waiters()).isZero();
    }

    @Test
    void round_robin_goes_on_behind_a_clause_that_throws() throws Exception {
        BoundedBuffer<String> ended = BoundedBuffer.of(1);
        ended.close();
        CompletableFuture<String> failed =
                CompletableFuture.failedFuture(new IllegalStateException("broken"));
        a.send("a1");
        Selector<String> selector =
                Selector.roundRobin(
                        Clause.receive(ended), Clause.completed(failed), Clause.receive(a));

        assertThatThrownBy(selector::select).isInstanceOf(ClosedException.class);
        assertThatThrownBy(selector::select).isInstanceOf(CompletionException.class);
        assertThat(selector.select()).isEqualTo("a1");
    }

    @Test
    void a_time_out_by_one_clock_ends_a_wait_by_another() throws Exception {
        VirtualTime time = new VirtualTime();
        Selector<Object> selector =
                Selector.biased(Clause.receive(a), Clause.on(Timer.after(ONE_HOUR, time)));
        BackgroundCall<Object> select =
                BackgroundCall.of(() -> selector.trySelect(Duration.ofHours(3), () -> "late"));
        time.awaitSleepers(1);
        time.advance(ONE_HOUR); // while the machine's clock stands still, so to say
        assertThat(select.result()).isInstanceOf(Timer.class);

        BackgroundCall<Object> timed =
                BackgroundCall.of(() ->
                        Selector.biased(
                                        Clause.receive(a),
                                        Clause.on(Timer.after(Duration.ofMillis(1), time)))
                                .trySelect(Duration.ofMillis(20), () -> "late"));
        assertThat(timed.result()).isEqualTo("late");
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void timers_of_several_clocks_each_end_a_select() throws Exception {
        VirtualTime one = new VirtualTime();
        VirtualTime other = new VirtualTime();
        Timer late = Timer.after(ONE_HOUR, other);
        BackgroundCall<Object> select =
                BackgroundCall.of(() ->
                        Selector.<Object>selectOnce(
                                Clause.on(Timer.after(Duration.ofMillis(1), one)),
                                Clause.on(late),
                                Clause.on(Timer.after(ONE_HOUR))));
        one.awaitSleepers(1);
        other.awaitSleepers(1);

        other.advance(ONE_HOUR);

        assertThat(select.result()).isSameAs(late);
        assertThat(one.sleepers()).isZero();
    }

    @Test
    void of_two_that_wait_for_a_timer_the_first_gets_the_tick_and_the_next_leads()
            throws Exception {
        VirtualTime time = new VirtualTime();
        Timer timer = Timer.every(ONE_HOUR, time);
        BackgroundCall<Timer> first =
                BackgroundCall.of(() -> Selector.selectOnce(Clause.on(timer)));
        time.awaitSleepers(1);
        BackgroundCall<Timer> second = asleep(() -> Selector.selectOnce(Clause.on(timer)));
        assertThat(time.sleepers()).isEqualTo(1);

        time.advance(ONE_HOUR);

        assertThat(first.result()).isSameAs(timer);
        time.awaitSleepers(1);
        assertThat(second.isDone()).isFalse();
        time.advance(ONE_HOUR);
        assertThat(second.result()).isSameAs(timer);
    }

    @Test
    void a_buffer_that_rejects_lets_a_select_wait_for_room() throws Exception {
        BoundedBuffer<String> full =
                BoundedBuffer.<String>builder(1).overflow(Overflow.REJECT).build();
        full.send("old");
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.send(full, "new"), Clause.receive(a)));

        assertThat(full.receive()).isEqualTo("old");

        assertThat(select.result()).isEqualTo("new");
    }

    @Test
    void a_report_names_selects_that_wait_and_no_others() throws Exception {
        Gate gate =
                new Gate() {
                    @Override
                    public String toString() {
                        return "the gate of this test";
                    }
                };
        Selector<String> selector = Selector.biased(Clause.on(gate), Clause.receive(a));
        BackgroundCall<String> select = asleep(selector::select);
        assertThat(Ropewalk.dump().toString()).contains("the gate of this test");
        a.send("a1");
        assertThat(select.result()).isEqualTo("a1");

        assertThat(gate.queue.waiters()).isEqualTo(1); // still registered
        assertThat(Ropewalk.dump().toString()).doesNotContain("the gate of this test");
    }

    @Test
    void many_selectors_share_a_channel() throws Exception {
        List<BackgroundCall<String>> selects = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            selects.add(asleep(() -> Selector.selectOnce(Clause.receive(a), Clause.receive(b))));
        }

        for (int i = 0; i < 4; i++) {
            a.send("item");
            b.send("item");
        }

        for (BackgroundCall<String> select : selects) {
            assertThat(select.result()).isEqualTo("item");
        }
    }
}
