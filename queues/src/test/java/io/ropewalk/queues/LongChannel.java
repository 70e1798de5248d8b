package io.ropewalk.queues;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.Sender;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelSpec;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A buffer of longs as a channel of objects, so that testkit's suites and storms run on it. Only
 * public calls of the buffer are made; for each call of the channel there is one of the buffer.
 *
 * @param <T> the items
 */
final class LongChannel<T> implements Channel<T> {
    private final BoundedLongBuffer buffer;
    private final LongNames<T> names;
    private final LongSenderAsSender<T> sender;

    private LongChannel(BoundedLongBuffer buffer, LongNames<T> names) {
        this.buffer = buffer;
        this.names = names;
        sender = new LongSenderAsSender<>(buffer, names);
    }

    static BoundedLongBufferBuilder builder(ChannelSpec<?> spec, WaitPolicy policy) {
        return BoundedLongBuffer.builder(spec.capacity())
                .producers(Parties.valueOf(spec.producers().name()))
                .consumers(Parties.valueOf(spec.consumers().name()))
                .waitPolicy(policy)
                .timeSource(spec.timeSource());
    }

    /** A channel whose items are any objects: each goes under a number of its own. */
    static <T> Channel<T> ofObjects(ChannelSpec<T> spec, BoundedLongBufferBuilder builder) {
        return of(spec, builder, new LongNames.Given<>());
    }

    /**
     * A channel whose items are the longs themselves. Unchecked: the checks are atomic updates, and
     * would order what the buffer must order itself; so would a register of names.
     */
    static Channel<Long> forStorm(ChannelSpec<Long> spec, WaitPolicy policy) {
        return forStorm(spec, builder(spec, policy));
    }

    static Channel<Long> forStorm(ChannelSpec<Long> spec, BoundedLongBufferBuilder builder) {
        return of(spec, builder.checkRoles(false), new LongNames.Same());
    }

    private static <T> Channel<T> of(
            ChannelSpec<T> spec, BoundedLongBufferBuilder builder, LongNames<T> names) {
        Consumer<? super T> onUndelivered = spec.onUndelivered();
        return new LongChannel<>(
                builder.onUndelivered(name -> onUndelivered.accept(names.itemOf(name))).build(),
                names);
    }

    @Override
    public void send(T item) throws InterruptedException {
        sender.send(item);
    }

    @Override
    public boolean trySend(T item) {
        return sender.trySend(item);
    }

    @Override
    public boolean trySend(T item, Duration timeout) throws InterruptedException {
        return sender.trySend(item, timeout);
    }

    @Override
    public int sendAll(Collection<? extends T> items) throws InterruptedException {
        return sender.sendAll(items);
    }

    @Override
    public CompletionStage<@Nullable Void> sendAsync(T item) {
        return sender.sendAsync(item);
    }

    @Override
    public void close(@Nullable Throwable cause) {
        buffer.close(cause);
    }

    @Override
    public boolean isClosed() {
        return buffer.isClosed();
    }

    @Override
    public Sender<T> sender() {
        return new LongSenderAsSender<>(buffer.sender(), names);
    }

    @Override
    public ChannelStats stats() {
        return buffer.stats();
    }

    @Override
    public T receive() throws InterruptedException {
        return names.itemOf(buffer.receive());
    }

    @Override
    public @Nullable T tryReceive() {
        Box<T> box = new Box<>();
        return buffer.tryReceive(name -> box.item = names.itemOf(name)) ? box.item : null;
    }

    @Override
    public @Nullable T tryReceive(Duration timeout) throws InterruptedException {
        Box<T> box = new Box<>();
        return buffer.tryReceive(timeout, name -> box.item = names.itemOf(name)) ? box.item : null;
    }

    private static final class Box<T> {
        @Nullable T item;
    }

    @Override
    public int receiveBatch(Consumer<? super T> sink, int max) throws InterruptedException {
        return buffer.receiveBatch(name -> sink.accept(names.itemOf(name)), max);
    }

    @Override
    public int drainTo(Consumer<? super T> sink, int max) {
        return buffer.drainTo(name -> sink.accept(names.itemOf(name)), max);
    }

    @Override
    public CompletionStage<T> receiveAsync() {
        return MappedFuture.of(buffer.receiveAsync().toCompletableFuture(), names::itemOf);
    }

    @Override
    public Iterator<T> iterator() {
        PrimitiveIterator.OfLong all = buffer.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public T next() {
                return names.itemOf(all.nextLong());
            }
        };
    }

    @Override
    public void cancel() {
        buffer.cancel();
    }

    @Override
    public String toString() {
        return buffer.toString();
    }
}
