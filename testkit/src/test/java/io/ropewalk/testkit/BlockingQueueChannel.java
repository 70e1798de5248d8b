package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BACK_PRESSURE;
import static io.ropewalk.testkit.ChannelFeature.EXACT_CAPACITY;
import static io.ropewalk.testkit.ChannelFeature.TIMED;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import io.ropewalk.core.time.Deadline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A blocking queue of the JDK, seen as a channel that cannot be closed. */
final class BlockingQueueChannel<T> extends TryOnlyChannel<T> {
    static final Set<ChannelFeature> FEATURES = Set.of(WAITS, TIMED, EXACT_CAPACITY, BACK_PRESSURE);

    private final BlockingQueue<T> queue;

    BlockingQueueChannel(BlockingQueue<T> queue) {
        super(queue);
        this.queue = queue;
    }

    @Override
    public void send(T item) throws InterruptedException {
        queue.put(item);
    }

    @Override
    public boolean trySend(T item, Duration timeout) throws InterruptedException {
        return queue.offer(item, Deadline.saturatedNanos(timeout), TimeUnit.NANOSECONDS);
    }

    @Override
    public T receive() throws InterruptedException {
        return queue.take();
    }

    @Override
    public @Nullable T tryReceive(Duration timeout) throws InterruptedException {
        return queue.poll(Deadline.saturatedNanos(timeout), TimeUnit.NANOSECONDS);
    }
}
