package io.ropewalk.testkit;

import io.ropewalk.core.ClosedException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The pending calls of a {@link MonitorChannel}: lists guarded by its monitor, and completions that
 * run when the thread that granted has left it.
 */
final class PendingCalls {
    private static final ThreadLocal<Boolean> COMPLETING = new ThreadLocal<>();

    final ArrayDeque<Call<?>> sends = new ArrayDeque<>();
    final ArrayDeque<Call<?>> receives = new ArrayDeque<>();
    private final ArrayDeque<Runnable> completions = new ArrayDeque<>();
    private final Object monitor;
    private final Flaw flaw;
    private boolean serving;

    PendingCalls(Object monitor, Flaw flaw) {
        this.monitor = monitor;
        this.flaw = flaw;
    }

    /**
     * Makes a call, which waits in line until its attempt succeeds.
     *
     * @param attempt what completes the call, or null to wait on; throws at the end of the channel
     */
    <V> CompletableFuture<V> call(
            ArrayDeque<Call<?>> line, Function<Call<V>, @Nullable Runnable> attempt) {
        Call<V> call = new Call<>(line, attempt);
        synchronized (monitor) {
            line.add(call);
            serve();
        }
        complete();
        return call;
    }

    /** Grants what can be granted. With the monitor. */
    void serve() {
        if (serving) {
            return;
        }
        serving = true;
        try {
            boolean served;
            do {
                served = serveOne(receives) || serveOne(sends);
            } while (served);
        } finally {
            serving = false;
        }
    }

    private boolean serveOne(ArrayDeque<Call<?>> line) {
        Call<?> next = flaw == Flaw.SERVES_THE_LAST_FIRST ? line.peekLast() : line.peekFirst();
        Runnable completion = next == null ? null : next.attempt();
        if (completion == null) {
            return false;
        }
        line.remove(next);
        if (flaw == Flaw.COMPLETES_UNDER_LOCK) {
            completion.run();
        } else {
            completions.add(completion);
        }
        return true;
    }

    /** Tells the calls that were granted, unless this thread is not yet free to do so. */
    void complete() {
        if (Thread.holdsLock(monitor) || COMPLETING.get() != null) {
            return;
        }
        COMPLETING.set(true);
        try {
            for (Runnable next = poll(); next != null; next = poll()) {
                next.run();
            }
        } finally {
            COMPLETING.remove();
        }
    }

    private @Nullable Runnable poll() {
        synchronized (monitor) {
            return completions.poll();
        }
    }

    /** One pending call. Giving it up takes it out of its line, unless it has left that already. */
    final class Call<V> extends CompletableFuture<V> {
        private final ArrayDeque<Call<?>> line;
        private final Function<Call<V>, @Nullable Runnable> attempt;

        private Call(ArrayDeque<Call<?>> line, Function<Call<V>, @Nullable Runnable> attempt) {
            this.line = line;
            this.attempt = attempt;
        }

        private @Nullable Runnable attempt() {
            try {
                return attempt.apply(this);
            } catch (ClosedException e) {
                return flaw == Flaw.FORGETS_PENDING ? null : () -> super.completeExceptionally(e);
            }
        }

        /** To be called when it was granted. */
        void end(V value) {
            super.complete(value);
        }

        private boolean giveUp(BooleanSupplier end) {
            synchronized (monitor) {
                if (!line.contains(this)) {
                    return false;
                }
                if (flaw != Flaw.STAYS_IN_LINE) {
                    line.remove(this);
                }
            }
            return end.getAsBoolean();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return giveUp(() -> super.cancel(false)) || isCancelled();
        }

        @Override
        public boolean complete(V value) {
            return giveUp(() -> super.complete(value));
        }

        @Override
        public boolean completeExceptionally(Throwable failure) {
            return giveUp(() -> super.completeExceptionally(failure));
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }
}
