package io.ropewalk.queues;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.Selectable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** {@link RoleCheckedBuffer} for longs. */
final class RoleCheckedLongBuffer implements BoundedLongBuffer {
    private final WaitingLongBuffer buffer;
    private final Role producer;
    private final Role consumer;
    private final CountedLongSenders handles = new CountedLongSenders(this);

    RoleCheckedLongBuffer(WaitingLongBuffer buffer, Parties producers, Parties consumers) {
        this.buffer = buffer;
        this.producer = new Role("producer", producers);
        this.consumer = new Role("consumer", consumers);
    }

    @Override
    public void send(long item) throws InterruptedException {
        boolean entered = producer.enter("send", this);
        try {
            buffer.send(item);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public boolean trySend(long item) {
        boolean entered = producer.enter("trySend", this);
        try {
            return buffer.trySend(item);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public boolean trySend(long item, Duration timeout) throws InterruptedException {
        boolean entered = producer.enter("trySend", this);
        try {
            return buffer.trySend(item, timeout);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public int sendAll(long[] items, int from, int to) throws InterruptedException {
        boolean entered = producer.enter("sendAll", this);
        try {
            return buffer.sendAll(items, from, to);
        } finally {
            producer.leave(entered);
        }
    }

    @Override
    public CompletionStage<@Nullable Void> sendAsync(long item) {
        return producer.pending("sendAsync", this, () -> buffer.sendAsync(item));
    }

    @Override
    public CompletionStage<Long> receiveAsync() {
        return consumer.pending("receiveAsync", this, buffer::receiveAsync);
    }

    @Override
    public Selectable<Long> receiving() {
        return new RoleCheckedEnd<>(consumer, this, buffer.receiving());
    }

    @Override
    public Selectable<Long> sending(LongSupplier item) {
        return new RoleCheckedEnd<>(producer, this, buffer.sending(item));
    }

    @Override
    public LongSender sender() {
        return handles.open();
    }

    @Override
    public long receive() throws InterruptedException {
        boolean entered = consumer.enter("receive", this);
        try {
            return buffer.receive();
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public long tryReceive(long absent) {
        boolean entered = consumer.enter("tryReceive", this);
        try {
            return buffer.tryReceive(absent);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public long tryReceive(Duration timeout, long absent) throws InterruptedException {
        boolean entered = consumer.enter("tryReceive", this);
        try {
            return buffer.tryReceive(timeout, absent);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public boolean tryReceive(LongConsumer sink) {
        boolean entered = consumer.enter("tryReceive", this);
        try {
            return buffer.tryReceive(sink);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public boolean tryReceive(Duration timeout, LongConsumer sink) throws InterruptedException {
        boolean entered = consumer.enter("tryReceive", this);
        try {
            return buffer.tryReceive(timeout, sink);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public int receiveBatch(LongConsumer sink, int max) throws InterruptedException {
        boolean entered = consumer.enter("receiveBatch", this);
        try {
            return buffer.receiveBatch(sink, max);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public int receiveBatch(long[] into, int from, int to) throws InterruptedException {
        boolean entered = consumer.enter("receiveBatch", this);
        try {
            return buffer.receiveBatch(into, from, to);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public int drainTo(LongConsumer sink, int max) {
        boolean entered = consumer.enter("drainTo", this);
        try {
            return buffer.drainTo(sink, max);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public int drainTo(long[] into, int from, int to) {
        boolean entered = consumer.enter("drainTo", this);
        try {
            return buffer.drainTo(into, from, to);
        } finally {
            consumer.leave(entered);
        }
    }

    @Override
    public PrimitiveIterator.OfLong iterator() {
        return new LongArrivalIterator(this);
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
