package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** Iterates over longs as they arrive; for one thread. */
final class LongArrivalIterator implements PrimitiveIterator.OfLong {
    private final LongReceiver source;
    private long next;
    private boolean hasNext;
    private boolean ended;

    LongArrivalIterator(LongReceiver source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (hasNext || ended) {
            return hasNext;
        }
        try {
            next = source.receive();
            hasNext = true;
        } catch (ClosedException e) {
            ended = true;
        } catch (InterruptedException e) {
            throw ArrivalIterator.cancelled(source, e);
        }
        return hasNext;
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException(source + " has ended");
        }
        hasNext = false;
        return next;
    }
}
