package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Backoff;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.RetryPolicy;
import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What becomes of a ring when foreign code throws. */
@Timeout(60)
class RingFailureTest {
    private static final Duration PATIENCE = Seen.PATIENCE;
    private static final int ITEMS = 200;

    enum Policy {
        STOP,
        SKIP,
        DEAD_LETTER,
        RETRY_THEN_STOP,
        RETRY_THEN_SKIP,
        RETRY_THEN_DEAD_LETTER,
        RETRY_RULE_THROWS;

        ErrorPolicy<Cell> build(ErrorPolicy.DeadLetter<Cell> letter) {
            RetryPolicy twice = RetryPolicy.builder().maxAttempts(2).build();
            return switch (this) {
                case STOP -> ErrorPolicy.stop();
                case SKIP -> ErrorPolicy.skip();
                case DEAD_LETTER -> ErrorPolicy.deadLetter(letter);
                case RETRY_THEN_STOP -> ErrorPolicy.retry(twice, ErrorPolicy.stop());
                case RETRY_THEN_SKIP -> ErrorPolicy.retry(twice, ErrorPolicy.skip());
                case RETRY_THEN_DEAD_LETTER ->
                        ErrorPolicy.retry(twice, ErrorPolicy.deadLetter(letter));
                case RETRY_RULE_THROWS ->
                        ErrorPolicy.retry(
                                RetryPolicy.builder()
                                        .retryOn(e -> {
                                            throw new IllegalStateException("rule");
                                        })
                                        .build(),
                                ErrorPolicy.skip());
            };
        }

        boolean stops() {
            return this == STOP || this == RETRY_THEN_STOP;
        }
    }

    enum Thrower {
        EXCEPTION,
        OUT_OF_MEMORY,
        STACK_OVERFLOW,
        ASSERTION,
        INTERRUPTED,
        CLOSED;

        Throwable failure() {
            return switch (this) {
                case EXCEPTION -> new IOException("planned");
                case OUT_OF_MEMORY -> new OutOfMemoryError("planned");
                case STACK_OVERFLOW -> new StackOverflowError("planned");
                case ASSERTION -> new AssertionError("planned");
                case INTERRUPTED -> new InterruptedException("planned");
                case CLOSED -> new ClosedException("planned", null);
            };
        }

        void run() throws Exception {
            Throwable failure = failure();
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }

    enum Place {
        HANDLER,
        HANDLER_AND_DEAD_LETTER,
        BATCH_START,
        BATCH_END,
        CLEAR
    }

    enum Staff {
        ONE,
        SHARING,
        PARTITIONED
    }

    private static Stream<Arguments> everything() {
        return Arrays.stream(Policy.values())
                .flatMap(policy ->
                        Arrays.stream(Place.values())
                                .flatMap(place ->
                                        Arrays.stream(Staff.values())
                                                .map(staff -> Arguments.of(policy, place, staff))));
    }

    /** Throws in one place at every third item or batch. */
    private static final class Troubled implements StageHandler<Cell> {
        private final Thrower thrower;
        private final Place place;
        final AtomicInteger thrown = new AtomicInteger();

        Troubled(Thrower thrower, Place place) {
            this.thrower = thrower;
            this.place = place;
        }

        private void maybeThrow(boolean here, long number) throws Exception {
            if (here && number % 3 == 0) {
                thrown.incrementAndGet();
                thrower.run();
            }
        }

        @Override
        public void onItem(Cell slot, long sequence, boolean endOfBatch) throws Exception {
            maybeThrow(
                    place == Place.HANDLER || place == Place.HANDLER_AND_DEAD_LETTER, slot.value);
        }

        void deadLetter(Cell slot, long sequence, Throwable failure) throws Exception {
            maybeThrow(place == Place.HANDLER_AND_DEAD_LETTER, slot.value);
        }

        @Override
        public void onBatchStart(long first, int atMost) throws Exception {
            maybeThrow(place == Place.BATCH_START, first);
        }

        @Override
        public void onBatchEnd(long end) throws Exception {
            maybeThrow(place == Place.BATCH_END, end);
        }

