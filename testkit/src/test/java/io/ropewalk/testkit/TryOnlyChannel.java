package io.ropewalk.testkit;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A queue that knows offer and poll, such as those of JCTools, seen as a channel. */
class TryOnlyChannel<T> implements Channel<T> {
    static final Set<ChannelFeature> FEATURES = Set.of();

    private final Queue<T> queue;

    TryOnlyChannel(Queue<T> queue) {
        this.queue = queue;
    }

    @Override
    public boolean trySend(T item) {
        return queue.offer(Objects.requireNonNull(item));
    }

    @Override
    public @Nullable T tryReceive() {
        return queue.poll();
    }

    @Override
    public void send(T item) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean trySend(T item, Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int sendAll(Collection<? extends T> items) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(@Nullable Throwable cause) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public CompletionStage<@Nullable Void> sendAsync(T item) {
        throw new UnsupportedOperationException("no pending sends");
    }

    @Override
    public CompletionStage<T> receiveAsync() {
        throw new UnsupportedOperationException("no pending receives");
    }

    @Override
    public Sender<T> sender() {
        throw new UnsupportedOperationException("no counted senders");
    }

    @Override
    public T receive() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable T tryReceive(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int receiveBatch(Consumer<? super T> sink, int max) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int drainTo(Consumer<? super T> sink, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<T> iterator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelStats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return queue.getClass().getSimpleName() + " seen as a channel";
    }
}
