package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Backoff;
import io.ropewalk.core.RetryPolicy;
import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Stages that come and go while the ring is at work. */
@Timeout(60)
@ParameterizedClass
@CsvSource({"ONE, false", "ONE, true", "MANY, false", "MANY, true"})
class RingJoinTest {
    private static final Duration PATIENCE = Seen.PATIENCE;

    private final RingBuffer<Cell> ring;

    RingJoinTest(Parties producers, boolean clears) {
        RingBufferBuilder<Cell> builder = RingBuffer.builder(8, Cell::new).producers(producers);
        ring = (clears ? builder.clear(cell -> cell.reference = null) : builder.keep()).build();
    }

    private void put(long from, long to) {
        for (long i = from; i < to; i++) {
            assertThat(Cell.put(ring, i)).isNotNegative();
        }
    }

    private void end() throws InterruptedException {
        ring.close();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    private static Long[] range(long from, long to) {
        return LongStream.range(from, to).boxed().toArray(Long[]::new);
    }

    @Test
    void a_stage_whose_thread_cannot_be_made_does_not_join() throws Exception {
        Seen seen = new Seen();
        ring.stage("seen", seen).add();
        ring.start();
        IllegalStateException failure = new IllegalStateException("no threads");

        assertThatThrownBy(() ->
                        ring.stage("late", new Seen())
                                .threads(runnable -> {
                                    throw failure;
                                })
                                .join(Start.NEXT))
                .isSameAs(failure);

        for (int i = 0; i < 5; i++) {
            put(8L * i, 8L * i + 8);
            seen.await(8 * i + 8);
            Seen.until("room", () -> ring.stats().remainingCapacity() == 8);
        }
        assertThat(ring.stages()).hasSize(1);
        ring.stage("late", new Seen()).join(Start.NEXT);
        end();
    }

    @Test
    void a_stage_that_waits_for_a_retry_can_leave() throws Exception {
        RetryPolicy slow =
                RetryPolicy.builder().backoff(Backoff.fixed(Duration.ofHours(1))).build();
        CountDownLatch tried = new CountDownLatch(1);
        Stage stage =
                ring.stage(
                                "tries",
                                (cell, sequence, endOfBatch) -> {
                                    tried.countDown();
                                    throw new IllegalStateException("planned");
                                })
                        .onError(ErrorPolicy.retry(slow, ErrorPolicy.skip()))
                        .add();
        ring.start();
        put(0, 1);
        assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();

        stage.leave();

        assertThat(stage.awaitDone(PATIENCE)).isTrue();
        assertThat(stage.failure()).isNull();
        assertThat(stage.position()).isZero();
        end();
    }

    @Test
    void a_ring_without_stages_keeps_what_it_has_for_the_first() throws Exception {
        ring.start();
        put(0, 8);
        assertThat(ring.tryClaim()).isEqualTo(RingBuffer.NO_ROOM);
        Seen seen = new Seen();

        ring.stage("first", seen).add();

        assertThat(seen.await(8)).containsExactly(range(0, 8));
        Seen.until("room", () -> ring.stats().remainingCapacity() == 8);
        end();
    }

    @Test
    void one_that_joins_at_the_next_item_sees_none_from_before() throws Exception {
        Seen first = new Seen();
        Seen late = new Seen();
        ring.stage("first", first).add();
        ring.start();
        put(0, 3);

        ring.stage("late", late).join(Start.NEXT);
        put(3, 6);

        end();
        assertThat(first.values()).containsExactly(range(0, 6));
        assertThat(late.values()).containsExactly(range(3, 6));
    }

    @Test
    void one_that_joins_at_the_oldest_item_sees_what_the_slowest_has_not_passed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Seen late = new Seen();
        ring.stage(
                        "slow",
                        (cell, s, e) -> {
                            if (s == 2) {
                                begun.countDown();
                                go.await();
                            }
                        })
                .batchLimit(1)
                .add();
        ring.start();
        put(0, 6);
        begun.await();

        ring.stage("late", late).join(Start.OLDEST);

        assertThat(late.await(4)).containsExactly(range(2, 6));
        go.countDown();
        end();
    }

    @Test
    void one_that_joins_behind_others_sees_what_they_are_through_with() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Seen late = new Seen();
        Stage slow = ring.stage("slow", (cell, s, e) -> go.await()).add();
        ring.start();
        put(0, 3);

        Stage joined = ring.stage("late", late).after(slow).join(Start.NEXT);
        put(3, 5);
        assertThat(joined.stats().handled()).isZero();
        go.countDown();

