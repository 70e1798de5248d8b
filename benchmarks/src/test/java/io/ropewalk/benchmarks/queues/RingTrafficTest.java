package io.ropewalk.benchmarks.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ropewalk.benchmarks.traffic.Traffic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingTrafficTest {
    private static final int ITEMS = 10_000;
    private static final int SLOTS = 64; // so that the ring goes round

    private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final ThreadFactory recording =
            work -> {
                Thread thread = Thread.ofPlatform().daemon().unstarted(work);
                threads.add(thread);
                return thread;
            };

    record Entry(Steps graph, String peer) {}

    static Stream<Entry> everybody() {
        return Arrays.stream(Steps.values())
                .flatMap(graph ->
                        Lineups.ring(graph, SLOTS, Thread::new).names().stream()
                                .map(peer -> new Entry(graph, peer)));
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void every_stage_sees_every_item_in_order_and_ends_with_the_ring(Entry entry)
            throws InterruptedException {
        Lineup lineup = Lineups.ring(entry.graph(), SLOTS, recording);
        try (Traffic traffic = lineup.start(entry.peer(), ITEMS)) {
            long digest = traffic.run();

            assertThat(traffic.run()).isEqualTo(digest).isNotZero();
        }

        assertThat(threads).hasSize(3);
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    /** All that a stage computes from what those before it left depends on these. */
    @ParameterizedTest
    @EnumSource
    void a_stage_stands_behind_those_whose_findings_it_reads(Steps graph) {
        Set<Step> before = new HashSet<>();
        for (Step step : graph.steps(new Semaphore(0))) {
            assertThat(before).containsAll(step.after());
            before.add(step);
        }
        assertThat(before).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void two_items_in_the_wrong_order_are_noticed(Steps graph) throws InterruptedException {
        assertNoticed(graph, new Swapping());
    }

    @ParameterizedTest
    @EnumSource
    void an_item_that_comes_twice_in_place_of_another_is_noticed(Steps graph)
            throws InterruptedException {
        assertNoticed(graph, new Repeating());
    }

    @Test
    void a_stage_that_does_not_wait_for_those_before_it_is_noticed() throws InterruptedException {
        assertNoticed(Steps.SEQ3, new Backwards());
    }

    private static void assertNoticed(Steps graph, Inline broken) throws InterruptedException {
        Ring.Maker maker =
                (steps, slots, factory) -> {
                    broken.steps = List.copyOf(steps);
                    return broken;
                };
        try (Traffic traffic = RingTraffic.of(graph, maker, SLOTS, Thread::new, ITEMS)) {
            assertThatIllegalStateException()
                    .isThrownBy(traffic::run)
                    .withMessageContaining("what came out is not what went in");
        }
    }

    /** Does the work of all stages itself. */
    private static class Inline implements Ring {
        List<Step> steps = List.of();
        final Slot slot = new Slot();
        int count;

        @Override
        public void publish(long value) {
            slot.value = value;
            steps.forEach(step -> step.on(slot));
        }
    }

    private static final class Swapping extends Inline {
        private long kept;

        @Override
        public void publish(long value) {
            switch (++count) {
                case 100 -> kept = value;
                case 101 -> {
                    super.publish(value);
                    super.publish(kept);
                }
                default -> super.publish(value);
            }
        }
    }

    private static final class Repeating extends Inline {
        private long last;

        @Override
        public void publish(long value) {
            last = ++count == 100 ? last : value;
            super.publish(last);
        }
    }

    private static final class Backwards extends Inline {
        @Override
        public void publish(long value) {
            slot.value = value;
            steps.reversed().forEach(step -> step.on(slot));
        }
    }

    @Test
    void a_run_whose_stages_wait_can_be_interrupted() throws InterruptedException {
        Ring.Maker idle = (steps, slots, factory) -> value -> {};
        Set<Throwable> thrown = Collections.synchronizedSet(new LinkedHashSet<>());
        try (Traffic traffic = RingTraffic.of(Steps.FAN3, idle, SLOTS, Thread::new, ITEMS)) {
            Thread caller =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    long ignored = traffic.run();
                                } catch (InterruptedException | RuntimeException e) {
                                    thrown.add(e);
                                }
                            });
            caller.interrupt();

            assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    }
}
