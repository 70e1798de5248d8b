package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ropewalk.queues.Parties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Slots are cleared behind the last stage and before they are claimed again. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class RingClearTest {
    private static final Duration PATIENCE = Seen.PATIENCE;

    private final Parties producers;

    RingClearTest(Parties producers) {
        this.producers = producers;
    }

    private RingBufferBuilder<Cell> builder(int capacity) {
        return RingBuffer.builder(capacity, Cell::new).producers(producers);
    }

    private static void end(RingBuffer<Cell> ring) throws InterruptedException {
        ring.close();
        assertThat(ring.awaitDone(PATIENCE)).isTrue();
    }

    @Test
    void a_slot_is_cleared_once_all_stages_are_through_with_it() throws Exception {
        AtomicInteger cleared = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        RingBuffer<Cell> ring =
                builder(8)
                        .clear(cell -> {
                            cleared.incrementAndGet();
                            cell.reference = null;
                        })
                        .build();
        StageHandler<Cell> looks = (cell, s, e) -> wrong.addAndGet(cell.reference == null ? 1 : 0);
        Stage a = ring.stage("a", looks).add();
        ring.stage("b", looks).add();
        ring.stage("c", looks).after(a).add();
        ring.stage("d", looks).workers(2).add();
        ring.stage("e", looks).partitionedBy(cell -> cell.value, 2).add();
        ring.start();

        for (int i = 0; i < 3_000; i++) {
            long value = i;
            long ignored =
                    ring.publish(cell -> {
                        wrong.addAndGet(cell.reference == null ? 0 : 1);
                        cell.value = value;
                        cell.reference = this;
                    });
        }

        end(ring);
        assertThat(wrong).hasValue(0);
        assertThat(cleared).hasValue(3_000);
    }

    @Test
    void an_aborted_slot_is_cleared_too() throws Exception {
        AtomicInteger cleared = new AtomicInteger();
        RingBuffer<Cell> ring = builder(4).clear(cell -> cleared.incrementAndGet()).build();
        ring.stage("a", new Seen()).add();
        ring.start();

        for (int i = 0; i < 10; i++) {
            ring.abort(ring.claim());
        }

        end(ring);
        assertThat(cleared).hasValue(10);
    }

    @Test
    void the_last_stage_clears_and_the_producer_does_not() throws Exception {
        List<Thread> clearers = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Thread> stage = new AtomicReference<>();
        RingBuffer<Cell> ring =
                builder(4).clear(cell -> clearers.add(Thread.currentThread())).build();
        ring.stage("a", (cell, s, e) -> stage.set(Thread.currentThread())).add();
        ring.start();

        for (int i = 0; i < 50; i++) {
            long ignored = ring.publish(cell -> {});
        }

        end(ring);
        assertThat(clearers).hasSize(50).containsOnly(stage.get());
    }

    @Test
    void a_slot_is_not_claimed_while_it_is_being_cleared() throws Exception {
        CountDownLatch clearing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RingBuffer<Cell> ring =
                builder(1)
                        .clear(cell -> {
                            clearing.countDown();
                            await(go);
                        })
                        .build();
        ring.stage("a", new Seen()).add();
        ring.start();
        Cell.put(ring, 1);
        clearing.await();

        assertThat(ring.tryClaim()).isEqualTo(RingBuffer.NO_ROOM);

        go.countDown();
        assertThat(ring.tryClaim(1, PATIENCE)).isEqualTo(1);
        ring.abort(1);
        end(ring);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_clear_that_throws_harms_nothing() throws Exception {
        RingBuffer<Cell> ring =
                builder(2)
                        .clear(cell -> {
                            throw new IllegalStateException("planned");
                        })
                        .build();
        Seen seen = new Seen();
        ring.stage("a", seen).add();
        ring.start();

        for (int i = 0; i < 20; i++) {
            assertThatCode(() -> ring.publish(cell -> {})).doesNotThrowAnyException();
        }

        end(ring);
        assertThat(seen.values()).hasSize(20);
    }

    @Test
    void what_was_published_does_not_stay_reachable() throws Exception {
        RingBuffer<Cell> ring = builder(1024).clear(cell -> cell.reference = null).build();
        ring.stage("a", new Seen()).add();
        ring.start();
        WeakReference<Object> weak = publishSomething(ring);
        Seen.until("passed", () -> ring.stats().remainingCapacity() == 1024);

        Seen.until(
                "collected",
                () -> {
                    System.gc();
                    return weak.get() == null;
                });
        end(ring);
    }

    private static WeakReference<Object> publishSomething(RingBuffer<Cell> ring)
            throws InterruptedException {
        Object something = new byte[100];
        long ignored = ring.publish(cell -> cell.reference = something);
        return new WeakReference<>(something);
    }

    @Test
    void a_ring_that_keeps_leaves_slots_as_they_are() throws Exception {
        RingBuffer<Cell> ring = builder(1).keep().build();
        ring.stage("a", new Seen()).add();
        ring.start();
        long ignored = ring.publish(cell -> cell.reference = "kept");

        long next = ring.claim();

        assertThat(ring.get(next).reference).isEqualTo("kept");
        ring.abort(next);
        end(ring);
    }
}
