package io.ropewalk.queues;

import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The producers' side of a buffer over JCTools: a word before the queue in which each item is
 * counted first, so that the end, the sleepers and the capacity are ours and the items JCTools'.
 */
final class Gate {
    /*
     * producers = first + items claimed, laid out as IndexBits says, with CLOSED and the SLEEPER bit of
     * the receivers. A producer claims (compareAndSet of the word), puts its item into the queue, and
     * wakes if it saw SLEEPER. `taken` is the consumers' position; it moves after the queue's own.
     *
     * The order of items is the queue's: who claimed first may put second. So a claim by itself is
     * nothing that an answer may depend on, or "full" would put its item before one that comes out
     * earlier. What a claim does is to make others wait for that peer (PeerPause) until it has put.
     *
     * Answers are exact. EMPTY and END: the queue showed nothing, and then producers and taken are
     * equal: nothing was claimed that was not taken. FULL: the queue's producer index, read before
     * taken, is a capacity ahead; both only grow, and never lie further apart. CLOSED is in the word: a
     * claim lies before it or fails, and every item claimed before it can be said to have been sent
     * before it.
     *
     * Room: a claim needs producers - taken < capacity. It compares with `limit`, a lower bound of
     * taken + capacity that lags behind.
     *
     * Growth. JCTools' producers spin without bound while one of them allocates a chunk. Hence only
     * one puts its item in where that can happen, when all others are out of the queue and none
     * comes in. `growth` = a position below which claims need no new chunk, and the bit GROWING. The
     * queue grows only for an item before which it holds a whole chunk, so taken + chunk will do; and
     * once it has grown at position p, p + chunk. Both only grow. A producer that finds no claim below
     * growth moves it on if the consumers have (compareAndSet, so not while GROWING). Else it sets
     * GROWING, claims, waits until all earlier claims are in the queue (they wait for nothing), and
     * puts its item. The others wait for it as for a peer.
     *
     * A failed put (no memory for a chunk: JCTools leaves its queue as it was) gives its claim back:
     * producers goes down by one. No answer needs that word to grow: EMPTY and END compare it with
     * taken while that stands still, FULL does not use it, and a claim holds by the very value that
     * it replaces. Nobody needs to be woken, for nobody sleeps because of a claim. What is taken for
     * good is only what the queue itself loses: after a StackOverflowError between its index and its
     * slot nothing behind comes out.
     *
     * Stale references: JCTools nulls a slot when its item is taken, and the link of a chunk when it is
     * left.
     *
     * Counts are 62 bits, here and in JCTools; ours wrap, and are compared by difference.
     */
    private static final long ONE = IndexBits.ONE;
    private static final long GROWING = 1;

    /** For ever, as far as anybody will see. */
    private static final long FAR = 1L << 60;

    private final Object buffer;
    private final ChunkQueue queue;
    private final int capacity;
    private final boolean bounded;
    private final long room;
    private final long first;
    private final LongSupplier taken;
    private final PaddedWord producers;
    private final PaddedWord limit;
    private final PaddedWord growth;
    private final WaitQueue receivers;

    /**
     * Creates a gate.
     *
     * @param buffer shown in thread dumps
     * @param queue empty
     * @param capacity how many items may be in the queue, or {@link Integer#MAX_VALUE}
     * @param producers the word, at the first position
     * @param receivers where they sleep, announced in the word
     * @param taken the position of the consumers
     */
    Gate(
            Object buffer,
            ChunkQueue queue,
            int capacity,
            PaddedWord producers,
            WaitQueue receivers,
            LongSupplier taken) {
        this.buffer = buffer;
        this.queue = queue;
        this.producers = producers;
        this.receivers = receivers;
        this.taken = taken;
        this.capacity = capacity;
        bounded = capacity != Integer.MAX_VALUE;
        room = IndexBits.positionOf(capacity);
        first = producers.getVolatile();
        limit = new PaddedWord(first + room);
        growth = new PaddedWord(first);
    }

