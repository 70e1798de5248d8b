package io.ropewalk.queues;

import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded buffer for any number of producers and consumers: a ring whose slots carry stamps,
 * after Dmitry Vyukov's bounded MPMC queue, with the end and the sleepers announced in the index
 * words.
 */
final class ManyToManyBuffer<T> extends WaitingBuffer<T> implements BoundedBuffer<T> {
    /*
     * Words. producers = position of the next item to put, consumers = position of the next to take,
     * laid out as IndexBits says: with CLOSED in the former, and SLEEPER in both (receivers sleep in
     * items() and are announced in producers, senders in room() and in consumers).
     *
     * Stamps. stamps[i] for the slot that position p falls on:
     *   p            free for the producer of p
     *   p | PUT      holds the item of p
     *   p + lap      free for the producer one lap later (lap = slots * ONE)
     * The claimant of p (by compareAndSet of its index word) alone may touch slot and stamp until it
     * stores the next stamp (release; read acquire), which carries the item. Since free and full
     * differ in a bit of their own, one slot is enough (with Vyukov's counters, "full now" and "free
     * for the next lap" of a single slot would be the same number).
     *
     * Capacity. Slots are a power of two; when the capacity is not, a producer also needs p - c <
     * capacity. It compares with `limit`, a lower bound of c + capacity that lags behind; c only
     * grows, so a stale limit can only send it to look again.
     *
     * Answers are exact, since positions only grow. FULL: the producers' position, read before the
     * consumers', is a capacity ahead; it could not be more when the latter was read. EMPTY and END: the
     * consumers' position, read before the producers', is the same. Between claim and stamp a slot is
     * neither full nor free: the other side waits for that peer (PeerPause, bounded spin, yields, short
     * parks) instead of giving an answer that its callers could tell to be wrong.
     *
     * Sleepers: SleeperBitQueue. Whoever claims with the bit set wakes after it has stamped the slot; a
     * sleeper whose attempt meets an earlier claim takes the item or waits for that peer.
     *
     * Cancel = CLOSED, then take everything to the end, here as a consumer. A claim that was made
     * before CLOSED is waited for, so the drainer is always the later of publisher and drainer.
     *
     * Tried and dropped: spinning after a lost compare-and-set (ADR 0012).
     */
    private static final long ONE = IndexBits.ONE;
    private static final long PUT = 1;

    private static final VarHandle STAMP =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();

    private final @Nullable Object[] slots;
    private final long[] stamps;
    private final int mask;
    private final long lap;
    private final long room;
    private final boolean exact;
    private final long first;
    private final PaddedWord producers;
    private final PaddedWord consumers;
    private final PaddedWord limit;
    private final WaitQueue senders;
    private final WaitQueue receivers;
    private final LongAdder timesFull = new LongAdder();
    private final LongAdder timesEmpty = new LongAdder();

    ManyToManyBuffer(BoundedBufferBuilder<T> builder) {
        super(builder, "BoundedBuffer");
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        slots = new Object[length];
        stamps = new long[length];
        mask = length - 1;
        lap = length * ONE;
        room = capacity * ONE;
        exact = length == capacity;
        first = builder.firstIndex * ONE;
        producers = new PaddedWord(first);
        consumers = new PaddedWord(first);
        limit = new PaddedWord(first + room);
        for (int i = 0; i < length; i++) {
            long position = first + i * ONE;
            stamps[slotOf(position)] = position;
        }
        senders = new SleeperBitQueue(this, "send", consumers);
        receivers = new SleeperBitQueue(this, "receive", producers);
    }

    private int slotOf(long position) {
        return (int) (position / ONE) & mask;
    }

    private long stamp(long position) {
        return (long) STAMP.getAcquire(stamps, slotOf(position));
    }

