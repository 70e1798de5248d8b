package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ropewalk.core.ClosedException;
import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Claiming, publishing and aborting. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class RingClaimTest {
    private static final Duration PATIENCE = Seen.PATIENCE;

    private final Parties producers;
    private final Seen seen = new Seen();

    RingClaimTest(Parties producers) {
        this.producers = producers;
    }

    private RingBuffer<Cell> ring(int capacity) {
        return Cell.ring(capacity).producers(producers).build();
    }

    private RingBuffer<Cell> started(int capacity) {
        RingBuffer<Cell> ring = ring(capacity);
        ring.stage("seen", seen).add();
        ring.start();
        return ring;
    }

    private static void end(RingBuffer<Cell> ring) throws InterruptedException {
        ring.close();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void sequences_start_at_zero_and_count_up() {
        RingBuffer<Cell> ring = ring(8);

        assertThat(List.of(ring.tryClaim(), ring.tryClaim(3), ring.tryClaim()))
                .containsExactly(0L, 1L, 4L);
    }

    @Test
    void what_was_not_claimed_can_be_neither_published_nor_aborted() throws Exception {
        RingBuffer<Cell> ring = ring(4);
        for (int i = 0; i < 4; i++) {
            Cell.put(ring, i);
        }
        long none = ring.tryClaim();

        assertThatThrownBy(() -> ring.publish(none))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NO_ROOM");
        assertThatThrownBy(() -> ring.publish(none, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ring.abort(none)).isInstanceOf(IllegalStateException.class);

        ring.stage("seen", seen).add();
        ring.start();
        assertThat(seen.await(4)).containsExactly(0L, 1L, 2L, 3L);
        end(ring);
    }

    @Test
    void a_small_claim_need_not_wait_behind_a_large_one() throws Exception {
        assumeTrue(producers == Parties.MANY);
        RingBuffer<Cell> ring = ring(8);
        CountDownLatch mayBegin = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ring.stage(
                        "stalls",
                        (cell, sequence, endOfBatch) -> {
                            mayBegin.await();
                            if (sequence == 7) {
                                mayEnd.await();
                            }
                        })
                .batchLimit(1)
                .add();
        for (int i = 0; i < 8; i++) {
            Cell.put(ring, i);
        }
        ring.start();
        BackgroundCall<Long> large = BackgroundCall.of(() -> ring.claim(8));
        large.awaitAsleep();
        BackgroundCall<Long> small = BackgroundCall.of(() -> ring.tryClaim(1, PATIENCE));
        small.awaitAsleep();

        mayBegin.countDown();

        assertThat(small.result()).isEqualTo(8);
        assertThat(large.isDone()).isFalse();
        ring.publish(8);
        mayEnd.countDown();
        assertThat(large.result()).isEqualTo(9);
        ring.publish(9, 8);
        end(ring);
    }

    @Test
    void a_ring_takes_exactly_its_capacity_and_then_has_no_room() {
        for (int capacity : new int[] {1, 2, 3, 5, 8, 100}) {
            RingBuffer<Cell> ring = ring(capacity);

            for (int i = 0; i < capacity; i++) {
                assertThat(Cell.put(ring, i)).isEqualTo(i);
            }

            assertThat(ring.tryClaim()).isEqualTo(RingBuffer.NO_ROOM);
            assertThat(ring.stats().timesFull()).isEqualTo(1);
            assertThat(ring.stats().remainingCapacity()).isZero();
        }
    }

    @Test
    void a_capacity_that_is_no_power_of_two_has_slots_enough() {
        RingBuffer<Cell> ring = ring(3);

        assertThat(List.of(ring.get(0), ring.get(1), ring.get(2))).doesNotHaveDuplicates();
    }

    @Test
    void a_range_needs_room_for_all_of_it() {
        RingBuffer<Cell> ring = ring(5);
        ring.publish(ring.tryClaim(3), 3);

        assertThat(ring.tryClaim(3)).isEqualTo(RingBuffer.NO_ROOM);
        assertThat(ring.tryClaim(2)).isEqualTo(3);
    }

    @Test
    void a_claim_of_more_than_the_capacity_names_both() {
        RingBuffer<Cell> ring = ring(5);

        for (int count : new int[] {6, 0, -1}) {
            assertThatThrownBy(() -> ring.claim(count))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("count is " + count + ", must be between 1 and the capacity 5");
            assertThatThrownBy(() -> ring.tryClaim(count))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ring.tryClaim(count, PATIENCE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ring.publish(0, count))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_bad_capacity_is_named() {
        assertThatThrownBy(() -> RingBuffer.builder(0, Cell::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity is 0");
    }

    @Test
    void a_ring_must_be_told_what_becomes_of_used_slots() {
        assertThatThrownBy(() -> RingBuffer.builder(4, Cell::new).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("clear(...)")
                .hasMessageContaining("keep()");
    }

    @Test
    void a_factory_that_gives_null_is_refused() {
        assertThatThrownBy(() -> RingBuffer.builder(4, () -> null).keep().build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("slot number 0");
    }

    @Test
    void what_is_published_is_seen_in_the_order_of_the_claims() throws Exception {
        RingBuffer<Cell> ring = started(4);

        List<Long> expected = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            long sequence = ring.claim();
            ring.get(sequence).value = i;
            ring.publish(sequence);
            expected.add(i);
        }

        end(ring);
        assertThat(seen.values()).isEqualTo(expected);
    }

    @Test
    void claims_may_be_published_in_any_order() throws Exception {
        RingBuffer<Cell> ring = started(16);
        long first = ring.claim(6);
        for (int i = 0; i < 6; i++) {
            ring.get(first + i).value = i;
        }

        ring.publish(first + 4);
        ring.publish(first + 1, 2);
        ring.abort(first + 5);
        assertThat(seen.values()).isEmpty();
        ring.publish(first);
        seen.await(3);
        ring.publish(first + 3);

        end(ring);
        assertThat(seen.values()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void an_aborted_claim_is_passed_by_every_stage() throws Exception {
        RingBuffer<Cell> ring = ring(8);
        Seen behind = new Seen();
        Stage first = ring.stage("seen", seen).add();
        ring.stage("behind", behind).after(first).add();
        ring.start();

        for (long i = 0; i < 100; i++) {
            long sequence = ring.claim();
            ring.get(sequence).value = i;
            if (i % 3 == 0) {
                ring.abort(sequence);
            } else {
                ring.publish(sequence);
            }
        }

        end(ring);
        assertThat(seen.values()).hasSize(66).noneMatch(value -> value % 3 == 0);
        assertThat(behind.values()).isEqualTo(seen.values());
        assertThat(ring.stats().aborted()).isEqualTo(34);
        assertThat(ring.stats().published()).isEqualTo(66);
    }

    @Test
    void claims_may_be_aborted_in_any_order() throws Exception {
        RingBuffer<Cell> ring = ring(8);
        ring.stage("seen", seen).batchLimit(1).add();
        long first = ring.tryClaim(3);
        ring.get(first + 1).value = 7;

        ring.abort(first + 2);
        ring.abort(first);
        ring.publish(first + 1);
        ring.start();

        end(ring);
        assertThat(seen.values()).containsExactly(7L);
    }

    @Test
    void a_ring_of_nothing_but_aborted_claims_goes_on() throws Exception {
        RingBuffer<Cell> ring = started(2);

        for (int i = 0; i < 50; i++) {
            ring.abort(ring.claim());
        }

        end(ring);
        assertThat(seen.values()).isEmpty();
    }

    @Test
    void publishing_or_aborting_twice_is_refused() {
        RingBuffer<Cell> ring = ring(8);
        long first = ring.tryClaim(3);
        ring.publish(first);
        ring.publish(first + 2);

        for (long sequence : new long[] {first, first + 2}) {
            assertThatThrownBy(() -> ring.publish(sequence))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sequence " + sequence + " was published");
            assertThatThrownBy(() -> ring.abort(sequence))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> ring.publish(first + 1, 2))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ring.stats().unpublished()).hasValue(first + 1);
        assertThat(ring.stats().aborted()).isZero();
    }

    @Test
    void aborting_what_is_not_claimed_is_refused() {
        RingBuffer<Cell> ring = ring(8);
        ring.publish(ring.tryClaim());

        assertThatThrownBy(() -> ring.abort(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sequence 1 is not claimed");
    }

    @Test
    void a_claim_waits_for_room() throws Exception {
        RingBuffer<Cell> ring = ring(2);
        ring.stage("seen", seen).add();
        Cell.put(ring, 1);
        Cell.put(ring, 2);
        BackgroundCall<Long> claim = BackgroundCall.of(() -> ring.claim());
        claim.awaitAsleep();

        ring.start();

        assertThat(claim.result()).isEqualTo(2);
    }

    @Test
    void a_timed_claim_gives_up_and_has_claimed_nothing() throws Exception {
        VirtualTime time = new VirtualTime();
        RingBuffer<Cell> ring = Cell.ring(2).producers(producers).timeSource(time).build();
        ring.publish(ring.tryClaim(2), 2);
        BackgroundCall<Long> claim = BackgroundCall.of(() -> ring.tryClaim(1, Duration.ofHours(1)));
        time.awaitSleepers(1);

        time.advance(Duration.ofHours(1));

        assertThat(claim.result()).isEqualTo(RingBuffer.NO_ROOM);
        assertThat(ring.claimedEnd()).isEqualTo(2);
    }

    @Test
    void a_timed_claim_without_time_tries_once() throws Exception {
        RingBuffer<Cell> ring = ring(1);

        assertThat(ring.tryClaim(1, Duration.ZERO)).isZero();
        assertThat(ring.tryClaim(1, Duration.ZERO)).isEqualTo(RingBuffer.NO_ROOM);
        assertThat(ring.tryClaim(1, Duration.ofNanos(-1))).isEqualTo(RingBuffer.NO_ROOM);
    }

    @Test
    void an_interrupted_claim_has_claimed_nothing() throws Exception {
        RingBuffer<Cell> ring = ring(1);
        Cell.put(ring, 1);
        BackgroundCall<Long> claim = BackgroundCall.of(() -> ring.claim());
        claim.awaitAsleep();

        claim.interrupt();

        assertThat(claim.failure())
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("claim");
        assertThat(claim.leftInterruptPending()).isFalse();
        assertThat(ring.claimedEnd()).isEqualTo(1);
    }

    @Test
    void an_interrupt_before_a_claim_is_not_overlooked() {
        RingBuffer<Cell> ring = ring(4);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ring.claim()).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(ring.claimedEnd()).isZero();
    }

    @Test
    void a_producer_that_waits_is_told_of_the_close() throws Exception {
        RingBuffer<Cell> ring = ring(1);
        BackgroundCall<Long> claim =
                BackgroundCall.of(() -> {
                    Cell.put(ring, 1);
                    return ring.claim();
                });
        claim.awaitAsleep();
        IllegalStateException why = new IllegalStateException("why");

        ring.close(why);

        assertThat(claim.failure())
                .isInstanceOf(ClosedException.class)
                .hasCause(why)
                .hasMessageContaining("closed");
    }

    @Test
    void a_claim_after_the_close_is_refused() {
        RingBuffer<Cell> ring = ring(4);
        ring.close();

        assertThatThrownBy(ring::tryClaim).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> ring.claim(2)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> ring.tryClaim(1, PATIENCE)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> ring.tryPublish(cell -> {})).isInstanceOf(ClosedException.class);
    }

    @Test
    void a_writer_publishes_in_place() throws Exception {
        RingBuffer<Cell> ring = started(2);

        for (long i = 0; i < 10; i++) {
            long value = i;
            assertThat(ring.publish(cell -> cell.value = value)).isEqualTo(i);
        }

        end(ring);
        assertThat(seen.values()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void a_writer_that_throws_aborts_its_claim() throws Exception {
        RingBuffer<Cell> ring = started(2);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() ->
                            ring.publish(cell -> {
                                throw new IllegalStateException("why");
                            }))
                    .hasMessage("why");
        }
        boolean published = ring.publish(cell -> cell.value = 7) >= 0;

        end(ring);
        assertThat(published).isTrue();
        assertThat(seen.values()).containsExactly(7L);
        assertThat(ring.stats().aborted()).isEqualTo(5);
    }

    @Test
    void a_writer_is_not_asked_when_there_is_no_room() {
        RingBuffer<Cell> ring = ring(1);

        assertThat(ring.tryPublish(cell -> cell.value = 1)).isTrue();
        assertThat(
                        ring.tryPublish(cell -> {
                            throw new AssertionError();
                        }))
                .isFalse();
    }

    @Test
    void a_text_tells_what_is_going_on() {
        RingBuffer<Cell> ring = Cell.ring(8).producers(producers).name("orders").build();
        ring.stage("slow", seen).add();
        ring.publish(ring.tryClaim());
        ring.tryClaim(2);

        assertThat(ring)
                .hasToString(
                        "RingBuffer[orders, 3 of 8, slowest stage slow at 0, sequence 1 claimed and"
                                + " not published]");
    }
}
