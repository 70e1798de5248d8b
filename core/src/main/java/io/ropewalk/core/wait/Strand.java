package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Who is running: a platform thread, a virtual thread, or a coroutine that a {@link StrandProvider}
 * knows. This is the only class of the library that parks.
 *
 * <p>A strand is obtained by {@link #current()} on the way to a park and handed to those who will
 * wake it. {@link #unpark()} may be called from any thread, early (the next park returns at once)
 * and in vain. Every park may return without a reason: callers loop over their condition. Two
 * strands of the same caller are equal.
 *
 * <p>Memory consistency effects: none are promised by parking; the condition must carry them.
 */
public abstract class Strand {
    private static final int PARKS_PER_PAUSE = 4;

    static {
        // Loading a class at the first park could park by itself and use up a wake-up
        // (JDK-8074773).
        try {
            MethodHandles.lookup().ensureInitialized(LockSupport.class);
            MethodHandles.lookup().ensureInitialized(ManagedPark.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For providers. */
    protected Strand() {}

    /**
     * The calling strand.
     *
     * @return a strand that stands for the caller; not always the same object for the same caller
     */
    public static Strand current() {
        for (StrandProvider provider : Providers.FOUND) {
            Strand strand = provider.current();
            if (strand != null) {
                return strand;
            }
        }
        return new OfThread(Thread.currentThread());
    }

    /**
     * Whether the caller may burn a little processor time before it parks: a platform thread on a
     * machine with more than one processor.
     *
     * @return false on virtual threads, which coroutines are too, and with one processor
     */
    public static boolean maySpin() {
        return Processors.several() && mayYield();
    }

    /**
     * Whether the caller may yield its processor a few times before it parks: a platform thread.
     */
    static boolean mayYield() {
        return !OfThread.isVirtual(Thread.currentThread());
    }

    /** Lets other threads run, if the system has any that want to. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint between spins and a park, never a protocol
    static void yieldNow() {
        Thread.yield();
    }

    /**
     * Sleeps until a moment, woken by an interrupt only.
     *
     * @param deadline the moment
     * @param reason what the sleep is for; shown as the parked thread's blocker
     * @throws InterruptedException when the strand was interrupted before or while it slept
     */
    public static void sleepUntil(Deadline deadline, Object reason) throws InterruptedException {
        Strand self = current();
        while (true) {
            if (self.clearInterrupt()) {
                throw new InterruptedException("interrupted while sleeping for " + reason);
            }
            if (deadline.hasPassed()) {
                return;
            }
            self.parkUntil(reason, Strand::neverReleased, deadline, Long.MAX_VALUE);
        }
    }

    /**
     * Parks the calling strand until it is released, woken, interrupted, or a moment has come.
     *
     * <p>Before the park, code that is not ours may run (a clock's alarm, a fork-join pool that
     * makes up for its worker), and may use up a wake-up by parking itself. Therefore {@code
     * released} is asked again after all of it.
     *
     * @param blocker shown in thread dumps
     * @param released whether there is nothing to wait for any more; set before {@link #unpark()}
     * @param deadline returns when this has passed
     * @param atMostNanos returns after this real time in any case; {@link Long#MAX_VALUE} for no
     *     limit
     */
    public final void parkUntil(
            Object blocker, BooleanSupplier released, Deadline deadline, long atMostNanos) {
        parkUntil(blocker, released, deadline, atMostNanos, !deadline.isBounded());
    }

    /**
     * As the other, where the deadline is not that of the wait as a whole.
     *
     * @param openEnded see {@link #park}
     */
    final void parkUntil(
            Object blocker,
            BooleanSupplier released,
            Deadline deadline,
            long atMostNanos,
            boolean openEnded) {
        TimeSource.Alarm alarm = deadline.alarm(this::unpark);
        try {
            long nanos =
                    alarm == null
                            ? Math.min(atMostNanos, deadline.remainingNanos())
                            : deadline.hasPassed() ? 0 : atMostNanos;
            if (nanos > 0 && !released.getAsBoolean()) {
                park(blocker, released, nanos, openEnded);
            }
        } finally {
            if (alarm != null) {
                alarm.forget();
            }
        }
    }

    /**
     * Pauses for a short real time although an interrupt may be pending; the interrupt stays
     * pending. A plain timed park returns at once while the flag is set, and a loop around it would
     * spin.
     *
     * @param blocker shown in thread dumps
     * @param nanos how long
     */
    final void pause(Object blocker, long nanos) {
        boolean interrupted = clearInterrupt();
        long start = System.nanoTime();
        long left = nanos;
        // An interrupt, also one that was cleared, and a wake-up each let one park return at once.
        for (int parks = 0; parks < PARKS_PER_PAUSE && left > 0; parks++) {
            park(blocker, Strand::neverReleased, left, false);
            interrupted |= clearInterrupt();
            left = nanos - (System.nanoTime() - start);
        }
        if (interrupted) {
            interrupt();
        }
    }

    private static boolean neverReleased() {
        return false;
    }

    /**
     * Parks the calling strand until {@link #unpark()}, an interrupt, or the end of the time.
     *
     * @param blocker shown in thread dumps
     * @param released to be asked again after any code that may park by itself
     * @param nanos how long at most; positive, {@link Long#MAX_VALUE} for no limit
     * @param openEnded whether the wait as a whole has no deadline, so that a pool may want to make
     *     up for its worker
     */
    protected abstract void park(
            Object blocker, BooleanSupplier released, long nanos, boolean openEnded);

    /** Lets the strand's current or next park return. */
    public abstract void unpark();

    /**
     * Reads and clears the calling strand's interrupt.
     *
     * @return whether one was pending
     */
    public abstract boolean clearInterrupt();

    /** Interrupts this strand: wakes it where it parks, or leaves the interrupt pending. */
    public abstract void interrupt();

    /**
     * Whether timed re-checks cost this strand little: true for platform threads only. Millions of
     * virtual threads and coroutines would need millions of timers.
     *
     * @return true for a platform thread
     */
    public abstract boolean isPlatformThread();

    /**
     * The thread that carries out this strand's code while it runs.
     *
     * @return the thread, or null when the strand has none of its own
     */
    public abstract @Nullable Thread thread();

    /**
     * A name for reports.
     *
     * @return never empty
     */
    public abstract String name();

    @Override
    public String toString() {
        return name();
    }

    /** Looked up when the first strand waits, so that a provider's module need not be there. */
    private static final class Providers {
        static final List<StrandProvider> FOUND =
                ServiceLoader.load(StrandProvider.class, Strand.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
    }

    /** A platform or virtual thread. Two of the same thread are equal. */
    private static final class OfThread extends Strand {
        private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualHandle();

        private final Thread thread;

        OfThread(Thread thread) {
            this.thread = thread;
        }

        /** {@code Thread.isVirtual} came with Java 21; before it no thread was virtual. */
        private static @Nullable MethodHandle isVirtualHandle() {
            try {
                return MethodHandles.publicLookup()
                        .findVirtual(
                                Thread.class, "isVirtual", MethodType.methodType(boolean.class));
            } catch (NoSuchMethodException | IllegalAccessException e) {
                return null;
            }
        }

        static boolean isVirtual(Thread thread) {
            if (IS_VIRTUAL == null) {
                return false;
            }
            try {
                return (boolean) IS_VIRTUAL.invokeExact(thread);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected void park(
                Object blocker, BooleanSupplier released, long nanos, boolean openEnded) {
            if (openEnded && thread instanceof ForkJoinWorkerThread) {
                ManagedPark.run(blocker, released, nanos);
            } else {
                parkPlainly(blocker, nanos);
            }
        }

        static void parkPlainly(Object blocker, long nanos) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(blocker);
            } else {
                LockSupport.parkNanos(blocker, nanos);
            }
        }

        @Override
        public void unpark() {
            LockSupport.unpark(thread);
        }

        @Override
        public boolean clearInterrupt() {
            return Thread.interrupted();
        }

        @Override
        public void interrupt() {
            thread.interrupt();
        }

        @Override
        public boolean isPlatformThread() {
            return !isVirtual(thread);
        }

        @Override
        public Thread thread() {
            return thread;
        }

        @Override
        public String name() {
            String name = thread.getName();
            return name.isEmpty() ? "thread " + thread.getId() : name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OfThread that && that.thread == thread;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(thread);
        }
    }

    /** A park that lets a fork-join pool make up for the worker that sleeps. */
    private static final class ManagedPark implements ForkJoinPool.ManagedBlocker {
        private final Object blocker;
        private final BooleanSupplier released;
        private final long nanos;
        private boolean parked;

        private ManagedPark(Object blocker, BooleanSupplier released, long nanos) {
            this.blocker = blocker;
            this.released = released;
            this.nanos = nanos;
        }

        static void run(Object blocker, BooleanSupplier released, long nanos) {
            try {
                ForkJoinPool.managedBlock(new ManagedPark(blocker, released, nanos));
            } catch (InterruptedException e) {
                throw new AssertionError("a managed park throws nothing", e);
            } catch (RejectedExecutionException e) {
                // The pool has no spare worker to give, and has asked foreign code about it.
                if (!released.getAsBoolean()) {
                    OfThread.parkPlainly(blocker, nanos);
                }
            }
        }

        @Override
        public boolean block() {
            if (!released.getAsBoolean()) {
                OfThread.parkPlainly(blocker, nanos);
            }
            parked = true;
            return true;
        }

        @Override
        public boolean isReleasable() {
            return parked || released.getAsBoolean();
        }
    }
}
