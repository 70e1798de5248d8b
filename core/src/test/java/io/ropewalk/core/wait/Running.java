package io.ropewalk.core.wait;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A thread of a test, with its result and with the means to know where it is. */
final class Running<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Running(Callable<T> body, Function<Runnable, Thread> threads) {
        task = new FutureTask<>(body);
        thread = threads.apply(task);
    }

    /** Starts a platform thread. */
    static <T> Running<T> start(Callable<T> body) {
        return start(
                body,
                task -> {
                    Thread thread = new Thread(task, "running");
                    thread.setDaemon(true);
                    thread.start();
                    return thread;
                });
    }

    /** Starts a thread of another kind; {@code threads} starts what it makes. */
    static <T> Running<T> start(Callable<T> body, Function<Runnable, Thread> threads) {
        return new Running<>(body, threads);
    }

    /** Starts a platform thread and returns when it sleeps in the queue. */
    static <T> Running<T> asleepIn(WaitQueue queue, Callable<T> body) {
        Running<T> running = start(body);
        running.awaitAsleepIn(queue);
        return running;
    }

    /** Returns when the thread is parked on the queue. */
    @SuppressWarnings("ReferenceEquality") // this very object
    void awaitAsleepIn(Object blocker) {
        await(() -> {
            Thread.State state = thread.getState();
            return LockSupport.getBlocker(thread) == blocker
                    && (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
        });
    }

    Thread thread() {
        return thread;
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isDone() {
        return task.isDone();
    }

    /** The result, or the exception of the body. */
    T result() {
        return result(Effort.PATIENCE);
    }

    /** The result, waited for with more patience. */
    T result(long seconds) {
        try {
            return task.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            AssertionError stuck = new AssertionError("stuck in " + thread.getState());
            stuck.setStackTrace(thread.getStackTrace());
            throw stuck;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when a condition holds that other threads bring about. */
    static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(Effort.PATIENCE)) {
                throw new AssertionError("waited in vain");
            }
            LockSupport.parkNanos(50_000);
        }
    }
}
