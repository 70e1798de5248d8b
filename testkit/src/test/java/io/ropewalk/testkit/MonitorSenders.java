package io.ropewalk.testkit;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The counted handles of a {@link MonitorChannel}. */
final class MonitorSenders<T> {
    private final Sender<T> channel;
    private final Flaw flaw;
    private int open;
    private boolean ended;
    private @Nullable Throwable firstCause;

    MonitorSenders(Sender<T> channel, Flaw flaw) {
        this.channel = channel;
        this.flaw = flaw;
    }

    synchronized Sender<T> open() {
        if (ended || channel.isClosed()) {
            throw new ClosedException("no further sender", null);
        }
        open++;
        return new Handle();
    }

    private void closeOne(@Nullable Throwable cause) {
        synchronized (this) {
            if (firstCause == null || flaw == Flaw.LAST_HANDLE_GIVES_THE_CAUSE) {
                firstCause = cause;
            }
            if (--open > 0) {
                return;
            }
            ended = true;
        }
        if (flaw != Flaw.FORGETS_THE_LAST_HANDLE) {
            channel.close(firstCause);
        }
    }

    private final class Handle implements Sender<T> {
        private boolean closed;

        private Sender<T> channel() {
            if (closed && flaw != Flaw.SENDS_BY_A_CLOSED_HANDLE) {
                throw refusal();
            }
            return channel;
        }

        private ClosedException refusal() {
            return new ClosedException("this sender is closed", null);
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
            return closed ? CompletableFuture.failedStage(refusal()) : channel.sendAsync(item);
        }

        @Override
        public void close(@Nullable Throwable cause) {
            boolean first = !closed;
            closed = true;
            if (first || flaw == Flaw.COUNTS_A_HANDLE_TWICE) {
                closeOne(cause);
            }
        }

        @Override
        public boolean isClosed() {
            return closed || channel.isClosed();
        }
    }
}
