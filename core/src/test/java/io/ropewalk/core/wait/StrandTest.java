package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Threads as strands: who they are, how they park, what wakes them. */
@Timeout(60)
class StrandTest {
    private final Permits permits = new Permits(0);

    @Test
    void theCallerIsItsThread() {
        Strand strand = Strand.current();

        assertThat(strand.thread()).isSameAs(Thread.currentThread());
        assertThat(strand.name()).isEqualTo(Thread.currentThread().getName());
        assertThat(strand.isPlatformThread()).isTrue();
        assertThat(strand).isEqualTo(Strand.current()).hasSameHashCodeAs(Strand.current());
        assertThat(strand).hasToString(strand.name());
    }

    @Test
    void twoThreadsAreTwoStrands() {
        Strand other = Running.start(Strand::current).result();

        assertThat(other).isNotEqualTo(Strand.current());
        assertThat(other).isNotEqualTo(other.thread());
    }

    @Test
    void aThreadWithoutANameHasOneInReports() {
        Thread nameless = new Thread(() -> {}, "");
        Strand strand =
                Running.start(
                                Strand::current,
                                task -> {
                                    Thread thread = new Thread(task, "");
                                    thread.start();
                                    return thread;
                                })
                        .result();

        assertThat(nameless.getName()).isEmpty();
        assertThat(strand.name()).startsWith("thread ");
    }

    @Test
    void anUnparkBeforeTheParkIsKept() {
        Strand strand = Strand.current();

        strand.unpark();
        park(Deadline.NEVER, Long.MAX_VALUE);

        // Came back: that is the test.
    }

    @Test
    void aParkEndsWithItsTime() {
        park(Deadline.NEVER, 1_000_000);
        park(Deadline.afterNanos(1_000_000, TimeSource.system()), Long.MAX_VALUE);
        park(Deadline.NEVER, 0);

        // Came back three times.
    }

    @Test
    void aStrandThatIsReleasedDoesNotPark() {
        Strand.current().parkUntil(this, () -> true, Deadline.NEVER, Long.MAX_VALUE);

        // Came back: that is the test.
    }

    private void park(Deadline deadline, long nanos) {
        Strand.current().parkUntil(this, () -> false, deadline, nanos);
    }

