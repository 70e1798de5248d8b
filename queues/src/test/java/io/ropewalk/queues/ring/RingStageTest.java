package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/** What stages see, and in which order. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class RingStageTest {
    private static final Duration PATIENCE = Seen.PATIENCE;

    private final Parties producers;
    private final RingBuffer<Cell> ring;

    RingStageTest(Parties producers) {
        this.producers = producers;
        ring = Cell.ring(8).producers(producers).build();
    }

    private void publish(int count) throws InterruptedException {
        for (long i = 0; i < count; i++) {
            long value = i;
            long ignored = ring.publish(cell -> cell.value = value);
        }
    }

    private void end() throws InterruptedException {
        ring.close();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    private void publishAll(int count) throws InterruptedException {
        ring.start();
        publish(count);
        end();
    }

    private static List<Long> upTo(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @Test
    void independent_stages_each_see_every_item() throws Exception {
        List<Seen> all = List.of(new Seen(), new Seen(), new Seen());
        for (int i = 0; i < 3; i++) {
            ring.stage("stage" + i, all.get(i)).add();
        }

        publishAll(1_000);

        assertThat(all).allSatisfy(seen -> assertThat(seen.values()).isEqualTo(upTo(1_000)));
    }

    @Test
    void a_stage_sees_what_those_before_it_wrote() throws Exception {
        Seen last = new Seen();
        Stage doubled = ring.stage("double", (cell, s, e) -> cell.value *= 2).add();
        Stage more = ring.stage("more", (cell, s, e) -> cell.value += 1).after(doubled).add();
        ring.stage("last", last).after(more).add();

        publishAll(1_000);

        assertThat(last.values())
                .isEqualTo(LongStream.range(0, 1_000).map(v -> v * 2 + 1).boxed().toList());
    }

    @Test
    void a_diamond_joins_both_branches() throws Exception {
        long[] left = new long[8];
        AtomicInteger wrong = new AtomicInteger();
        Stage a = ring.stage("left", (cell, s, e) -> left[(int) s & 7] = s + 1).add();
        Stage b = ring.stage("right", (cell, s, e) -> cell.reference = s).add();
        ring.stage(
                        "join",
                        (cell, s, e) -> {
                            if (left[(int) s & 7] != s + 1
                                    || !Long.valueOf(s).equals(cell.reference)) {
                                wrong.incrementAndGet();
                            }
                        })
                .after(a, b)
                .add();

        publishAll(5_000);

        assertThat(wrong).hasValue(0);
        assertThat(ring.stats().stages().get(2).handled()).isEqualTo(5_000);
    }

    @Test
    void a_stage_waits_asleep_for_the_one_before_it() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        Seen behind = new Seen();
        Stage slow = ring.stage("slow", (cell, s, e) -> go.await()).add();
        ring.stage("behind", behind)
                .after(slow)
                .threads(work -> {
                    thread.set(new Thread(work));
                    return thread.get();
                })
                .add();
        ring.start();
        publish(3);

        Seen.until("asleep", () -> isAsleep(thread.get()));
        assertThat(behind.values()).isEmpty();
        go.countDown();

        end();
        assertThat(behind.values()).isEqualTo(upTo(3));
    }

    private static boolean isAsleep(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    @Test
    void a_producer_waits_for_the_slowest_stage_only() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Seen fast = new Seen();
        ring.stage("slow", (cell, s, e) -> go.await()).batchLimit(1).add();
        ring.stage("fast", fast).add();
        ring.start();

        publish(8);

        fast.await(8);
        assertThat(ring.tryClaim()).isEqualTo(RingBuffer.NO_ROOM);
        assertThat(ring.stats().slowestStage()).isEqualTo("slow");
        go.countDown();
        end();
    }

    @Test
    void members_of_a_group_share_the_items() throws Exception {
        Map<Long, Integer> times = new ConcurrentHashMap<>();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Seen behind = new Seen();
        CyclicBarrier both = new CyclicBarrier(2);
        Stage group =
                ring.stage(
                                "group",
                                (cell, s, e) -> {
                                    times.merge(cell.value, 1, Integer::sum);
                                    threads.add(Thread.currentThread());
                                    if (s < 2) {
                                        both.await(
                                                PATIENCE.toSeconds(),
                                                TimeUnit.SECONDS); // two at a time
                                    }
                                })
                        .workers(2)
                        .add();
        ring.stage("behind", behind).after(group).add();

        publishAll(2_000);

        assertThat(times).hasSize(2_000).allSatisfy((value, count) -> assertThat(count).isOne());
        assertThat(threads).hasSize(2);
        assertThat(behind.values()).isEqualTo(upTo(2_000));
    }

    @Test
    void followers_of_a_group_wait_for_the_first_that_is_not_done() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Seen behind = new Seen();
        Stage group =
                ring.stage(
                                "group",
                                (cell, s, e) -> {
                                    if (s == 0) {
                                        go.await();
                                    }
                                    done.incrementAndGet();
                                })
                        .workers(3)
                        .add();
        ring.stage("behind", behind).after(group).add();
        ring.start();
        publish(8);

        Seen.until("all but one done", () -> done.get() == 7);
        assertThat(behind.values()).isEmpty();
        go.countDown();

        end();
        assertThat(behind.values()).isEqualTo(upTo(8));
    }

    @Test
    void equal_keys_go_to_one_thread_in_order() throws Exception {
        Map<Long, Thread> threadOf = new ConcurrentHashMap<>();
        Map<Long, List<Long>> order = new ConcurrentHashMap<>();
        AtomicInteger wrong = new AtomicInteger();
        Seen behind = new Seen();
        Stage parts =
                ring.stage(
                                "parts",
                                (cell, s, e) -> {
                                    long key = cell.value % 7;
                                    Thread me = Thread.currentThread();
                                    Thread first = threadOf.putIfAbsent(key, me);
                                    if (first != null && first != me) {
                                        wrong.incrementAndGet();
                                    }
                                    order.computeIfAbsent(
                                                    key,
                                                    k ->
                                                            Collections.synchronizedList(
                                                                    new ArrayList<>()))
                                            .add(cell.value);
                                })
                        .partitionedBy(cell -> cell.value % 7, 3)
                        .add();
        ring.stage("behind", behind).after(parts).add();

        publishAll(2_100);

        assertThat(wrong).hasValue(0);
        assertThat(order).hasSize(7);
        assertThat(order.values()).allSatisfy(values -> assertThat(values).hasSize(300).isSorted());
        assertThat(Set.copyOf(threadOf.values())).hasSizeGreaterThan(1);
        assertThat(behind.values()).isEqualTo(upTo(2_100));
    }

    @Test
    void an_item_without_a_key_is_handled_once() throws Exception {
        Map<Long, Integer> times = new ConcurrentHashMap<>();
        ring.stage("parts", (cell, s, e) -> times.merge(cell.value, 1, Integer::sum))
                .partitionedBy(cell -> cell.value % 2 == 0 ? null : cell.value, 3)
                .add();

        publishAll(100);

        assertThat(times).hasSize(100).allSatisfy((value, count) -> assertThat(count).isOne());
    }

    @Test
    void an_item_whose_key_fails_is_a_failure_of_one_worker() throws Exception {
        AtomicInteger letters = new AtomicInteger();
        Seen seen = new Seen();
        ring.stage("parts", seen)
                .partitionedBy(
                        cell -> {
                            if (cell.value == 5) {
                                throw new IllegalStateException("no key");
                            }
                            return cell.value;
                        },
                        3)
                .onError(ErrorPolicy.deadLetter((cell, s, failure) -> letters.incrementAndGet()))
                .add();

        publishAll(20);

        assertThat(letters).hasValue(1);
        assertThat(seen.values()).hasSize(19).doesNotContain(5L);
    }

    @Test
    void a_batch_is_what_was_there_up_to_the_limit() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        StageHandler<Cell> handler =
                new StageHandler<>() {
                    @Override
                    public void onItem(Cell slot, long sequence, boolean endOfBatch) {
                        calls.add(sequence + (endOfBatch ? " last" : ""));
                    }

                    @Override
                    public void onBatchStart(long first, int atMost) {
                        calls.add("start " + first + " of " + atMost);
                    }

                    @Override
                    public void onBatchEnd(long end) {
                        calls.add("end " + end);
                    }
                };
        ring.stage("batches", handler).batchLimit(3).add();
        for (int i = 0; i < 5; i++) {
            Cell.put(ring, i);
        }
        ring.start();

        end();
        assertThat(calls)
                .containsExactly(
                        "start 0 of 3",
                        "0",
                        "1",
                        "2 last",
                        "end 3",
                        "start 3 of 2",
                        "3",
                        "4 last",
                        "end 5");
    }

    @Test
    void the_last_item_of_a_batch_is_told_although_aborted_claims_follow() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        ring.stage("batches", (cell, s, end) -> calls.add(s + (end ? " last" : "")))
                .batchLimit(8)
                .add();
        long first = ring.tryClaim(6);
        ring.abort(first);
        ring.publish(first + 1);
        ring.abort(first + 2);
        ring.publish(first + 3);
        ring.abort(first + 4);
        ring.abort(first + 5);
        ring.start();

        end();
        assertThat(calls).containsExactly("1", "3 last");
    }

    @Test
    void the_last_item_of_a_batch_that_is_cut_short_is_told_although_an_aborted_claim_comes_first()
            throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        VirtualTime time = new VirtualTime();
        RingBuffer<Cell> timed = Cell.ring(8).producers(producers).timeSource(time).build();
        timed.stage(
                        "batches",
                        (cell, s, end) -> {
                            calls.add(s + (end ? " last" : ""));
                            time.advance(Duration.ofMillis(1));
                        })
                .batchLimit(8)
                .add();
        long first = timed.tryClaim(7);
        timed.abort(first + 4); // where the fifth item would be the last
        timed.publish(first, 4);
        timed.publish(first + 5, 2);
        timed.start();
        timed.close();

        assertThat(timed.awaitDone(PATIENCE)).isTrue();
        assertThat(calls).containsExactly("0", "1", "2", "3", "5 last", "6 last");
    }

    @Test
    void a_stage_has_not_passed_what_it_is_handling() throws Exception {
        AtomicInteger wrong = new AtomicInteger();
        Map<String, Stage> stages = new ConcurrentHashMap<>();
        for (String name : List.of("solo", "group", "parts")) {
            StageBuilder<Cell> builder =
                    ring.stage(
                            name,
                            (cell, s, e) ->
                                    wrong.addAndGet(stages.get(name).position() > s ? 1 : 0));
            if (name.equals("group")) {
                builder.workers(2);
            } else if (name.equals("parts")) {
                builder.partitionedBy(cell -> cell.value, 2);
            }
            stages.put(name, builder.add());
        }

        publishAll(500);

        assertThat(wrong).hasValue(0);
    }

    @Test
    void a_batch_ends_before_the_stages_behind_see_it() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        StageHandler<Cell> writer =
                new StageHandler<>() {
                    private final List<Cell> unflushed = new ArrayList<>();

                    @Override
                    public void onItem(Cell slot, long sequence, boolean endOfBatch) {
                        slot.reference = null;
                        unflushed.add(slot);
                    }

                    @Override
                    public void onBatchEnd(long end) {
                        unflushed.forEach(cell -> cell.reference = "flushed");
                        unflushed.clear();
                        open.incrementAndGet();
                    }
                };
        Stage first = ring.stage("writer", writer).add();
        ring.stage("reader", (cell, s, e) -> wrong.addAndGet(cell.reference == null ? 1 : 0))
                .after(first)
                .add();

        publishAll(5_000);

        assertThat(open.get()).isPositive();
        assertThat(wrong).hasValue(0);
    }

    @Test
    void a_slow_handler_does_not_keep_its_batch_to_itself() throws Exception {
        Seen behind = new Seen();
        CountDownLatch stop = new CountDownLatch(1);
        Stage slow =
                ring.stage(
                                "slow",
                                (cell, s, e) -> {
                                    if (s == 7) {
                                        stop.await(); // the last item of what would be one batch
                                    }
                                    long until = System.nanoTime() + 1_000_000;
                                    while (System.nanoTime() < until) {
                                        Thread.onSpinWait();
                                    }
                                })
                        .batchLimit(100)
                        .add();
        ring.stage("behind", behind).after(slow).add();
        for (int i = 0; i < 8; i++) {
            Cell.put(ring, i);
        }
        ring.start();

        assertThat(behind.await(4)).startsWith(0L, 1L, 2L, 3L);
        stop.countDown();
        end();
    }

    @Test
    void an_interrupt_reaches_the_handler_and_does_not_end_the_stage() throws Exception {
        List<Boolean> interrupts = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Thread> thread = new AtomicReference<>();
        Stage stage =
                ring.stage("stage", (cell, s, e) -> interrupts.add(Thread.interrupted()))
                        .threads(work -> {
                            thread.set(new Thread(work));
                            return thread.get();
                        })
                        .add();
        ring.start();
        Seen.until("asleep", () -> isAsleep(thread.get()));

        thread.get().interrupt();
        Seen.until(
                "awake and asleep again",
                () -> isAsleep(thread.get()) && !thread.get().isInterrupted());
        publish(1);
        Seen.until("handled", () -> interrupts.size() == 1);
        publish(1);

        end();
        assertThat(interrupts).containsExactly(true, false);
        assertThat(stage.failure()).isNull();
    }

    @Test
    void threads_are_named_daemons_without_a_class_loader() throws Exception {
        RingBuffer<Cell> named = Cell.ring(8).producers(producers).name("orders").build();
        Map<String, Thread> threads = new ConcurrentHashMap<>();
        named.stage(
                        "apply",
                        (cell, s, e) ->
                                threads.put(
                                        Thread.currentThread().getName(), Thread.currentThread()))
                .partitionedBy(cell -> cell.value, 2)
                .add();
        named.start();
        for (int i = 0; i < 8; i++) {
            Cell.put(named, i);
        }
        named.close();
        named.awaitDone();

        assertThat(threads).containsOnlyKeys("orders-apply", "orders-apply-1");
        assertThat(threads.values())
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getContextClassLoader() == null);
    }

    @Test
    void a_factory_that_fails_can_be_asked_again() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Seen seen = new Seen();
        ring.stage("stage", seen)
                .threads(work -> asked.getAndIncrement() == 0 ? null : new Thread(work))
                .add();

        assertThatThrownBy(ring::start)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("thread");
        publishAll(5);

        assertThat(seen.values()).hasSize(5);
    }

    @Test
    void starting_twice_starts_nothing_twice() throws Exception {
        Seen seen = new Seen();
        ring.stage("stage", seen).add();

        ring.start();
        publishAll(5);

        assertThat(seen.values()).isEqualTo(upTo(5));
    }

    @Test
    void stages_can_be_parked_without_spinning_and_with_fences() throws Exception {
        for (WaitPolicy policy :
                List.of(
                        WaitPolicy.PUBLISHER_FENCES,
                        WaitPolicy.PUBLISHER_FENCES.withoutSpinning(),
                        WaitPolicy.SLEEPER_FENCES.withoutSpinning())) {
            RingBuffer<Cell> tight = Cell.ring(2).producers(producers).waitPolicy(policy).build();
            Seen seen = new Seen();
            Seen behind = new Seen();
            Stage first = tight.stage("first", seen).add();
            tight.stage("behind", behind).after(first).add();
            tight.start();

            for (long i = 0; i < 500; i++) {
                long value = i;
                long ignored = tight.publish(cell -> cell.value = value);
            }
            tight.close();

            assertThat(tight.awaitDone(PATIENCE)).isTrue();
            assertThat(behind.values()).isEqualTo(upTo(500)).isEqualTo(seen.values());
            if (policy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES) {
                assertThat(tight.stats().rescues()).isZero();
            }
        }
    }

    @Test
    void a_name_is_taken_once() {
        ring.stage("stage", new Seen()).add();

        assertThatThrownBy(() -> ring.stage("stage", new Seen()).add())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stage");
    }

    @Test
    void a_stage_comes_after_stages_of_its_own_ring_only() {
        Stage foreign = Cell.ring(4).build().stage("foreign", new Seen()).add();

        assertThatThrownBy(() -> ring.stage("stage", new Seen()).after(foreign).add())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("foreign");
    }

    @Test
    void bad_numbers_are_named() {
        StageBuilder<Cell> builder = ring.stage("stage", new Seen());

        assertThatThrownBy(() -> builder.workers(0)).hasMessageContaining("workers is 0");
        assertThatThrownBy(() -> builder.partitionedBy(cell -> cell, 2_000))
                .hasMessageContaining("workers is 2000");
        assertThatThrownBy(() -> builder.batchLimit(0)).hasMessageContaining("batchLimit is 0");
    }

    @Test
    void a_thread_of_a_stage_must_not_wait_for_its_own_ring() throws Exception {
        Map<String, Throwable> refused = new ConcurrentHashMap<>();
        ring.stage(
                        "feedback",
                        (cell, s, e) -> {
                            try {
                                ring.awaitDone();
                            } catch (IllegalStateException failure) {
                                refused.put("await", failure);
                            }
                            if (producers == Parties.MANY) {
                                while (ring.tryClaim() != RingBuffer.NO_ROOM) {
                                    ring.abort(ring.claimedEnd() - 1);
                                }
                                try {
                                    ring.claim();
                                } catch (IllegalStateException failure) {
                                    refused.put("claim", failure);
                                }
                            }
                        })
                .add();
        ring.start();
        publish(1);
        int expected = producers == Parties.MANY ? 2 : 1;
        Seen.until("refused", () -> refused.size() == expected);
        end();

        assertThat(refused.values())
                .allSatisfy(e -> assertThat(e).hasMessageContaining("feedback"));
    }
}
