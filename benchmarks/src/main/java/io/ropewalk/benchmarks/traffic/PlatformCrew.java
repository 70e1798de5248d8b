package io.ropewalk.benchmarks.traffic;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Platform threads that live from the first run to the last. The caller does the first task itself,
 * so that one more thread does not get in the way, and a run begins without a wake-up where the
 * last one has just ended.
 */
final class PlatformCrew implements Crew {
    /*
     * begun: counts runs; written by the caller, read by the workers (both volatile).
     * left: how many workers are not done with this run; the last one wakes the caller.
     * Place.asleep: set by who goes to sleep, then the condition is read again; the other side writes
     * the condition, then reads asleep. All volatile, so one of them sees the other.
     */
    private static final int SPINS = 1_000;
    private static final int YIELDS = 50;

    private final Task first;
    private final List<Worker> workers;
    private final Place caller = new Place();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final int spins;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean closed;

    PlatformCrew(List<? extends Task> tasks) {
        first = tasks.getFirst();
        spins = tasks.size() <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
        workers = tasks.stream().skip(1).map(Worker::new).toList();
        workers.forEach(Thread::start);
    }

    @Override
    public void run() throws InterruptedException {
        caller.thread = Thread.currentThread();
        left.set(workers.size());
        begun.incrementAndGet();
        for (Worker worker : workers) {
            worker.place.wake();
        }
        try {
            first.run();
        } catch (InterruptedException e) {
            if (failure.get() == null) {
                throw e;
            }
        }
        await(caller, () -> left.get() == 0 || failure.get() != null);
        if (failure.get() != null) {
            boolean ignored = Thread.interrupted(); // it was for the task
            throw new IllegalStateException("a task failed", failure.get());
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // between two runs, not in one
    private void await(Place place, BooleanSupplier condition) {
        for (int i = 0; i < spins; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.onSpinWait();
        }
        for (int i = 0; i < YIELDS; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.yield();
        }
        place.asleep = true;
        while (!condition.getAsBoolean()) {
            LockSupport.park(this);
        }
        place.asleep = false;
    }

    @Override
    public void close() {
        closed = true;
        for (Worker worker : workers) {
            worker.place.wake();
        }
    }

    /** Where somebody may sleep. */
    private static final class Place {
        @Nullable Thread thread;
        volatile boolean asleep;

        void wake() {
            if (asleep) {
                LockSupport.unpark(thread);
            }
        }
    }

    private final class Worker extends Thread {
        final Place place = new Place();
        private final Task task;

        Worker(Task task) {
            this.task = task;
            place.thread = this;
            setDaemon(true);
        }

        @Override
        public void run() {
            for (int done = 0; ; done++) {
                int next = done + 1;
                await(place, () -> begun.get() >= next || closed);
                if (closed) {
                    return;
                }
                try {
                    task.run();
                } catch (Throwable e) {
                    fail(e);
                }
                if (left.decrementAndGet() == 0) {
                    caller.wake();
                }
            }
        }

        private void fail(Throwable e) {
            failure.compareAndSet(null, e);
            workers.forEach(Thread::interrupt); // they would wait for ever, and so would the caller
            Thread waiting = caller.thread;
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }
}