    /** As {@link WaitingBuffer#offer}. */
    int offer(Object item) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = producers.getVolatile();
            if (IndexBits.isClosed(word)) {
                return WaitingSides.CLOSED;
            }
            long position = IndexBits.position(word);
            if (fitting(position, 1) <= 0) {
                if (isFull()) {
                    return WaitingSides.FULL;
                }
                pauses = pauseForPeer(word, pauses);
            } else if (belowGrowth(position) > 0) {
                Step.point();
                if (producers.compareAndSet(word, word + ONE)) {
                    put(item, 1);
                    wakeIfSleeping(word, 1);
                    return WaitingSides.ACCEPTED;
                }
            } else if (offerWithGrowth(word, item)) {
                wakeIfSleeping(word, 1);
                return WaitingSides.ACCEPTED;
            } else if (belowGrowth(position) <= 0) {
                pauses = pauseForPeer(word, pauses);
            }
        }
    }

    /** As {@link WaitingBuffer#offerMany}. */
    int offerMany(@Nullable Object[] items, int from, int to) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = producers.getVolatile();
            if (IndexBits.isClosed(word)) {
                return WaitingSides.CLOSED;
            }
            long position = IndexBits.position(word);
            int fitting = fitting(position, to - from);
            if (fitting <= 0) {
                if (isFull()) {
                    return WaitingSides.FULL;
                }
                pauses = pauseForPeer(word, pauses);
                continue;
            }
            int run = (int) Math.min(fitting, belowGrowth(position));
            if (run > 0) {
                Step.point();
                if (producers.compareAndSet(word, word + run * ONE)) {
                    int put = putAll(items, from, run);
                    wakeIfSleeping(word, put);
                    return put;
                }
            } else if (offerWithGrowth(word, Objects.requireNonNull(items[from]))) {
                wakeIfSleeping(word, 1);
                return 1;
            } else if (belowGrowth(position) <= 0) {
                pauses = pauseForPeer(word, pauses);
            }
        }
    }

    private void wakeIfSleeping(long word, int count) {
        if (IndexBits.hasSleeper(word)) {
            receivers.wake(count);
        }
    }

    /** How many of {@code count} items may be claimed from a position on, by the capacity alone. */
    private int fitting(long position, int count) {
        if (!bounded) {
            return count;
        }
        long left = IndexBits.distance(limit.getAcquire(), position);
        if (left < count) {
            Step.point();
            long newLimit = taken.getAsLong() + room;
            limit.setRelease(newLimit);
            left = IndexBits.distance(newLimit, position);
        }
        return (int) Math.min(count, left);
    }

    private boolean isFull() {
        Step.point();
        long put = putSoFar();
        Step.point();
        return put - taken.getAsLong() >= room;
    }

    /** The position up to which items have their places in the queue. */
    private long putSoFar() {
        return first + IndexBits.positionOf(queue.currentProducerIndex());
    }

    /** How many items may be claimed from a position on before the queue may have to grow. */
    private long belowGrowth(long position) {
        Step.point();
        return IndexBits.distance(IndexBits.position(growth.getAcquire()), position);
    }

    /** Waits a moment for a peer, unless something has moved on: then the next is another peer. */
    private int pauseForPeer(long word, int pauses) {
        Step.point();
        if (producers.getVolatile() != word) {
            return 0;
        }
        PeerPause.pause(pauses, buffer);
        return pauses + 1;
    }

    /** Puts in the first of {@code claimed} items; gives all of them back when that fails. */
    private void put(Object item, int claimed) {
        Step.point();
        boolean put = false;
        try {
            queue.add(item); // never full: throws or has put
            put = true;
        } finally {
            if (!put) {
                giveBack(claimed);
            }
        }
    }

    /** Puts in a run that was claimed: how many; throws when not even the first could be. */
    private int putAll(@Nullable Object[] items, int from, int run) {
        int put = 0;
        try {
            while (put < run) {
                put(Objects.requireNonNull(items[from + put]), run - put);
                put++;
            }
        } catch (Throwable failure) {
            if (put == 0) {
                throw failure;
            }
            // The next call meets it again, if it is still so.
        }
        return put;
    }

    private void giveBack(int count) {
        long ignored = producers.getAndAdd(-IndexBits.positionOf(count));
    }

    /** Claims and puts in an item for which the queue may have to grow; false to look again. */
    private boolean offerWithGrowth(long word, Object item) {
        long position = IndexBits.position(word);
        Step.point();
        long before = growth.getVolatile();
        boolean waits = (before & GROWING) != 0;
        if (waits || IndexBits.distance(before, position) > 0 || moveGrowth(before, position)) {
            return false;
        }
        Step.point();
        if (!growth.compareAndSet(before, before | GROWING)) {
            return false;
        }
        long after = before;
        try {
            Step.point();
            if (!producers.compareAndSet(word, word + ONE)) {
                return false;
            }
            after = putAlone(before, item);
            return true;
        } finally {
            Step.point();
            growth.setRelease(after);
        }
    }

    /** Whether growth could be moved beyond a position without growing. */
    private boolean moveGrowth(long before, long position) {
        int chunk = queue.chunk();
        Step.point();
        long moved =
                chunk >= capacity
                        ? position + FAR
                        : taken.getAsLong() + IndexBits.positionOf(chunk);
        return IndexBits.distance(moved, position) > 0 && growth.compareAndSet(before, moved);
    }

    /** Puts in an item that was claimed, when nobody else does: where growth is then. */
    private long putAlone(long before, Object item) {
        boolean put = false;
        try {
            for (int pauses = 0; claimedAndNotPut() > 1; pauses++) {
                PeerPause.pause(pauses, buffer);
            }
            long place = putSoFar();
            boolean grew = queue.addAlone(item);
            put = true;
            return grew ? place + IndexBits.positionOf(queue.chunk()) : before;
        } finally {
            if (!put) {
                giveBack(1);
            }
        }
    }

    private long claimedAndNotPut() {
        Step.point();
        return IndexBits.distance(IndexBits.position(producers.getVolatile()), putSoFar());
    }

    /**
     * Takes an item, for whoever has the consumers' side: null when there is none, or it is not yet
     * put.
     */
    @Nullable Object take() {
        return queue.relaxedPoll();
    }

    /** Takes at most {@code max} items, for whoever has the consumers' side: how many. */
    int take(@Nullable Object[] into, int max) {
        int taken = 0;
        while (taken < max) {
            Object item = take();
            if (item == null) {
                break;
            }
            into[taken++] = item;
        }
        return taken;
    }

    /** The producers' word. What is beyond its position was not claimed when it was read. */
    long word() {
        return producers.getVolatile();
    }
}
