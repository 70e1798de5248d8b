package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Receiver;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Iterates over items as they arrive; for one thread. */
final class ArrivalIterator<T> implements Iterator<T> {
    private final Receiver<T> source;
    private @Nullable T next;
    private boolean ended;

    ArrivalIterator(Receiver<T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (next != null) {
            return true;
        }
        if (ended) {
            return false;
        }
        try {
            next = source.receive();
            return true;
        } catch (ClosedException e) {
            ended = true;
            return false;
        } catch (InterruptedException e) {
            throw cancelled(source, e);
        }
    }

    /** What an iterator throws for an interrupt, which it leaves pending. */
    static CancellationException cancelled(Object source, InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled =
                new CancellationException("interrupted while iterating over " + source);
        cancelled.initCause(e);
        return cancelled;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException(source + " has ended");
        }
        T item = Objects.requireNonNull(next);
        next = null;
        return item;
    }
}
