package io.ropewalk.queues;

import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** The sending half of {@link LongChannel}, for its handles too. */
final class LongSenderAsSender<T> implements Sender<T> {
    private final LongSender longs;
    private final LongNames<T> names;

    LongSenderAsSender(LongSender longs, LongNames<T> names) {
        this.longs = longs;
        this.names = names;
    }

    private long nameOf(T item) {
        return names.nameOf(Objects.requireNonNull(item, "item"));
    }

    @Override
    public void send(T item) throws InterruptedException {
        longs.send(nameOf(item));
    }

    @Override
    public boolean trySend(T item) {
        return longs.trySend(nameOf(item));
    }

    @Override
    public boolean trySend(T item, Duration timeout) throws InterruptedException {
        return longs.trySend(nameOf(item), timeout);
    }

    @Override
    public int sendAll(Collection<? extends T> items) throws InterruptedException {
        long[] all = new long[items.size() + 2]; // a range, not the whole array
        int to = 1;
        for (T item : items) {
            all[to++] = nameOf(item);
        }
        return longs.sendAll(all, 1, to);
    }

    @Override
    public CompletionStage<@Nullable Void> sendAsync(T item) {
        return longs.sendAsync(nameOf(item));
    }

    @Override
    public void close(@Nullable Throwable cause) {
        longs.close(cause);
    }

    @Override
    public boolean isClosed() {
        return longs.isClosed();
    }

    @Override
    public String toString() {
        return longs.toString();
    }
}
