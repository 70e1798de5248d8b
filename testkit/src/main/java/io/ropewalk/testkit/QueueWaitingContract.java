package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Who waits sleeps until there is a reason, its time is up, or it is interrupted. */
abstract class QueueWaitingContract extends BlockingQueueContractPart {
    private static final long SHORT_MILLIS = 20;

    QueueWaitingContract(BlockingQueueContract contract) {
        super(contract);
    }

    private static Map<String, BackgroundCall.Action> takes(BlockingQueue<Integer> queue) {
        Map<String, BackgroundCall.Action> ways = new LinkedHashMap<>();
        ways.put("take", queue::take);
        ways.put("timed poll", () -> queue.poll(1, TimeUnit.HOURS));
        return ways;
    }

    private static Map<String, BackgroundCall.Action> puts(BlockingQueue<Integer> queue) {
        Map<String, BackgroundCall.Action> ways = new LinkedHashMap<>();
        ways.put("put", () -> queue.put(99));
        ways.put("timed offer", () -> queue.offer(99, 1, TimeUnit.HOURS));
        return ways;
    }

    @Test
    void aTakerSleepsUntilAnItemIsPut() throws Exception {
        BlockingQueue<Integer> queue = queue(2);
        BackgroundCall<Integer> taker = startAsleep(queue::take);

        queue.add(1);

        assertThat(taker.result()).isEqualTo(1);
        assertThat(queue).isEmpty();
    }

    @Test
    void aPutterSleepsUntilThereIsRoom() throws Exception {
        BlockingQueue<Integer> queue = fullQueue(2);
        BackgroundCall<@Nullable Void> putter = startAsleep(() -> queue.put(2));

        assertThat(queue.poll()).isEqualTo(0);

        putter.result();
        assertThat(contentOf(queue)).containsExactly(1, 2);
    }

    @Test
    void eachOfManySleepingTakersGetsOneItem() throws Exception {
        BlockingQueue<Integer> queue = queue(4);
        List<BackgroundCall<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            takers.add(startAsleep(queue::take));
        }

        queue.addAll(numbers(0, 4));

        List<Integer> taken = new ArrayList<>();
        for (BackgroundCall<Integer> taker : takers) {
            taken.add(taker.result());
        }
        assertThat(taken).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void eachOfManySleepingPuttersIsLetIn() throws Exception {
        BlockingQueue<Integer> queue = fullQueue(1);
        List<BackgroundCall<@Nullable Void>> putters = sleepingPutters(queue, 1, 2, 3);

        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            taken.add(soon(queue::take));
        }

        for (BackgroundCall<@Nullable Void> putter : putters) {
            putter.result();
        }
        assertThat(taken).startsWith(0).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void aTimedPollGivesUpWhenItsTimeIsUp() throws Exception {
        BlockingQueue<Integer> queue = queue(2);

        long waited =
                soon(() -> {
                    long start = System.nanoTime();
                    assertThat(queue.poll(SHORT_MILLIS, TimeUnit.MILLISECONDS)).isNull();
                    return System.nanoTime() - start;
                });

        assertThat(waited).isGreaterThanOrEqualTo(SHORT_MILLIS * 1_000_000);
        queue.add(1);
        assertThat(contentOf(queue)).as("taken by nobody").containsExactly(1);
    }

