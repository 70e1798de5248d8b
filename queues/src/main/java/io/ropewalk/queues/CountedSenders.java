package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The counted handles of a channel's senders: who closes the last one closes the channel. */
final class CountedSenders<T> {
    /*
     * open: the number of open handles, or ENDED once it has gone back from one to zero. Both changes
     * are one compareAndSet each, so a handle that is opened while the last is closed either keeps
     * the channel open or is refused.
     * firstCause: set at most once, before the decrement of the handle that brought it.
     */
    private static final int ENDED = -1;

    private final Sender<T> channel;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> firstCause = new AtomicReference<>();

    CountedSenders(Sender<T> channel) {
        this.channel = channel;
    }

    Sender<T> open() {
        if (channel.isClosed()
                || open.updateAndGet(n -> n == ENDED ? n : Math.addExact(n, 1)) == ENDED) {
            throw new ClosedException(channel + " takes no further sender: it is closed", null);
        }
        return new Handle();
    }

    private void closeOne(@Nullable Throwable cause) {
        if (cause != null) {
            firstCause.compareAndSet(null, cause);
        }
        if (open.updateAndGet(n -> n == 1 ? ENDED : n - 1) == ENDED) {
            channel.close(firstCause.get());
        }
    }

    private final class Handle implements Sender<T> {
        private final AtomicBoolean closed = new AtomicBoolean();

        private Sender<T> channel() {
            if (closed.get()) {
                throw closedHandle();
            }
            return channel;
        }

        private ClosedException closedHandle() {
            return new ClosedException("this sender of " + channel + " is closed", null);
        }

        @Override
        public void send(T item) throws InterruptedException {
            channel().send(item);
        }

        @Override
        public boolean trySend(T item) {
            return channel().trySend(item);
        }

        @Override
        public boolean trySend(T item, Duration timeout) throws InterruptedException {
            return channel().trySend(item, timeout);
        }

        @Override
        public int sendAll(Collection<? extends T> items) throws InterruptedException {
            return channel().sendAll(items);
        }

        @Override
        public CompletionStage<@Nullable Void> sendAsync(T item) {
            return closed.get()
                    ? CompletableFuture.failedStage(closedHandle())
                    : channel.sendAsync(item);
        }

        @Override
        public Selectable<T> sending(Supplier<? extends T> item) {
            Objects.requireNonNull(item, "item");
            return channel()
                    .sending(() -> {
                        T next = item.get();
                        Sender<T> ignored = channel(); // unless this handle is closed
                        return next;
                    });
        }

        @Override
        public void close(@Nullable Throwable cause) {
            if (!closed.getAndSet(true)) {
                closeOne(cause);
            }
        }

        @Override
        public boolean isClosed() {
            return closed.get() || channel.isClosed();
        }

        @Override
        public String toString() {
            return "Sender[" + channel + (closed.get() ? ", closed]" : "]");
        }
    }
}
