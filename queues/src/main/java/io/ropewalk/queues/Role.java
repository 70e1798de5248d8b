package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One side of a checked buffer: who is inside it. Refuses a second call on a side declared ONE; a
 * thread may come back while it is inside, as a sink that uses its own buffer does. A pending call
 * is inside until its stage completes.
 */
final class Role {
    /*
     * The end of a pending call is read off its stage. A stage that depended on it would be told too
     * late: dependents run in any order, and one of the user's may call the buffer at once.
     *
     * nested: of the thread inside alone; a pending call that it began in a sink or a dependent. It
     * takes the place of the visit when the thread leaves.
     */
    private final String side;
    private final boolean one;
    private final AtomicReference<@Nullable Visit> inside = new AtomicReference<>();

    /** A call in progress; with the future, once the thread has left it to wait by itself. */
    private static final class Visit {
        private final Thread thread;
        private final String call;
        private final @Nullable CompletableFuture<?> pending;
        private @Nullable Visit nested;

        Visit(Thread thread, String call, @Nullable CompletableFuture<?> pending) {
            this.thread = thread;
            this.call = call;
            this.pending = pending;
        }

        @Nullable Visit nestedPending() {
            return nested == null || nested.isOver() ? null : nested;
        }

        boolean isOver() {
            return pending != null && pending.isDone();
        }

        boolean isOf(Thread other) {
            return pending == null && thread == other;
        }

        @Override
        public String toString() {
            return pending == null
                    ? "thread '" + thread.getName() + "' is in " + call
                    : "the " + call + " of thread '" + thread.getName() + "' is pending";
        }
    }

    Role(String side, Parties parties) {
        this.side = side;
        this.one = parties == Parties.ONE;
    }

    /**
     * Enters a call.
     *
     * @return whether {@link #leave} must end it
     */
    boolean enter(String call, Object buffer) {
        if (!one) {
            return false;
        }
        Thread me = Thread.currentThread();
        Visit mine = new Visit(me, call, null);
        while (true) {
            Visit other = inside.get();
            if (other == null || other.isOver()) {
                if (inside.compareAndSet(other, mine)) {
                    return true;
                }
            } else {
                Visit inTheWay = other.isOf(me) ? other.nestedPending() : other;
                if (inTheWay != null) {
                    throw refused(me, call, inTheWay, buffer);
                }
                return false;
            }
        }
    }

    private IllegalStateException refused(Thread me, String call, Visit other, Object buffer) {
        return new IllegalStateException(
                "the "
                        + side
                        + " side of "
                        + buffer
                        + " is declared ONE, but thread '"
                        + me.getName()
                        + "' calls "
                        + call
                        + " while "
                        + other);
    }

    void leave(boolean entered) {
        if (entered) {
            inside.set(Objects.requireNonNull(inside.get()).nestedPending());
        }
    }

    /** Makes a call that goes on until its stage completes. */
    <V extends @Nullable Object> CompletionStage<V> pending(
            String call, Object buffer, Supplier<CompletionStage<V>> begin) {
        boolean entered = enter(call, buffer);
        CompletionStage<V> stage;
        try {
            stage = begin.get();
        } catch (RuntimeException | Error e) {
            leave(entered);
            throw e;
        }
        Visit visit = one ? inside.get() : null;
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (visit != null && !future.isDone()) {
            visit.nested = new Visit(visit.thread, call, future);
        }
        leave(entered);
        return stage;
    }
}
