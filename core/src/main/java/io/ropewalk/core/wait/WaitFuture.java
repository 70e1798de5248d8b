package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A wait as a future: completed by whoever grants it. Cancelling it, or completing it by other
 * means (such as {@code orTimeout}), gives the wait up.
 *
 * <p>Giving up is exact. Either the wait ends first, and what it waits for is untouched; or the
 * grant was first, and the future gets it. A giving-up that meets a grant under way is put off
 * until that has failed or succeeded: {@code cancel} then answers false, and the future completes
 * by itself.
 *
 * <p>Stages that depend on this future run in the granting thread, outside of all locks, unless
 * they were given an executor. They are ordinary futures: cancelling them gives nothing up.
 *
 * @param <V> what the grant yields
 */
public final class WaitFuture<V extends @Nullable Object> extends CompletableFuture<V> {
    /*
     * waiter: written by start() before the future is handed out; the granter does not need it.
     * otherEnd: how to complete when the wait was given up, set once, by the first who gives it up.
     * The kernel answers CANCELLED only after somebody has set it and then asked; the queue's lock
     * orders the two.
     */
    private volatile @Nullable CallbackWaiter waiter;
    private final AtomicReference<@Nullable BooleanSupplier> otherEnd = new AtomicReference<>();

    private WaitFuture() {}

    /**
     * Waits in a queue.
     *
     * @param <V> what the grant yields
     * @param queue where
     * @param attempt what to try
     * @param result what the successful attempt has yielded
     * @param closed what to fail with when the attempt says CLOSED
     * @return the wait
     */
    public static <V extends @Nullable Object> WaitFuture<V> start(
            WaitQueue queue,
            Attempt attempt,
            Supplier<? extends V> result,
            Supplier<? extends Throwable> closed) {
        WaitFuture<V> future = new WaitFuture<>();
        String name = "future of " + Strand.current().name();
        future.waiter =
                queue.register(
                        name,
                        attempt,
                        (outcome, failure) -> future.end(outcome, failure, result, closed),
                        null);
        return future;
    }

    private void end(
            @Nullable Outcome outcome,
            @Nullable Throwable failure,
            Supplier<? extends V> result,
            Supplier<? extends Throwable> closed) {
        if (failure != null) {
            super.completeExceptionally(failure);
        } else if (outcome == Outcome.GRANTED) {
            super.complete(result.get());
        } else if (outcome == Outcome.CLOSED) {
            super.completeExceptionally(closed.get());
        } else {
            boolean ignored = Objects.requireNonNull(otherEnd.get()).getAsBoolean();
        }
    }

    /**
     * Gives the wait up for another end.
     *
     * @return whether that end is this future's
     */
    private boolean giveUp(BooleanSupplier end) {
        if (isDone() || !otherEnd.compareAndSet(null, end)) {
            return false;
        }
        if (!Objects.requireNonNull(waiter).cancel()) {
            return false;
        }
        boolean ignored = end.getAsBoolean(); // here, unless the trampoline has done so already
        return true;
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
        Objects.requireNonNull(failure, "failure");
        return giveUp(() -> super.completeExceptionally(failure));
    }

    /** As {@link #complete}, with what a supplier yields; gives the wait up once it has. */
    @Override
    public CompletableFuture<V> completeAsync(Supplier<? extends V> supplier, Executor executor) {
        Objects.requireNonNull(supplier, "supplier");
        executor.execute(() -> {
            if (isDone()) {
                return;
            }
            V value;
            try {
                value = supplier.get();
            } catch (Throwable failure) {
                completeExceptionally(failure);
                return;
            }
            complete(value);
        });
        return this;
    }

    /**
     * Not supported: what was granted would be lost.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public void obtrudeValue(V value) {
        throw new UnsupportedOperationException("would lose what was granted");
    }

    /**
     * Not supported: what was granted would be lost.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public void obtrudeException(Throwable failure) {
        throw new UnsupportedOperationException("would lose what was granted");
    }

    /** Dependent stages give nothing up. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
