package io.ropewalk.queues;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A buffer that refuses overlapping calls on a side that is declared ONE, and names both threads.
 *
 * <p>A wrapper, so that an unchecked buffer pays nothing. Checking orders the calls of a side by
 * atomic updates, which an unchecked buffer does not: tests of the algorithm itself run unchecked.
 *
 * @param <T> the items
 */
final class RoleCheckedBuffer<T>
        implements BoundedBuffer<T>, GrowableBuffer<T>, UnboundedBuffer<T> {
    private final WaitingBuffer<T> buffer;
    private final Role producer;
    private final Role consumer;
    private final CountedSenders<T> handles = new CountedSenders<>(this);

    RoleCheckedBuffer(WaitingBuffer<T> buffer, Parties producers, Parties consumers) {
        this.buffer = buffer;
        this.producer = new Role("producer", producers);
        this.consumer = new Role("consumer", consumers);
    }

    @Override
    public void send(T item) throws InterruptedException {
        boolean entered = producer.enter("send", this);
        try {
            buffer.send(item);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public boolean trySend(T item) {
        boolean entered = producer.enter("trySend", this);
        try {
            return buffer.trySend(item);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public boolean trySend(T item, Duration timeout) throws InterruptedException {
        boolean entered = producer.enter("trySend", this);
        try {
            return buffer.trySend(item, timeout);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public int sendAll(Collection<? extends T> items) throws InterruptedException {
        boolean entered = producer.enter("sendAll", this);
        try {
            return buffer.sendAll(items);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public CompletionStage<@Nullable Void> sendAsync(T item) {
        return producer.pending("sendAsync", this, () -> buffer.sendAsync(item));
    }

    @Override
    public CompletionStage<T> receiveAsync() {
        return consumer.pending("receiveAsync", this, buffer::receiveAsync);
    }

    @Override
    public Selectable<T> receiving() {
        return new RoleCheckedEnd<>(consumer, this, buffer.receiving());
    }

    @Override
    public Selectable<T> sending(Supplier<? extends T> item) {
        return new RoleCheckedEnd<>(producer, this, buffer.sending(item));
    }

    @Override
    public Sender<T> sender() {
        return handles.open();
    }

    @Override
    public BlockingQueue<T> asBlockingQueue() {
        return buffer.asBlockingQueue(); // which refuses, for a side is declared ONE
    }

    @Override
    public T receive() throws InterruptedException {
        boolean entered = consumer.enter("receive", this);
        try {
            return buffer.receive();
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public @Nullable T tryReceive() {
        boolean entered = consumer.enter("tryReceive", this);
        try {
            return buffer.tryReceive();
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public @Nullable T tryReceive(Duration timeout) throws InterruptedException {
        boolean entered = consumer.enter("tryReceive", this);
        try {
            return buffer.tryReceive(timeout);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public int receiveBatch(Consumer<? super T> sink, int max) throws InterruptedException {
        boolean entered = consumer.enter("receiveBatch", this);
        try {
            return buffer.receiveBatch(sink, max);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public int drainTo(Consumer<? super T> sink, int max) {
        boolean entered = consumer.enter("drainTo", this);
        try {
            return buffer.drainTo(sink, max);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new ArrivalIterator<>(this);
    }

    @Override
    public void close(@Nullable Throwable cause) {
        buffer.close(cause);
    }

    @Override
    public void cancel() {
        buffer.cancel();
    }

    @Override
    public boolean isClosed() {
        return buffer.isClosed();
    }

    @Override
    public ChannelStats stats() {
        return buffer.stats();
    }

    @Override
    public int capacity() {
        return buffer.capacity();
    }

    @Override
    public int estimatedSize() {
        return buffer.estimatedSize();
    }

    @Override
    public String toString() {
        return buffer.toString();
    }
}