    @Test
    void aTimedOfferGivesUpWhenItsTimeIsUp() throws Exception {
        BlockingQueue<Integer> queue = fullQueue(2);

        long waited =
                soon(() -> {
                    long start = System.nanoTime();
                    assertThat(queue.offer(9, SHORT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
                    return System.nanoTime() - start;
                });

        assertThat(waited).isGreaterThanOrEqualTo(SHORT_MILLIS * 1_000_000);
        assertThat(contentOf(queue)).containsExactly(0, 1);
        assertThat(queue.poll()).as("put by nobody").isNull();
    }

    @Test
    void aTimeOfZeroOrLessIsOneTry() throws Exception {
        BlockingQueue<Integer> queue = queue(1);
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(soon(() -> queue.poll(time, TimeUnit.DAYS))).isNull();
            assertThat(soon(() -> queue.offer(1, time, TimeUnit.DAYS))).isTrue();
            assertThat(soon(() -> queue.offer(2, time, TimeUnit.DAYS))).isFalse();
            assertThat(soon(() -> queue.poll(time, TimeUnit.DAYS))).isEqualTo(1);
        }
    }

    @Test
    void aTimeBeyondAllClocksDoesNotOverflow() throws Exception {
        BlockingQueue<Integer> queue = queue(1);
        BackgroundCall<@Nullable Integer> taker =
                startAsleep(() -> queue.poll(Long.MAX_VALUE, TimeUnit.DAYS));
        queue.add(1);
        assertThat(taker.result()).isEqualTo(1);

        queue.add(2);
        BackgroundCall<Boolean> putter =
                startAsleep(() -> queue.offer(3, Long.MAX_VALUE, TimeUnit.DAYS));
        queue.poll();
        assertThat(putter.result()).isTrue();
    }

    @Test
    void timedCallsEndAtOnceWhenThereIsReasonTo() throws Exception {
        BlockingQueue<Integer> queue = queue(1);
        BackgroundCall<@Nullable Integer> taker = startAsleep(() -> queue.poll(1, TimeUnit.HOURS));
        queue.add(1);
        assertThat(taker.result()).isEqualTo(1);

        queue.add(2);
        BackgroundCall<Boolean> putter = startAsleep(() -> queue.offer(3, 1, TimeUnit.HOURS));
        assertThat(queue.poll()).isEqualTo(2);
        assertThat(putter.result()).isTrue();
        assertThat(contentOf(queue)).containsExactly(3);
    }

    @Test
    void whoIsInterruptedBeforehandAndWouldWaitDoesNothing() {
        BlockingQueue<Integer> empty = queue(1);
        BlockingQueue<Integer> full = fullQueue(1);
        Map<String, BackgroundCall.Action> ways = takes(empty);
        ways.putAll(puts(full));
        ways.forEach((way, call) -> {
            BackgroundCall<?> caller =
                    start(() -> {
                        Thread.currentThread().interrupt();
                        call.run();
                    });

            assertThat(caller.failure()).as(way).isInstanceOf(InterruptedException.class);
            assertThat(caller.leftInterruptPending()).as(way).isFalse();
        });
        assertThat(contentOf(empty)).isEmpty();
        assertThat(contentOf(full)).containsExactly(0);
    }

    @Test
    void aSleepingTakerIsWokenByAnInterruptAndTakesNothing() {
        BlockingQueue<Integer> queue = queue(2);
        takes(queue)
                .forEach((way, take) -> {
                    BackgroundCall<?> taker = startAsleep(take);

                    taker.interrupt();

                    assertThat(taker.failure()).as(way).isInstanceOf(InterruptedException.class);
                    assertThat(taker.leftInterruptPending()).as(way).isFalse();
                });
        queue.add(1);
        assertThat(contentOf(queue)).containsExactly(1);
    }

    @Test
    void aSleepingPutterIsWokenByAnInterruptAndPutsNothing() {
        BlockingQueue<Integer> queue = fullQueue(2);
        puts(queue)
                .forEach((way, put) -> {
                    BackgroundCall<?> putter = startAsleep(put);

                    putter.interrupt();

                    assertThat(putter.failure()).as(way).isInstanceOf(InterruptedException.class);
                    assertThat(putter.leftInterruptPending()).as(way).isFalse();
                });
        assertThat(contentOf(queue)).containsExactly(0, 1);
    }

    @Test
    void anInterruptedTakerLeavesItsItemToTheNext() throws Exception {
        BlockingQueue<Integer> queue = queue(2);
        BackgroundCall<Integer> first = startAsleep(queue::take);
        BackgroundCall<Integer> second = startAsleep(queue::take);

        first.interrupt();
        queue.add(1);

        // The item may have been faster than the interrupt.
        try {
            assertThat(first.result()).isEqualTo(1);
            queue.add(1);
        } catch (InterruptedException e) {
            // the second's
        }
        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    void theFormsThatNeverWaitIgnoreAnInterruptAndKeepIt() throws Exception {
        BlockingQueue<Integer> queue = queue(4);
        BackgroundCall<List<@Nullable Object>> calls =
                start(() -> {
                    Thread.currentThread().interrupt();
                    List<@Nullable Object> results = new ArrayList<>();
                    results.add(queue.offer(1));
                    results.add(queue.add(2));
                    results.add(queue.poll());
                    results.add(queue.remove());
                    results.add(queue.poll());
                    return results;
                });

        assertThat(calls.result()).containsExactly(true, true, 1, 2, null);
        assertThat(calls.leftInterruptPending()).isTrue();
    }
}
