package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** How a ring ends: among others what the Disruptor's issues 111, 182, 198 and 517 tell of. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class RingCloseTest {
    private static final Duration PATIENCE = Seen.PATIENCE;

    private final RingBuffer<Cell> ring;
    private final Seen seen = new Seen();

    RingCloseTest(Parties producers) {
        ring = Cell.ring(8).producers(producers).build();
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(Cell.put(ring, i)).isNotNegative();
        }
    }

    @Test
    void a_stage_whose_thread_runs_after_the_close_gets_all_the_same() throws Exception {
        List<Runnable> work = new ArrayList<>();
        ring.stage("late", seen)
                .threads(runnable -> {
                    work.add(runnable);
                    return new Thread(() -> {}); // a thread that does not come to it
                })
                .add();
        ring.start();
        put(5);
        ring.close();
        assertThat(ring.awaitDone(Duration.ZERO)).isFalse();

        work.get(0).run();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(seen.values()).hasSize(5);
    }

    @Test
    void a_stage_that_is_started_after_the_close_gets_all_the_same() throws Exception {
        Stage stage = ring.stage("late", seen).add();
        put(5);
        ring.close();
        assertThat(ring.awaitDone(Duration.ofMillis(1))).isFalse();
        assertThat(stage.awaitDone(Duration.ofMillis(1))).isFalse();

        ring.start();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(stage.awaitDone(PATIENCE)).isTrue();
        assertThat(seen.values()).hasSize(5);
    }

    @Test
    void a_producer_that_awaits_the_end_hears_of_a_close_elsewhere() throws Exception {
        Stage stage = ring.stage("seen", seen).add();
        ring.start();
        BackgroundCall<Boolean> producer =
                BackgroundCall.of(() -> {
                    put(3);
                    return stage.awaitDone(PATIENCE) && ring.awaitDone(PATIENCE);
                });
        producer.awaitAsleep();

        ring.close();

        assertThat(producer.result()).isTrue();
        assertThat(seen.values()).hasSize(3);
    }

    @Test
    void a_producer_that_awaits_the_end_hears_of_a_failure() throws Exception {
        CountDownLatch mayFail = new CountDownLatch(1);
        ring.stage(
                        "fails",
                        (cell, sequence, endOfBatch) -> {
                            mayFail.await();
                            throw new IllegalStateException("planned");
                        })
                .add();
        ring.stage("seen", seen).add();
        ring.start();
        BackgroundCall<Boolean> producer =
                BackgroundCall.of(() -> {
                    put(3);
                    return ring.awaitDone(PATIENCE);
                });
        producer.awaitAsleep();

        mayFail.countDown();

        assertThat(producer.failure()).isInstanceOf(StageFailedException.class);
        assertThat(seen.values()).hasSize(3);
    }

    /** It then is the producer, and sleeps behind another stage. */
    @Test
    void a_stage_that_publishes_hears_of_a_close_elsewhere() throws Exception {
        Stage before = ring.stage("before", (cell, sequence, endOfBatch) -> {}).add();
        ring.stage(
                        "feeds back",
                        (cell, sequence, endOfBatch) -> {
                            if (cell.value == 0) {
                                assertThat(Cell.put(ring, 1)).isNotNegative();
                            }
                            seen.onItem(cell, sequence, endOfBatch);
                        })
                .after(before)
                .add();
        ring.start();
        Thread first = new Thread(() -> put(1));
        first.start();
        first.join();
        assertThat(seen.await(2)).containsExactly(0L, 1L);

        ring.close();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void a_close_right_after_the_start_loses_nothing() throws Exception {
        for (int round = 0; round < 200; round++) {
            RingBuffer<Cell> fresh = Cell.ring(8).producers(Parties.ONE).build();
            Seen all = new Seen();
            fresh.stage("all", all).add();
            fresh.start();
            for (int i = 0; i < 3; i++) {
                Cell.put(fresh, i);
            }
            fresh.close();

            assertThat(fresh.awaitDone(PATIENCE)).isTrue();
            assertThat(all.values()).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void producers_that_wait_at_the_close_do_not_stay_stuck() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ring.stage("slow", (cell, s, e) -> go.await()).add();
        ring.start();
        BackgroundCall<Long> producer =
                BackgroundCall.of(() -> {
                    put(8);
                    return ring.claim(3);
                });
        producer.awaitAsleep();

        ring.close();

        assertThat(producer.failure()).isInstanceOf(ClosedException.class);
        go.countDown();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void a_wait_for_the_end_ends_although_a_stage_is_stuck() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ring.stage("stuck", (cell, s, e) -> go.await()).add();
        ring.start();
        put(1);
        ring.close();

        assertThat(ring.awaitDone(Duration.ofMillis(50))).isFalse();

        go.countDown();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void a_wait_for_the_end_can_be_interrupted() throws Exception {
        ring.stage("never", seen).add();
        BackgroundCall<Void> wait =
                BackgroundCall.of(() -> {
                    ring.awaitDone();
                    return null;
                });
        wait.awaitAsleep();

        wait.interrupt();

        assertThat(wait.failure()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void the_end_is_awaited_before_the_close_too() throws Exception {
        ring.stage("seen", seen).add();
        ring.start();
        BackgroundCall<Boolean> wait = BackgroundCall.of(() -> ring.awaitDone(PATIENCE));
        wait.awaitAsleep();
        put(2);

        ring.close();

        assertThat(wait.result()).isTrue();
        assertThat(seen.values()).hasSize(2);
    }

    @Test
    void a_ring_without_stages_is_done_when_it_is_closed() throws Exception {
        put(2);
        ring.close();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void what_is_claimed_before_the_close_can_be_published_after_it() throws Exception {
        ring.stage("seen", seen).add();
        ring.start();
        long first = ring.tryClaim(3);
        ring.close();
        ring.get(first).value = 7;
        ring.publish(first);
        ring.abort(first + 1);
        assertThat(ring.awaitDone(Duration.ofMillis(20))).isFalse();

        ring.get(first + 2).value = 9;
        ring.publish(first + 2);

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(seen.values()).containsExactly(7L, 9L);
    }

    @Test
    void a_claim_that_is_never_published_is_named() throws Exception {
        ring.stage("seen", seen).add();
        ring.start();
        put(2);
        long stuck = ring.tryClaim();
        ring.close();

        assertThat(ring.awaitDone(Duration.ofMillis(20))).isFalse();
        assertThat(ring.stats().unpublished()).hasValue(stuck);
        assertThat(ring.toString()).contains("sequence 2 claimed and not published");
        ring.abort(stuck);
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void a_close_by_another_thread_ends_a_ring_whose_producer_has_ended() throws Exception {
        ring.stage("seen", seen).add();
        ring.start();
        BackgroundCall<Integer> producer =
                BackgroundCall.of(() -> {
                    put(3);
                    return 3;
                });
        producer.result();

        ring.close();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(seen.values()).hasSize(3);
    }

    @Test
    void a_close_by_another_thread_takes_effect_at_the_producers_next_step() throws Exception {
        ring.stage("seen", seen).add();
        ring.start();
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        BackgroundCall<Long> producer =
                BackgroundCall.of(() -> {
                    long sequence = ring.claim();
                    claimed.countDown();
                    closed.await();
                    ring.publish(sequence);
                    return ring.claim();
                });
        claimed.await();

        ring.close();
        closed.countDown();

        assertThat(producer.failure()).isInstanceOf(ClosedException.class);
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(seen.values()).hasSize(1);
    }

    @Test
    void a_producer_that_ends_after_a_close_elsewhere_ends_the_ring() throws Exception {
        ring.stage("seen", seen).add();
        ring.start();
        CountDownLatch published = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        BackgroundCall<Integer> producer =
                BackgroundCall.of(() -> {
                    put(1);
                    published.countDown();
                    closed.await(); // and ends without another call
                    return 1;
                });
        published.await();

        ring.close();
        closed.countDown();

        producer.result();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void a_cancel_stops_behind_the_current_item() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Seen behind = new Seen();
        Stage slow =
                ring.stage(
                                "slow",
                                (cell, s, e) -> {
                                    begun.countDown();
                                    go.await();
                                })
                        .batchLimit(8)
                        .add();
        ring.stage("behind", behind).after(slow).add();
        put(8); // one batch
        ring.start();
        begun.await();

        ring.cancel();
        go.countDown();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        StageStats stats = slow.stats();
        assertThat(stats.handled()).isOne();
        assertThat(stats.position()).isOne();
        assertThat(stats.unprocessed()).isEqualTo(7);
        assertThat(behind.values().size()).isLessThan(2);
        assertThatThrownBy(ring::tryClaim)
                .isInstanceOf(ClosedException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void a_cancel_ends_stages_that_were_never_started() throws Exception {
        Stage stage = ring.stage("never", seen).add();
        put(3);

        ring.cancel();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        ring.start();
        assertThat(stage.stats().unprocessed()).isEqualTo(3);
        assertThat(seen.values()).isEmpty();
    }

    @Test
    void a_cancel_wakes_members_of_groups() throws Exception {
        ring.stage("group", seen).workers(4).add();
        ring.stage("parts", seen).partitionedBy(cell -> cell.value, 4).add();
        ring.start();

        ring.cancel();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void a_close_wakes_members_of_groups() throws Exception {
        ring.stage("group", seen).workers(4).add();
        ring.stage("parts", seen).partitionedBy(cell -> cell.value, 4).add();
        ring.start();
        put(3);

        ring.close();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(seen.values()).hasSize(6);
    }

    @Test
    void the_first_cause_stays() {
        IllegalStateException first = new IllegalStateException("first");
        ring.close();
        ring.close(first);
        ring.close(new IllegalStateException("second"));
        ring.close();

        assertThat(ring.isClosed()).isTrue();
        assertThatThrownBy(ring::tryClaim).isInstanceOf(ClosedException.class).hasCause(first);
    }

    @Test
    void no_stage_joins_a_closed_ring() {
        ring.close();

        assertThatThrownBy(() -> ring.stage("late", seen).add())
                .isInstanceOf(ClosedException.class);
    }

    @Test
    void a_stage_may_close_its_ring() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ring.stage("closer", (cell, s, e) -> ring.close()).add();
        ring.start();
        BackgroundCall<Void> producer =
                BackgroundCall.of(() -> {
                    try {
                        while (true) {
                            long ignored = ring.publish(cell -> {});
                        }
                    } catch (ClosedException e) {
                        failure.set(e);
                    }
                    return null;
                });

        producer.result();

        assertThat(failure.get()).isNotNull();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }
}
