package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.queues.select.Clause;
import io.ropewalk.queues.select.Selector;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RendezvousTest {
    private final List<String> undelivered = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();
    private final Rendezvous<String> meeting =
            Rendezvous.<String>builder().onUndelivered(undelivered::add).timeSource(time).build();

    private static <T> BackgroundCall<T> asleep(Callable<T> call) {
        BackgroundCall<T> background = BackgroundCall.of(call);
        background.awaitAsleep();
        return background;
    }

    private static BackgroundCall<Boolean> sending(Rendezvous<String> to, String item) {
        return asleep(() -> {
            to.send(item);
            return true;
        });
    }

    @Test
    void a_sender_waits_for_a_receiver() throws Exception {
        BackgroundCall<Boolean> sender = sending(meeting, "x");

        assertThat(meeting.receive()).isEqualTo("x");
        assertThat(sender.result()).isTrue();
    }

    @Test
    void a_receiver_waits_for_a_sender() throws Exception {
        BackgroundCall<String> receiver = asleep(meeting::receive);

        meeting.send("x");

        assertThat(receiver.result()).isEqualTo("x");
    }

    @Test
    void nobody_waits_in_the_tries() throws Exception {
        assertThat(meeting.trySend("x")).isFalse();
        assertThat(meeting.tryReceive()).isNull();

        BackgroundCall<String> receiver = asleep(meeting::receive);
        assertThat(meeting.trySend("x")).isTrue();
        assertThat(receiver.result()).isEqualTo("x");

        BackgroundCall<Boolean> sender = sending(meeting, "y");
        assertThat(meeting.tryReceive()).isEqualTo("y");
        assertThat(sender.result()).isTrue();
    }

    @Test
    void those_who_wait_are_met_in_their_order() throws Exception {
        List<BackgroundCall<Boolean>> senders = new ArrayList<>();
        for (String item : List.of("a", "b", "c")) {
            senders.add(sending(meeting, item));
        }

        assertThat(meeting.receive()).isEqualTo("a");
        assertThat(meeting.receive()).isEqualTo("b");
        assertThat(meeting.receive()).isEqualTo("c");
        for (BackgroundCall<Boolean> sender : senders) {
            assertThat(sender.result()).isTrue();
        }
    }

    @Test
    void a_sender_whose_time_is_up_has_handed_over_nothing() throws Exception {
        BackgroundCall<Boolean> sender =
                BackgroundCall.of(() -> meeting.trySend("x", Duration.ofSeconds(1)));
        time.awaitSleepers(1);

        time.advance(Duration.ofSeconds(1));

        assertThat(sender.result()).isFalse();
        assertThat(meeting.tryReceive()).isNull();
    }

    @Test
    void a_receiver_whose_time_is_up_takes_nothing_later() throws Exception {
        BackgroundCall<String> receiver =
                BackgroundCall.of(() -> meeting.tryReceive(Duration.ofSeconds(1)));
        time.awaitSleepers(1);

        time.advance(Duration.ofSeconds(1));

        assertThat(receiver.result()).isNull();
        assertThat(meeting.trySend("x")).isFalse();
    }

    @Test
    void an_interrupted_sender_takes_its_item_back() {
        BackgroundCall<Boolean> sender = sending(meeting, "x");

        sender.interrupt();

        assertThat(sender.failure()).isInstanceOf(InterruptedException.class);
        assertThat(meeting.tryReceive()).isNull();
    }

    @Test
    void a_close_ends_both_waits() {
        BackgroundCall<Boolean> sender = sending(meeting, "x");
        meeting.close();
        Rendezvous<String> other = Rendezvous.of();
        BackgroundCall<String> receiver = asleep(other::receive);
        other.cancel();

        assertThat(sender.failure()).isInstanceOf(ClosedException.class);
        assertThat(receiver.failure()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> meeting.trySend("y")).isInstanceOf(ClosedException.class);
        assertThatThrownBy(meeting::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void pending_calls_meet_and_can_be_cancelled() throws Exception {
        CompletableFuture<String> cancelled = meeting.receiveAsync().toCompletableFuture();
        CompletableFuture<String> receiving = meeting.receiveAsync().toCompletableFuture();
        assertThat(cancelled.cancel(false)).isTrue();

        CompletableFuture<?> sent = meeting.sendAsync("x").toCompletableFuture();

        assertThat(sent).isCompleted();
        assertThat(receiving).isCompletedWithValue("x");
        CompletableFuture<?> pending = meeting.sendAsync("y").toCompletableFuture();
        assertThat(pending).isNotDone();
        assertThat(meeting.receive()).isEqualTo("y");
        assertThat(pending).isCompleted();
    }

    @Test
    void pending_receives_are_met_in_their_order() {
        List<CompletableFuture<String>> receives = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receives.add(meeting.receiveAsync().toCompletableFuture());
        }

        for (int i = 0; i < 3; i++) {
            assertThat(meeting.trySend("item " + i)).isTrue();
        }

        for (int i = 0; i < 3; i++) {
            assertThat(receives.get(i)).isCompletedWithValue("item " + i);
        }
    }

    @Test
    void a_drain_takes_what_waiting_senders_hold() throws Exception {
        sending(meeting, "a");
        sending(meeting, "b");
        List<String> got = new ArrayList<>();

        assertThat(meeting.drainTo(got::add, 10)).isEqualTo(2);
        assertThat(got).containsExactly("a", "b");
    }

    @Test
    void what_a_throwing_sink_leaves_is_undelivered() {
        sending(meeting, "a");
        sending(meeting, "b");

        assertThatThrownBy(() ->
                        meeting.drainTo(
                                item -> {
                                    throw new IllegalStateException(item);
                                },
                                10))
                .hasMessage("a");

        assertThat(undelivered).containsExactly("b");
        assertThat(meeting.stats().accepted()).isEqualTo(2);
        assertThat(meeting.stats().delivered()).isEqualTo(1);
    }

    @Test
    void two_selectors_meet() throws Exception {
        BoundedBuffer<String> never = BoundedBuffer.of(1);
        BackgroundCall<String> receiver =
                asleep(() -> Selector.selectOnce(Clause.receive(never), Clause.receive(meeting)));

        String sent = Selector.selectOnce(Clause.receive(never), Clause.send(meeting, "x"));

        assertThat(sent).isEqualTo("x");
        assertThat(receiver.result()).isEqualTo("x");
    }

    @Test
    void a_selector_does_not_meet_itself() throws Exception {
        Selector<String> selector =
                Selector.biased(Clause.receive(meeting), Clause.send(meeting, "x"));

        assertThat(selector.trySelect(() -> "nobody")).isEqualTo("nobody");
        BackgroundCall<String> select = asleep(selector::select);
        assertThat(meeting.receive()).isEqualTo("x");
        assertThat(select.result()).isEqualTo("x");
    }

    @Test
    void a_selector_that_won_elsewhere_hands_over_nothing() throws Exception {
        BoundedBuffer<String> other = BoundedBuffer.of(1);
        BackgroundCall<String> select =
                asleep(() -> Selector.selectOnce(Clause.send(meeting, "x"), Clause.receive(other)));

        other.send("y");

        assertThat(select.result()).isEqualTo("y");
        assertThat(meeting.tryReceive()).isNull();
    }

    @Test
    void a_thread_pool_runs_on_its_view() throws Exception {
        Rendezvous<Runnable> work = Rendezvous.of();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(0, 10, 1, TimeUnit.MINUTES, work.asBlockingQueue());
        try {
            List<CompletableFuture<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int n = i;
                results.add(CompletableFuture.supplyAsync(() -> n * n, pool));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(results.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(i * i);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void clearing_its_view_takes_nothing_from_those_who_wait() throws Exception {
        Rendezvous<String> meeting = Rendezvous.of();
        BackgroundCall<Boolean> sender =
                BackgroundCall.of(() -> {
                    meeting.asBlockingQueue().put("x");
                    return true;
                });
        sender.awaitAsleep();

        meeting.asBlockingQueue().clear();

        assertThat(sender.isDone()).isFalse();
        assertThat(meeting.tryReceive()).isEqualTo("x");
        assertThat(sender.result()).isTrue();
    }

    @Test
    void a_batch_takes_the_items_of_all_who_wait() throws Exception {
        Rendezvous<String> meeting = Rendezvous.of();
        List<BackgroundCall<Boolean>> senders = new ArrayList<>();
        for (String item : List.of("a", "b")) {
            BackgroundCall<Boolean> sender =
                    BackgroundCall.of(() -> {
                        meeting.send(item);
                        return true;
                    });
            sender.awaitAsleep();
            senders.add(sender);
        }
        List<String> batch = new ArrayList<>();

        assertThat(meeting.receiveBatch(batch::add, 10)).isEqualTo(2);

        assertThat(batch).containsExactly("a", "b");
        for (BackgroundCall<Boolean> sender : senders) {
            assertThat(sender.result()).isTrue();
        }
    }

    @Test
    void its_view_is_always_empty() {
        var view = meeting.asBlockingQueue();

        assertThat(view.size()).isZero();
        assertThat(view.remainingCapacity()).isZero();
        assertThat(view.peek()).isNull();
        assertThat(view.iterator().hasNext()).isFalse();
        assertThat(view.offer("x")).isFalse();
        assertThatThrownBy(() -> view.add("x")).isInstanceOf(IllegalStateException.class);
        meeting.close();
        assertThat(view.offer("x")).isFalse();
        assertThat(view.poll()).isNull();
    }
}