    @Test
    void aSleepLastsUntilItsMoment() throws InterruptedException {
        long start = System.nanoTime();

        Strand.sleepUntil(Deadline.after(Duration.ofMillis(5)), "a test");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void aSleepEndsWithAnInterrupt() {
        Object reason = new Object();
        Running<Boolean> sleeper =
                Running.start(() -> {
                    try {
                        Strand.sleepUntil(Deadline.NEVER, reason);
                        return false;
                    } catch (InterruptedException e) {
                        return !Thread.currentThread().isInterrupted();
                    }
                });
        sleeper.awaitAsleepIn(reason);

        sleeper.interrupt();

        assertThat(sleeper.result()).isTrue();
    }

    @Test
    void aSleepDoesNotBeginWithAnInterruptPending() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(
                        () -> Strand.sleepUntil(Deadline.afterNanos(0, TimeSource.system()), "x"))
                .isInstanceOf(InterruptedException.class)
                .hasMessageContaining("x");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aSleepByAVirtualClockEndsWhenThatIsMoved() {
        ManualTime time = new ManualTime();
        Object reason = new Object();
        Running<Long> sleeper =
                Running.start(() -> {
                    Strand.sleepUntil(Deadline.after(Duration.ofHours(1), time), reason);
                    return time.nanoTime();
                });
        sleeper.awaitAsleepIn(reason);
        time.advance(Duration.ofMinutes(59).toNanos());
        assertThat(sleeper.isDone()).isFalse();

        time.advance(Duration.ofMinutes(1).toNanos());

        assertThat(sleeper.result()).isEqualTo(Duration.ofHours(1).toNanos());
        assertThat(time.alarms()).isZero();
    }

    @Test
    void aWaitByAVirtualClockTimesOutWhenThatIsMoved() {
        ManualTime time = new ManualTime();
        Running<Outcome> waiter =
                Running.asleepIn(
                        permits.queue,
                        () -> permits.acquire(Deadline.after(Duration.ofHours(1), time)));

        time.advance(Duration.ofHours(1).toNanos());

        assertThat(waiter.result()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(time.alarms()).isZero();
    }

    @Test
    void aPauseKeepsAnInterruptPendingAndStillPauses() {
        Strand strand = Strand.current();
        strand.interrupt();
        long start = System.nanoTime();

        strand.pause(this, 2_000_000);

        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000);
        assertThat(strand.clearInterrupt()).isTrue();
        assertThat(strand.clearInterrupt()).isFalse();
    }

    @Test
    void aWakeUpSwallowedByTheClockIsNotLost() {
        // A clock whose lock parks eats the permit that the waker has just given.
        TimeSource hungry =
                new TimeSource() {
                    @Override
                    public long nanoTime() {
                        return 0;
                    }

                    @Override
                    public Alarm alarmAt(long nanoTime, Runnable ring) {
                        permits.release();
                        LockSupport.parkNanos(1);
                        return () -> {};
                    }
                };
        Running<Outcome> waiter =
                Running.start(() -> permits.acquire(Deadline.afterNanos(1, hungry)));

        assertThat(waiter.result()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aWakeUpSwallowedByTheForkJoinPoolIsNotLost() throws Exception {
        AtomicInteger made = new AtomicInteger();
        ForkJoinPool pool =
                new ForkJoinPool(
                        1,
                        p -> {
                            if (made.incrementAndGet() == 2) {
                                permits.release();
                                LockSupport.parkNanos(1);
                            }
                            return new Worker(p);
                        },
                        null,
                        false);
        try {
            ForkJoinTask<Outcome> waiter = pool.submit(() -> permits.acquire(Deadline.NEVER));

            assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.GRANTED);
            assertThat(made).hasValueGreaterThanOrEqualTo(2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aForkJoinPoolMakesUpForAWorkerThatSleeps() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            ForkJoinTask<Outcome> waiter = pool.submit(() -> permits.acquire(Deadline.NEVER));
            pool.execute(permits::release);

            assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.GRANTED);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aForkJoinPoolMakesUpForAWorkerThatLooksForItself() throws Exception {
        Cell<String> cell = new Cell<>(false);
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            ForkJoinTask<String> taker = pool.submit(() -> cell.take(Deadline.NEVER));
            ForkJoinTask<Boolean> putter = pool.submit(() -> cell.tryPut("item"));

            assertThat(taker.get(20, TimeUnit.SECONDS)).isEqualTo("item");
            assertThat(putter.get(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aForkJoinPoolWithoutASpareWorkerLetsTheWorkerSleepAllTheSame() throws Exception {
        ForkJoinPool pool =
                new ForkJoinPool(1, Worker::new, null, false, 1, 1, 1, null, 60, TimeUnit.SECONDS);
        try {
            ForkJoinTask<Outcome> waiter = pool.submit(() -> permits.acquire(Deadline.NEVER));
            Running.await(() -> permits.queue.waiters() == 1);
            permits.release();

            assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.GRANTED);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aWakeUpSwallowedByAPoolThatRefusesToMakeUpIsNotLost() throws Exception {
        ForkJoinPool pool =
                new ForkJoinPool(
                        1,
                        Worker::new,
                        null,
                        false,
                        1,
                        1,
                        1,
                        full -> {
                            permits.release();
                            LockSupport.parkNanos(1);
                            return false;
                        },
                        60,
                        TimeUnit.SECONDS);
        try {
            ForkJoinTask<Outcome> waiter = pool.submit(() -> permits.acquire(Deadline.NEVER));

            assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(Outcome.GRANTED);
        } finally {
            pool.shutdownNow();
        }
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool) {
            super(pool);
        }
    }
}