        end();
        assertThat(late.values()).containsExactly(range(3, 5));
    }

    @Test
    void groups_can_join_too() throws Exception {
        Seen shared = new Seen();
        Seen parted = new Seen();
        Stage first = ring.stage("first", new Seen()).add();
        ring.start();
        put(0, 3);

        ring.stage("shared", shared).after(first).workers(2).join(Start.NEXT);
        ring.stage("parted", parted).partitionedBy(cell -> cell.value, 2).join(Start.NEXT);
        for (long i = 3; i < 50; i++) {
            long value = i;
            long ignored = ring.publish(cell -> cell.value = value);
        }

        end();
        assertThat(shared.values()).containsExactlyInAnyOrder(range(3, 50));
        assertThat(parted.values()).containsExactlyInAnyOrder(range(3, 50));
    }

    @Test
    void a_producer_does_not_overrun_one_that_has_joined() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ring.stage("fast", new Seen()).add();
        ring.start();
        put(0, 1); // the producer has looked at its gates, and thinks that it has room for seven
        Seen.until("passed", () -> ring.stats().remainingCapacity() == 8);

        ring.stage("slow", (cell, s, e) -> go.await()).join(Start.NEXT);
        List<Long> claimed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long sequence = ring.tryClaim(1, Duration.ofMillis(i < 8 ? 1_000 : 1));
            if (sequence != RingBuffer.NO_ROOM) {
                ring.publish(sequence);
                claimed.add(sequence);
            }
        }

        assertThat(claimed).containsExactly(range(1, 9));
        go.countDown();
        end();
    }

    @Test
    void one_that_leaves_no_longer_holds_up_anybody() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Seen other = new Seen();
        Stage slow =
                ring.stage(
                                "slow",
                                (cell, s, e) -> {
                                    begun.countDown();
                                    go.await();
                                })
                        .add();
        ring.stage("other", other).add();
        ring.start();
        BackgroundCall<Long> producer =
                BackgroundCall.of(() -> {
                    put(0, 8);
                    return ring.claim();
                });
        begun.await();
        producer.awaitAsleep();

        slow.leave();
        go.countDown();

        assertThat(producer.result()).isEqualTo(8);
        assertThat(slow.awaitDone(PATIENCE)).isTrue();
        assertThat(ring.stages()).extracting(Stage::name).containsExactly("other");
        assertThat(slow.stats().unprocessed()).isZero();
        ring.abort(8);
        ring.close();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(other.values()).containsExactly(range(0, 8));
    }

    @Test
    void one_that_leaves_asleep_wakes_up_and_goes() throws Exception {
        Stage stage = ring.stage("stage", new Seen()).add();
        Stage group = ring.stage("group", new Seen()).workers(3).add();
        Stage parts = ring.stage("parts", new Seen()).partitionedBy(c -> c.value, 3).add();
        ring.start();

        for (Stage leaver : List.of(stage, group, parts)) {
            leaver.leave();
            leaver.leave();
            assertThat(leaver.awaitDone(PATIENCE)).isTrue();
        }

        assertThat(ring.stages()).isEmpty();
        end();
    }

    @Test
    void one_that_was_never_started_leaves_at_once() throws Exception {
        Stage stage = ring.stage("stage", new Seen()).add();
        put(0, 8);

        stage.leave();

        assertThat(stage.awaitDone(Duration.ZERO)).isTrue();
        assertThat(ring.tryClaim()).isEqualTo(RingBuffer.NO_ROOM);
        Seen next = new Seen();
        ring.stage("next", next).add();
        ring.start();
        assertThat(next.await(8)).containsExactly(range(0, 8));
        end();
    }

    @Test
    void nothing_is_lost_between_the_last_that_left_and_the_next() throws Exception {
        Seen first = new Seen();
        Seen second = new Seen();
        Stage leaver = ring.stage("first", first).add();
        ring.start();
        put(0, 4);
        first.await(4);
        leaver.leave();
        assertThat(leaver.awaitDone(PATIENCE)).isTrue();
        put(4, 10);

        ring.stage("second", second).add();

        assertThat(second.await(6)).endsWith(range(4, 10));
        end();
    }

    @Test
    void one_with_followers_cannot_leave() throws Exception {
        Stage first = ring.stage("first", new Seen()).add();
        Stage second = ring.stage("second", new Seen()).after(first).add();
        Stage third = ring.stage("third", new Seen()).after(first).add();
        ring.start();

        assertThatThrownBy(first::leave)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[second, third]");
        second.leave();
        third.leave();
        assertThat(second.awaitDone(PATIENCE)).isTrue();
        assertThat(third.awaitDone(PATIENCE)).isTrue();
        first.leave();

        assertThat(first.awaitDone(PATIENCE)).isTrue();
        end();
    }

    @Test
    void none_joins_behind_one_that_left() throws Exception {
        Stage first = ring.stage("first", new Seen()).add();
        ring.start();
        first.leave();
        assertThat(first.awaitDone(PATIENCE)).isTrue();

        assertThatThrownBy(() -> ring.stage("second", new Seen()).after(first).add())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("first");
        end();
    }

    @Test
    void a_producer_that_waits_is_woken_by_the_first_that_joins() throws Exception {
        BackgroundCall<Long> producer =
                BackgroundCall.of(() -> {
                    put(0, 8);
                    return ring.claim();
                });
        producer.awaitAsleep();
        ring.start();

        ring.stage("first", new Seen()).join(Start.NEXT);

        assertThat(producer.result()).isEqualTo(8);
        ring.abort(8);
        end();
    }
}
