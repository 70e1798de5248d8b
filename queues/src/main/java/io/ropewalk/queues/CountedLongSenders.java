package io.ropewalk.queues;

import io.ropewalk.core.Selectable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** {@link CountedSenders} of a buffer of longs. */
final class CountedLongSenders extends CountedHandles {
    private final LongSender channel;

    CountedLongSenders(LongSender channel) {
        super(channel);
        this.channel = channel;
    }

    LongSender open() {
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

    private final class SenderHandle extends Handle implements LongSender {
        SenderHandle() {
            super(CountedLongSenders.this);
        }

        private LongSender channel() {
            checkOpen();
            return channel;
        }

        @Override
        public void send(long item) throws InterruptedException {
            channel().send(item);
        }

        @Override
        public boolean trySend(long item) {
            return channel().trySend(item);
        }

        @Override
        public boolean trySend(long item, Duration timeout) throws InterruptedException {
            return channel().trySend(item, timeout);
        }

        @Override
        public int sendAll(long[] items, int from, int to) throws InterruptedException {
            return channel().sendAll(items, from, to);
        }

        @Override
        public CompletionStage<@Nullable Void> sendAsync(long item) {
            return isHandleClosed()
                    ? CompletableFuture.failedStage(closedHandle())
                    : channel.sendAsync(item);
        }

        @Override
        public Selectable<Long> sending(LongSupplier item) {
            return new HandleEnd<>(this, channel.sending(item));
        }
    }
}
