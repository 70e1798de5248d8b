package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.WaitQueue;
import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Parts of a ring on their own. Who waits is told without a thread, so nothing has to be awaited;
 * and where publishers fence, so no timer tells it.
 */
@Timeout(60)
class RingPartsTest {
    private final RingBuffer<Cell> ring = Cell.ring(4).build();
    private final Stage stage = ring.stage("stage", new Seen()).add();
    private final Track track = stage.tracks()[0];

    private static AtomicReference<Outcome> waiter(WaitQueue queue, BooleanSupplier condition) {
        AtomicReference<Outcome> told = new AtomicReference<>();
        Object ignored =
                queue.register(
                        "waiter",
                        () -> condition.getAsBoolean() ? Progress.DONE : Progress.NOT_YET,
                        (outcome, failure) -> told.set(outcome),
                        null);
        assertThat(told).hasValue(null);
        return told;
    }

    @Test
    void a_step_wakes_whoever_waits_for_it() {
        Track fenced = new Track(0, "stage", true);
        AtomicReference<Outcome> told = waiter(fenced.waiters(), () -> fenced.end() == 2);

        fenced.moveTo(1);
        assertThat(told).hasValue(null);
        fenced.moveTo(2);

        assertThat(told).hasValue(Outcome.GRANTED);
    }

    @Test
    void the_end_of_a_stage_is_there_before_anybody_is_woken() {
        Track fenced = new Track(0, "stage", true);
        AtomicReference<Outcome> told = waiter(fenced.waiters(), () -> fenced.isOverAt(0));

        fenced.finish();

        assertThat(told).hasValue(Outcome.GRANTED);
    }

    @ParameterizedTest
    @EnumSource
    void a_publication_wakes_whoever_waits_for_it(Parties producers) {
        Claims claims =
                Cell.ring(4)
                        .producers(producers)
                        .waitPolicy(WaitPolicy.PUBLISHER_FENCES)
                        .build()
                        .stage("stage", new Seen())
                        .add()
                        .graph()
                        .claims();
        AtomicReference<Outcome> told = waiter(claims.waiters(), () -> claims.endFrom(0, 4) > 0);

        claims.publish(claims.tryClaim(1), 1);

        assertThat(told).hasValue(Outcome.GRANTED);
    }

    @Test
    void a_turn_that_is_given_back_wakes_the_next() {
        Turn turn = new Turn("test", "take");
        assertThat(turn.tryTake()).isTrue();
        AtomicReference<Outcome> told = waiter(turn, turn::tryTake);

        turn.giveBack();

        assertThat(told).hasValue(Outcome.GRANTED);
        assertThat(turn.tryTake()).isFalse();
    }

    @Test
    void runs_that_are_done_are_passed_in_order_and_wake_whoever_waits() {
        Track shared = new Track(0, "group", true);
        Tickets tickets = new Tickets(stage, shared, 4, 2);
        AtomicReference<Outcome> told = waiter(shared.waiters(), () -> shared.end() == 3);

        tickets.complete(2, 3);
        tickets.complete(1, 2);
        assertThat(shared.end()).isZero();
        tickets.complete(0, 1);

        assertThat(shared.end()).isEqualTo(3);
        assertThat(told).hasValue(Outcome.GRANTED);
    }

    @Test
    void a_member_leaves_items_for_the_others() {
        Tickets tickets = new Tickets(stage, new Track(0, "group", true), 64, 2);

        long end = tickets.take(0, 20, 16);

        assertThat(end).isEqualTo(5);
        assertThat(tickets.next()).isEqualTo(5);
        assertThat(tickets.take(5, 6, 16)).isEqualTo(6);
    }

    @Test
    void an_abort_marks_one_sequence_and_not_its_slot() {
        Tombstones tombstones = new Tombstones(8, 0);

        tombstones.add(2);

        assertThat(tombstones.contains(2)).isTrue();
        assertThat(tombstones.contains(10)).isFalse();
        assertThat(tombstones.since(2)).isTrue();
        assertThat(tombstones.since(3)).isFalse();
    }

    private Lookout lookout(Upstream... upstreams) {
        WaitPolicy policy = WaitPolicy.SLEEPER_FENCES.withoutSpinning();
        return new Lookout(stage, upstreams, policy, 4, track::end);
    }

    @Test
    void a_worker_goes_as_far_as_the_last_of_its_upstreams() {
        Track near = new Track(2, "near", true);
        Track far = new Track(3, "far", true);

        assertThat(lookout(far, near).await(0, 8)).isEqualTo(2);
        assertThat(lookout(near, far).await(0, 8)).isEqualTo(2);
    }

    /** Takes its last step, and ends, after it was asked how far it is. */
    private static final class Ending implements Upstream {
        private final WaitQueue waiters = new OnePublisherWaitQueue("ending", "follow", true);
        private long end;

        @Override
        public long endFrom(long next, int most) {
            return end;
        }

        @Override
        public boolean isOverAt(long next) {
            end = 1;
            return true;
        }

        @Override
        public WaitQueue waiters() {
            return waiters;
        }
    }

    @Test
    void a_worker_does_not_overlook_the_last_step_before_the_end() {
        Lookout lookout = lookout(new Ending());

        assertThat(lookout.await(0, 8)).isEqualTo(1);
        assertThat(lookout.await(1, 8)).isEqualTo(1);
    }

    @Test
    void a_producer_does_not_wait_for_a_stage_that_has_left() throws Exception {
        ring.stage("other", new Seen()).add().tracks()[0].moveTo(4);
        ring.publish(ring.tryClaim(4), 4);
        BackgroundCall<Long> producer = BackgroundCall.of(() -> ring.claim());
        producer.awaitAsleep();

        stage.leave();

        assertThat(producer.result()).isEqualTo(4);
    }

    @Test
    void a_producer_that_has_waited_lets_the_next_one_wait() throws Exception {
        Cell.put(ring, 0);
        ring.publish(ring.tryClaim(3), 3);
        BackgroundCall<Long> first = BackgroundCall.of(() -> ring.claim());
        first.awaitAsleep();
        BackgroundCall<Long> second = BackgroundCall.of(() -> ring.claim());
        second.awaitAsleep();

        track.moveTo(1);
        assertThat(first.result()).isEqualTo(4);
        track.moveTo(2);

        assertThat(second.result()).isEqualTo(5);
    }
}