    @Override
    int offer(T item) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = producers.getVolatile();
            if (IndexBits.isClosed(word)) {
                return CLOSED;
            }
            long position = IndexBits.position(word);
            Step.point();
            if (stamp(position) == position && fits(position, 1) > 0) {
                Step.point();
                if (producers.compareAndSet(word, word + ONE)) {
                    put(position, item);
                    if (IndexBits.hasSleeper(word)) {
                        receivers.wake(1);
                    }
                    return ACCEPTED;
                }
            } else if (isFull(position)) {
                return FULL;
            } else {
                pauses = pauseForPeer(producers, word, pauses);
            }
        }
    }

    /** Waits a moment for a peer, unless its side has moved on: then the next is another peer. */
    private int pauseForPeer(PaddedWord side, long word, int pauses) {
        Step.point();
        if (side.getVolatile() != word) {
            return 0;
        }
        PeerPause.pause(pauses, this);
        return pauses + 1;
    }

    private void put(long position, @Nullable Object item) {
        int slot = slotOf(position);
        Step.point();
        slots[slot] = item;
        Step.point();
        STAMP.setRelease(stamps, slot, position | PUT);
    }

    /**
     * How many of {@code count} items may be put from {@code position} on, by the capacity alone.
     */
    private long fits(long position, int count) {
        if (exact) {
            return count; // the stamps say it all
        }
        long left = limit.getOpaque() - position;
        if (left < count * ONE) {
            long newLimit = IndexBits.position(consumers.getVolatile()) + room;
            limit.setOpaque(newLimit);
            left = newLimit - position;
        }
        return Math.min(count, left / ONE);
    }

    private boolean isFull(long position) {
        Step.point();
        return position - IndexBits.position(consumers.getVolatile()) >= room;
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = producers.getVolatile();
            if (IndexBits.isClosed(word)) {
                return CLOSED;
            }
            long position = IndexBits.position(word);
            int run = freeRun(position, Math.min(to - from, capacity));
            if (run > 0) {
                Step.point();
                if (producers.compareAndSet(word, word + run * ONE)) {
                    for (int i = 0; i < run; i++) {
                        put(position + i * ONE, items[from + i]);
                    }
                    if (IndexBits.hasSleeper(word)) {
                        receivers.wake(run);
                    }
                    return run;
                }
            } else if (isFull(position)) {
                return FULL;
            } else {
                pauses = pauseForPeer(producers, word, pauses);
            }
        }
    }

    private int freeRun(long position, int most) {
        long fitting = fits(position, most);
        int run = 0;
        while (run < fitting && stamp(position + run * ONE) == position + run * ONE) {
            run++;
        }
        return run;
    }

    @Override
    @Nullable Object poll() {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = consumers.getVolatile();
            long position = IndexBits.position(word);
            Step.point();
            if (stamp(position) == (position | PUT)) {
                Step.point();
                if (consumers.compareAndSet(word, word + ONE)) {
                    Object item = take(position);
                    if (IndexBits.hasSleeper(word)) {
                        senders.wake(1);
                    }
                    return item;
                }
            } else {
                Step.point();
                long put = producers.getVolatile();
                if (IndexBits.position(put) == position) {
                    return IndexBits.isClosed(put) ? END : null;
                }
                pauses = pauseForPeer(consumers, word, pauses);
            }
        }
    }

    private @Nullable Object take(long position) {
        int slot = slotOf(position);
        Step.point();
        Object item = slots[slot];
        slots[slot] = null;
        Step.point();
        STAMP.setRelease(stamps, slot, position + lap);
        return item;
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = consumers.getVolatile();
            long position = IndexBits.position(word);
            int run = fullRun(position, Math.min(max, capacity));
            if (run > 0) {
                Step.point();
                if (consumers.compareAndSet(word, word + run * ONE)) {
                    for (int i = 0; i < run; i++) {
                        into[i] = take(position + i * ONE);
                    }
                    if (IndexBits.hasSleeper(word)) {
                        senders.wake(run);
                    }
                    return run;
                }
            } else {
                Step.point();
                long put = producers.getVolatile();
                if (IndexBits.position(put) == position) {
                    return IndexBits.isClosed(put) ? CLOSED : 0;
                }
                pauses = pauseForPeer(consumers, word, pauses);
            }
        }
    }

    private int fullRun(long position, int most) {
        int run = 0;
        while (run < most && stamp(position + run * ONE) == (position + run * ONE | PUT)) {
            run++;
        }
        return run;
    }

    @Override
    void seal() {
        Step.point();
        long ignored = producers.getAndOr(IndexBits.CLOSED);
        receivers.wakeAll();
        senders.wakeAll();
    }

    @Override
    void sealAndDrain() {
        seal();
        // Once CLOSED is set, poll answers with an item or the end, never with null.
        Object item = poll();
        while (item != null && !isEnd(item)) {
            undelivered(item);
            item = poll();
        }
    }

    @Override
    public boolean isClosed() {
        return IndexBits.isClosed(producers.getVolatile());
    }

    @Override
    WaitQueue room() {
        return senders;
    }

    @Override
    WaitQueue items() {
        return receivers;
    }

    @Override
    void countFull() {
        timesFull.increment();
    }

    @Override
    void countEmpty() {
        timesEmpty.increment();
    }

    @Override
    long accepted() {
        return (IndexBits.position(producers.getVolatile()) - first) >>> 2;
    }

    @Override
    long taken() {
        return (IndexBits.position(consumers.getVolatile()) - first) >>> 2;
    }

    @Override
    long timesFull() {
        return timesFull.sum();
    }

    @Override
    long timesEmpty() {
        return timesEmpty.sum();
    }
}