        void clear(Cell cell) {
            cell.reference = null;
            try {
                maybeThrow(place == Place.CLEAR, cell.value);
            } catch (Error e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void nothing_that_throws_wedges_a_ring(Policy policy, Place place, Staff staff)
            throws Exception {
        for (Parties parties : Parties.values()) {
            for (Thrower thrower : Thrower.values()) {
                new Trouble(policy, place, staff, thrower, parties).run();
            }
        }
    }

    private static final class Trouble {
        private final Policy policy;
        private final Place place;
        private final Troubled troubled;
        private final RingBuffer<Cell> ring;
        private final Seen behind = new Seen();
        private final Seen beside = new Seen();
        private final Stage stage;

        Trouble(Policy policy, Place place, Staff staff, Thrower thrower, Parties parties) {
            this.policy = policy;
            this.place = place;
            troubled = new Troubled(thrower, place);
            ring =
                    RingBuffer.builder(8, Cell::new)
                            .producers(parties)
                            .clear(troubled::clear)
                            .build();
            StageBuilder<Cell> builder =
                    ring.stage("troubled", troubled).onError(policy.build(troubled::deadLetter));
            if (staff == Staff.SHARING) {
                builder.workers(2);
            } else if (staff == Staff.PARTITIONED) {
                builder.partitionedBy(cell -> cell.value, 2);
            }
            stage = builder.add();
            ring.stage("behind", behind).after(stage).add();
            ring.stage("beside", beside).add();
        }

        void run() throws Exception {
            ring.start();
            int published = 0;
            boolean refused = false;
            try {
                for (long i = 1; i <= ITEMS; i++) {
                    long value = i;
                    long ignored = ring.publish(cell -> cell.value = value);
                    published++;
                }
            } catch (ClosedException e) {
                refused = true;
                assertThat(e).hasCauseInstanceOf(StageFailedException.class);
            }
            ring.close();
            boolean stops = policy.stops() && place != Place.CLEAR;
            if (stops) {
                assertThatThrownBy(() -> ring.awaitDone(PATIENCE))
                        .isInstanceOf(StageFailedException.class)
                        .hasMessageContaining("troubled")
                        .hasCause(troubled.thrower.failure());
                assertThat(stage.failure()).isNotNull();
                assertThat(behind.values().size())
                        .isEqualTo((int) stage.position())
                        .isLessThan(ITEMS);
            } else {
                assertThat(refused).isFalse();
                assertThat(ring.awaitDone(PATIENCE)).isTrue();
                assertThat(stage.failure()).isNull();
                assertThat(behind.values()).hasSize(published);
            }
            assertThat(beside.values()).hasSize(published);
            assertThat(troubled.thrown.get()).isPositive();
            StageStats stats = stage.stats();
            assertThat(
                            stats.handled()
                                    + stats.skipped()
                                    + stats.deadLettered()
                                    + stats.unprocessed())
                    .isEqualTo(published);
        }
    }

    /** Two items are flushed together; the stages behind must not see what was not flushed. */
    @ParameterizedTest
    @EnumSource(Staff.class)
    void a_commit_that_fails_holds_its_whole_batch_back(Staff staff) throws Exception {
        IllegalStateException planned = new IllegalStateException("planned");
        RingBuffer<Cell> ring = Cell.ring(16).build();
        Seen behind = new Seen();
        AtomicInteger written = new AtomicInteger();
        StageBuilder<Cell> builder =
                ring.stage(
                        "journal",
                        new StageHandler<Cell>() {
                            @Override
                            public void onItem(Cell slot, long sequence, boolean endOfBatch) {
                                written.incrementAndGet();
                            }

                            @Override
                            public void onBatchEnd(long end) {
                                if (written.get() > 0) { // also asked where no item was its own
                                    throw planned;
                                }
                            }
                        });
        if (staff == Staff.SHARING) {
            builder.workers(2);
        } else if (staff == Staff.PARTITIONED) {
            builder.partitionedBy(cell -> 0, 2);
        }
        Stage journal = builder.add();
        ring.stage("behind", behind).after(journal).add();
        long first = ring.claim(3);
        ring.publish(first, 2);
        ring.abort(first + 2);
        ring.start();
        assertThatThrownBy(() -> ring.awaitDone(PATIENCE)).hasCause(planned);
        assertThat(written).hasPositiveValue();
        assertThat(behind.values()).isEmpty();
        StageStats stats = journal.stats();
        assertThat(stats.position()).isZero();
        assertThat(stats.handled()).isZero();
        assertThat(stats.unprocessed()).isEqualTo(2);
    }

    @Test
    void the_failure_of_a_second_worker_is_attached() throws Exception {
        RingBuffer<Cell> ring = Cell.ring(16).build();
        CyclicBarrier both = new CyclicBarrier(2);
        Stage stage =
                ring.stage(
                                "group",
                                (cell, sequence, endOfBatch) -> {
                                    both.await();
                                    throw new IllegalStateException("planned " + sequence);
                                })
                        .workers(2)
                        .batchLimit(1)
                        .add();
        ring.publish(ring.claim(2), 2);
        ring.start();

        assertThatThrownBy(() -> ring.awaitDone(PATIENCE))
                .isInstanceOf(StageFailedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(stage.position()).isZero();
    }

    @Test
    void a_stage_that_stops_ends_in_front_of_the_item() throws Exception {
        RingBuffer<Cell> ring = Cell.ring(16).build();
        Seen behind = new Seen();
        IllegalStateException planned = new IllegalStateException("planned");
        Stage stage =
                ring.stage(
                                "stage",
                                (cell, s, e) -> {
                                    if (s == 5) {
                                        throw planned;
                                    }
                                })
                        .add();
        ring.stage("behind", behind).after(stage).add();
        for (int i = 0; i < 10; i++) {
            Cell.put(ring, i);
        }

        ring.start();

        assertThatThrownBy(ring::awaitDone)
                .isInstanceOf(StageFailedException.class)
                .hasCause(planned)
                .satisfies(e -> {
                    assertThat(((StageFailedException) e).stage()).isEqualTo("stage");
                    assertThat(((StageFailedException) e).sequence()).isEqualTo(5);
                });
        assertThat(behind.values()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(stage.stats().unprocessed()).isEqualTo(5);
        assertThatThrownBy(ring::tryClaim)
                .isInstanceOf(ClosedException.class)
                .hasRootCause(planned);
    }

    @Test
    void a_batch_that_cannot_be_begun_is_not_handled() throws Exception {
        RingBuffer<Cell> ring = Cell.ring(16).build();
        Seen seen = new Seen();
        StageHandler<Cell> handler =
                new StageHandler<>() {
                    @Override
                    public void onItem(Cell slot, long sequence, boolean endOfBatch) {
                        seen.onItem(slot, sequence, endOfBatch);
                    }

                    @Override
                    public void onBatchStart(long first, int atMost) throws IOException {
                        throw new IOException("planned");
                    }
                };
        ring.stage("stage", handler).add();
        Cell.put(ring, 7);
        ring.start();

        assertThatThrownBy(() -> ring.awaitDone(PATIENCE))
                .isInstanceOf(StageFailedException.class)
                .hasMessageContaining("sequence 0");
        assertThat(seen.values()).isEmpty();
    }

    @Test
    void all_failures_are_told() throws Exception {
        RingBuffer<Cell> ring = Cell.ring(16).build();
        for (String name : List.of("a", "b")) {
            ring.stage(
                            name,
                            (cell, s, e) -> {
                                throw new IllegalStateException(name);
                            })
                    .add();
        }
        Cell.put(ring, 1);
        ring.start();

        assertThatThrownBy(ring::awaitDone)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource
    void a_producer_that_waits_learns_of_the_failure(Parties parties) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        RingBuffer<Cell> ring = Cell.ring(2).producers(parties).build();
        ring.stage(
                        "stage",
                        (cell, s, e) -> {
                            go.await();
                            throw new IOException("planned");
                        })
                .add();
        ring.start();
        BackgroundCall<Long> producer =
                BackgroundCall.of(() -> {
                    Cell.put(ring, 1);
                    Cell.put(ring, 2);
                    return ring.claim();
                });
        producer.awaitAsleep();

        go.countDown();

        assertThat(producer.failure())
                .isInstanceOf(ClosedException.class)
                .hasCauseInstanceOf(StageFailedException.class)
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void a_retry_sees_the_same_item_until_it_succeeds() throws Exception {
        RingBuffer<Cell> ring = Cell.ring(4).build();
        List<Long> calls = Collections.synchronizedList(new ArrayList<>());
        Stage stage =
                ring.stage(
                                "stage",
                                (cell, s, e) -> {
                                    calls.add(cell.value);
                                    if (calls.size() < 3) {
                                        throw new IOException("planned");
                                    }
                                })
                        .onError(
                                ErrorPolicy.retry(
                                        RetryPolicy.builder().maxAttempts(3).build(),
                                        ErrorPolicy.stop()))
                        .add();
        ring.start();
        Cell.put(ring, 7);
        Cell.put(ring, 8);
        ring.close();

        assertThat(ring.awaitDone(PATIENCE)).isTrue();
        assertThat(calls).containsExactly(7L, 7L, 7L, 8L);
        assertThat(stage.stats().handled()).isEqualTo(2);
        assertThat(stage.stats().retried()).isEqualTo(2);
    }

    @Test
    void pauses_between_attempts_are_those_of_the_policy() throws Exception {
        VirtualTime time = new VirtualTime();
        RingBuffer<Cell> ring = Cell.ring(4).timeSource(time).build();
        AtomicInteger calls = new AtomicInteger();
        ring.stage(
                        "stage",
                        (cell, s, e) -> {
                            if (calls.incrementAndGet() == 1) {
                                throw new IOException("planned");
                            }
                        })
                .onError(hourly())
                .add();
        ring.start();
        Cell.put(ring, 7);
        time.awaitSleepers(1);
        assertThat(calls).hasValue(1);

        time.advance(Duration.ofHours(1));
        ring.close();

        ring.awaitDone();
        assertThat(calls).hasValue(2);
    }

    private static ErrorPolicy<Cell> hourly() {
        return ErrorPolicy.retry(
                RetryPolicy.builder()
                        .maxAttempts(100)
                        .backoff(Backoff.fixed(Duration.ofHours(1)))
                        .build(),
                ErrorPolicy.skip());
    }

    @Test
    void a_cancel_ends_a_pause_and_the_item_stays_unprocessed() throws Exception {
        VirtualTime time = new VirtualTime();
        RingBuffer<Cell> ring = Cell.ring(4).timeSource(time).build();
        Stage stage =
                ring.stage(
                                "stage",
                                (cell, s, e) -> {
                                    throw new IOException("planned");
                                })
                        .onError(hourly())
                        .add();
        ring.start();
        Cell.put(ring, 7);
        time.awaitSleepers(1);

        ring.cancel();

        Seen.until("ended", stage::isOver); // the ring's own time stands still
        assertThat(stage.failure()).isNull();
        assertThat(stage.stats().unprocessed()).isOne();
        assertThat(stage.stats().skipped()).isZero();
    }

    @Test
    void an_interrupt_does_not_shorten_a_pause_and_is_pending_behind_it() throws Exception {
        VirtualTime time = new VirtualTime();
        RingBuffer<Cell> ring = Cell.ring(4).timeSource(time).build();
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        List<Boolean> interrupts = Collections.synchronizedList(new ArrayList<>());
        ring.stage(
                        "stage",
                        (cell, s, e) -> {
                            interrupts.add(Thread.interrupted());
                            if (interrupts.size() == 1) {
                                throw new IOException("planned");
                            }
                        })
                .threads(work -> {
                    threads.add(new Thread(work));
                    return threads.get(0);
                })
                .onError(hourly())
                .add();
        ring.start();
        Cell.put(ring, 7);
        time.awaitSleepers(1);

        threads.get(0).interrupt();
        Seen.until("taken", () -> !threads.get(0).isInterrupted());
        time.awaitSleepers(1);
        assertThat(interrupts).hasSize(1);
        time.advance(Duration.ofHours(1));
        ring.close();

        ring.awaitDone();
        assertThat(interrupts).containsExactly(false, true);
    }

    @Test
    void a_dead_letter_gets_the_item_and_the_last_failure() throws Exception {
        RingBuffer<Cell> ring = Cell.ring(4).build();
        List<String> letters = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger calls = new AtomicInteger();
        ring.stage(
                        "stage",
                        (cell, s, e) -> {
                            throw new IOException("attempt " + calls.incrementAndGet());
                        })
                .onError(
                        ErrorPolicy.retry(
                                RetryPolicy.builder().maxAttempts(2).build(),
                                ErrorPolicy.deadLetter((cell, s, failure) ->
                                        letters.add(
                                                cell.value
                                                        + " at "
                                                        + s
                                                        + ": "
                                                        + failure.getMessage()
                                                        + " after "
                                                        + failure.getSuppressed()[0]
                                                                .getMessage()))))
                .add();
        ring.start();
        Cell.put(ring, 7);
        ring.close();

        ring.awaitDone();
        assertThat(letters).containsExactly("7 at 0: attempt 2 after attempt 1");
    }

    @Test
    void a_failure_that_is_thrown_again_and_again_does_not_grow() throws Exception {
        RingBuffer<Cell> ring = Cell.ring(64).build();
        IOException one = new IOException("one");
        IOException other = new IOException("other");
        AtomicInteger calls = new AtomicInteger();
        ring.stage(
                        "stage",
                        (cell, s, e) -> {
                            throw calls.getAndIncrement() % 2 == 0 ? one : other;
                        })
                .onError(
                        ErrorPolicy.retry(
                                RetryPolicy.builder().maxAttempts(4).build(), ErrorPolicy.skip()))
                .add();
        for (int i = 0; i < 60; i++) {
            Cell.put(ring, i);
        }
        ring.start();
        ring.close();

        ring.awaitDone();
        assertThat(calls).hasValue(240);
        assertThat(one.getSuppressed()).hasSizeLessThan(20);
        assertThat(other.getSuppressed()).hasSizeLessThan(20);
    }

    @Test
    void a_policy_retries_once_over() {
        ErrorPolicy<Cell> retry =
                ErrorPolicy.retry(RetryPolicy.builder().build(), ErrorPolicy.skip());

        assertThatThrownBy(() -> ErrorPolicy.retry(RetryPolicy.builder().build(), retry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retry");
    }
}
