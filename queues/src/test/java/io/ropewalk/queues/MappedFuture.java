package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** A future under another type, with all that the first one does when it is given up. */
final class MappedFuture<V, T> extends CompletableFuture<T> {
    private final CompletableFuture<V> first;
    private final Function<V, T> map;

    private MappedFuture(CompletableFuture<V> first, Function<V, T> map) {
        this.first = first;
        this.map = map;
    }

    static <V, T> CompletableFuture<T> of(CompletableFuture<V> first, Function<V, T> map) {
        MappedFuture<V, T> mapped = new MappedFuture<>(first, map);
        CompletableFuture<V> ignored = first.whenComplete(mapped::end);
        return mapped;
    }

    private void end(@Nullable V value, @Nullable Throwable failure) {
        if (failure instanceof CancellationException) {
            super.cancel(false);
        } else if (failure != null) {
            super.completeExceptionally(
                    failure instanceof CompletionException ? failure.getCause() : failure);
        } else if (value != null) {
            super.complete(map.apply(value));
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return first.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return first.completeExceptionally(failure);
    }

    @Override
    public boolean complete(T value) {
        return first.cancel(false) && super.complete(value);
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        executor.execute(() -> complete(supplier.get()));
        return this;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
