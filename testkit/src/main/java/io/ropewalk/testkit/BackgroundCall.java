package io.ropewalk.testkit;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * A call that runs in a thread of its own, because it is expected to wait.
 *
 * {@snippet :
 * BackgroundCall<String> call = BackgroundCall.of(() -> channel.receive());
 * call.awaitAsleep();
 *
 * channel.send("item");
 *
 * assertThat(call.result()).isEqualTo("item");
 * }
 *
 * <p>Each method that waits gives up with an {@link AssertionError} when the patience is at an end,
 * so that a test of something that never wakes up fails instead of hanging. The thread is a daemon.
 *
 * <p>Memory consistency effects: actions before the call was made <i>happen-before</i> it, and it
 * happens-before {@link #result} and {@link #failure} return.
 *
 * @param <T> what the call returns
 */
public final class BackgroundCall<T extends @Nullable Object> {
    /** Shorter where hanging is what is expected: see mutants. */
    private static final Duration PATIENCE =
            Duration.ofSeconds(Long.getLong("ropewalk.patience.seconds", 20));

    private static final long LOOK_NANOS = 50_000;
    private static final int LOOKS_ASLEEP = 3;

    private final Callable<? extends T> body;
    private final Duration patience;
    private final Thread thread;
    private @Nullable T value;
    private @Nullable Throwable failure;
    private boolean interruptPending;

    private BackgroundCall(Callable<? extends T> body, ThreadFactory threads, Duration patience) {
        this.body = body;
        this.patience = patience;
        thread = threads.newThread(this::run);
    }

    /**
     * Starts a call in a platform thread, with a patience of 20 s.
     *
     * @param <T> what the call returns
     * @param body the call
     * @return the call, under way
     */
    public static <T extends @Nullable Object> BackgroundCall<T> of(Callable<? extends T> body) {
        return of(body, StrandKind.PLATFORM.threads(), PATIENCE);
    }

    /**
     * Starts a call.
     *
     * @param <T> what the call returns
     * @param body the call
     * @param threads makes its thread
     * @param patience how long methods of this object wait for it
     * @return the call, under way
     */
    public static <T extends @Nullable Object> BackgroundCall<T> of(
            Callable<? extends T> body, ThreadFactory threads, Duration patience) {
        BackgroundCall<T> call = new BackgroundCall<>(body, threads, patience);
        call.thread.start();
        return call;
    }

    /**
     * Starts a call that returns nothing, in a platform thread, with a patience of 20 s.
     *
     * @param body the call
     * @return the call, under way
     */
    public static BackgroundCall<@Nullable Void> of(Action body) {
        return of(body.toCallable());
    }

    private void run() {
        try {
            value = body.call();
        } catch (Throwable e) {
            failure = e;
        }
        interruptPending = Thread.currentThread().isInterrupted();
    }

    /**
     * Waits until the thread sleeps: its state is {@code WAITING} or {@code TIMED_WAITING} several
     * times in a row. A thread that spins never gets there.
     *
     * @throws AssertionError when the call has ended instead, or does not sleep
     */
    public void awaitAsleep() {
        long end = System.nanoTime() + patience.toNanos();
        int asleep = 0;
        while (asleep < LOOKS_ASLEEP) {
            Thread.State state = thread.getState();
            asleep = isAsleep(state) ? asleep + 1 : 0;
            if (state == Thread.State.TERMINATED) {
                throw new AssertionError("expected to wait, but " + this, failure);
            }
            if (System.nanoTime() - end > 0) {
                throw stuck("is not asleep");
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    static boolean isAsleep(Thread.State state) {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    static boolean isAsleepOrGone(Thread thread) {
        Thread.State state = thread.getState();
        return isAsleep(state) || state == Thread.State.TERMINATED;
    }

    /** Interrupts the thread. */
    public void interrupt() {
        thread.interrupt();
    }

    /**
     * Whether the call has ended.
     *
     * @return true once it has returned or thrown
     */
    public boolean isDone() {
        return !thread.isAlive();
    }

    /**
     * Waits for the call to return.
     *
     * @return what it returned
     * @throws Exception what it threw
     * @throws AssertionError when it does not end
     */
    @SuppressWarnings("NullAway") // null only where T allows it
    public T result() throws Exception {
        join();
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return value;
    }

    /**
     * Waits for the call to throw.
     *
     * @return what it threw
     * @throws AssertionError when it returns or does not end
     */
    public Throwable failure() {
        join();
        if (failure == null) {
            throw new AssertionError("expected an exception, but " + this);
        }
        return failure;
    }

    /**
     * Waits for the call to end.
     *
     * @return whether the thread's interrupt was pending then
     * @throws AssertionError when it does not end
     */
    public boolean leftInterruptPending() {
        join();
        return interruptPending;
    }

    private void join() {
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        while (thread.isAlive()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw stuck("does not end");
            }
            try {
                thread.join(millis);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private AssertionError stuck(String what) {
        AssertionError error =
                new AssertionError("the call " + what + " within " + patience + ": " + this);
        error.setStackTrace(thread.getStackTrace());
        return error;
    }

    @Override
    public String toString() {
        if (thread.isAlive()) {
            return "the call is under way, " + thread.getState();
        }
        return failure != null ? "the call threw " + failure : "the call returned " + value;
    }

    /** A call that returns nothing. */
    @FunctionalInterface
    public interface Action {
        /**
         * Makes the call.
         *
         * @throws Exception any
         */
        void run() throws Exception;

        /**
         * The same call, returning null.
         *
         * @return a callable
         */
        default Callable<@Nullable Void> toCallable() {
            return () -> {
                run();
                return null;
            };
        }
    }
}
