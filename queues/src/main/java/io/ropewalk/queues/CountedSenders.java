package io.ropewalk.queues;

import io.ropewalk.core.Selectable;
import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The counted handles of a channel's senders: who closes the last one closes the channel. */
final class CountedSenders<T> extends CountedHandles {
    private final Sender<T> channel;

    CountedSenders(Sender<T> channel) {
        super(channel);
        this.channel = channel;
    }

    Sender<T> open() {
        openOne();
        return new SenderHandle();
    }

    @Override
    boolean isChannelClosed() {
        return channel.isClosed();
    }

    @Override
    void closeChannel(@Nullable Throwable cause) {
        channel.close(cause);
    }

    private final class SenderHandle extends Handle implements Sender<T> {
        SenderHandle() {
            super(CountedSenders.this);
        }

        private Sender<T> channel() {
            checkOpen();
            return channel;
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
            return isHandleClosed()
                    ? CompletableFuture.failedStage(closedHandle())
                    : channel.sendAsync(item);
        }

        @Override
        public Selectable<T> sending(Supplier<? extends T> item) {
            return new HandleEnd<>(this, channel.sending(item));
        }
    }
}
