package io.ropewalk.queues;

import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * The ring of a buffer for any number of producers and consumers, whatever its items are: slots
 * with stamps, after Dmitry Vyukov's bounded MPMC queue, with the end and the sleepers announced in
 * the index words. Its owner keeps the items, moves them while it holds a claim on their slots, and
 * then stamps those.
 */
final class StampedRing {
    /*
     * Words. producers = position of the next item to put, consumers = position of the next to take,
     * laid out as IndexBits says: with CLOSED in the former, and SLEEPER in both (receivers sleep in
     * `receivers` and are announced in producers, senders in `senders` and in consumers).
     *
     * Stamps. cells[i << spread] for the slot i that position p falls on:
     *   p            free for the producer of p
     *   p | PUT      holds the item of p
     *   p + lap      free for the producer one lap later (lap = slots * ONE)
     * The claimant of p (by compareAndSet of its index word) alone may touch slot and stamp until it
     * stores the next stamp (release; read acquire), which carries the item. Since free and full
     * differ in a bit of their own, one slot is enough (with Vyukov's counters, "full now" and "free
     * for the next lap" of a single slot would be the same number).
     *
     * A claim (ClaimBits) names slots and no positions: the claimant finds them in its stamps.
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
     * Cancel = CLOSED, then take everything to the end, as a consumer. A claim that was made before
     * CLOSED is waited for, so the drainer is always the later of publisher and drainer.
     *
     * Tried and dropped: spinning after a lost compare-and-set (ADR 0012).
     */
    private static final long ONE = IndexBits.ONE;
    private static final long PUT = 1;

    private static final VarHandle STAMP =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();

    /** The stamps, and between them what the owner keeps there. */
    final long[] cells;

    final WaitQueue senders;
    final WaitQueue receivers;
    private final Object buffer;
    private final int spread;
    private final int capacity;
    private final int mask;
    private final long lap;
    private final long room;
    private final boolean exact;
    private final long first;
    private final PaddedWord producers;
    private final PaddedWord consumers;
    private final PaddedWord limit;
    private final LongAdder timesFull = new LongAdder();
    private final LongAdder timesEmpty = new LongAdder();

    /**
     * Creates a ring of free slots.
     *
     * @param buffer what is waited on
     * @param spread the stamps are 2^spread cells apart
     */
    StampedRing(WaitingSides buffer, long firstIndex, int spread) {
        this.buffer = buffer;
        this.spread = spread;
        capacity = buffer.capacity;
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        cells = new long[length << spread];
        mask = length - 1;
        lap = length * ONE;
        room = capacity * ONE;
        exact = length == capacity;
        first = firstIndex * ONE;
        producers = new PaddedWord(first);
        consumers = new PaddedWord(first);
        limit = new PaddedWord(first + room);
        for (int i = 0; i < length; i++) {
            long position = first + i * ONE;
            cells[slotOf(position) << spread] = position;
        }
        senders = new SleeperBitQueue(buffer, "send", consumers);
        receivers = new SleeperBitQueue(buffer, "receive", producers);
    }

    /** How many slots there are. */
    int length() {
        return mask + 1;
    }

    /** The slot of an item of a claim. */
    int slot(long claim, int item) {
        return (ClaimBits.slot(claim) + item) & mask;
    }

    private int slotOf(long position) {
        return (int) (position / ONE) & mask;
    }

    private long stamp(long position) {
        Step.point();
        return (long) STAMP.getAcquire(cells, slotOf(position) << spread);
    }

    /**
     * Claims free slots for at most so many items: {@link ClaimBits#NONE} when the buffer is full,
     * {@link ClaimBits#END} when it is closed.
     */
    long claimRoom(int most) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = producers.getVolatile();
            if (IndexBits.isClosed(word)) {
                return ClaimBits.END;
            }
            long position = IndexBits.position(word);
            int run = freeRun(position, most);
            if (run > 0) {
                Step.point();
                if (producers.compareAndSet(word, word + run * ONE)) {
                    return ClaimBits.of(slotOf(position), run, word);
                }
            } else if (isFull(position)) {
                return ClaimBits.NONE;
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

    /**
     * How many of {@code count} items may be put from {@code position} on, by the capacity alone.
     */
    private long fits(long position, int count) {
        if (exact) {
            return Math.min(count, capacity); // the stamps say the rest
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

    /** Stamps a slot into which its claimant has put an item. */
    void stampPut(int slot) {
        int cell = slot << spread;
        Step.point();
        STAMP.setRelease(cells, cell, cells[cell] | PUT);
    }

    /** Wakes receivers who were asleep before items were put into all slots of a claim. */
    void wakeReceivers(long claim) {
        if (ClaimBits.hasSleeper(claim)) {
            receivers.wake(ClaimBits.run(claim));
        }
    }

    /**
     * Claims at most so many items: {@link ClaimBits#NONE} when the buffer is empty, {@link
     * ClaimBits#END} when it is closed, too.
     */
    long claimItems(int most) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = consumers.getVolatile();
            long position = IndexBits.position(word);
            int run = fullRun(position, Math.min(most, capacity));
            if (run > 0) {
                Step.point();
                if (consumers.compareAndSet(word, word + run * ONE)) {
                    return ClaimBits.of(slotOf(position), run, word);
                }
            } else {
                Step.point();
                long put = producers.getVolatile();
                if (IndexBits.position(put) == position) {
                    return IndexBits.isClosed(put) ? ClaimBits.END : ClaimBits.NONE;
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

    /** Stamps a slot whose item its claimant has taken. */
    void stampFree(int slot) {
        int cell = slot << spread;
        Step.point();
        STAMP.setRelease(cells, cell, cells[cell] - PUT + lap);
    }

    /** Wakes senders who were asleep before the items of a claim were taken. */
    void wakeSenders(long claim) {
        if (ClaimBits.hasSleeper(claim)) {
            senders.wake(ClaimBits.run(claim));
        }
    }

    /** Waits a moment for a peer, unless its side has moved on: then the next is another peer. */
    private int pauseForPeer(PaddedWord side, long word, int pauses) {
        Step.point();
        if (side.getVolatile() != word) {
            return 0;
        }
        PeerPause.pause(pauses, buffer);
        return pauses + 1;
    }

    void close() {
        Step.point();
        long ignored = producers.getAndOr(IndexBits.CLOSED);
        receivers.wakeAll();
        senders.wakeAll();
    }

    boolean isClosed() {
        return IndexBits.isClosed(producers.getVolatile());
    }

    void countFull() {
        timesFull.increment();
    }

    void countEmpty() {
        timesEmpty.increment();
    }

    long accepted() {
        return (IndexBits.position(producers.getVolatile()) - first) >>> 2;
    }

    long taken() {
        return (IndexBits.position(consumers.getVolatile()) - first) >>> 2;
    }

    long timesFull() {
        return timesFull.sum();
    }

    long timesEmpty() {
        return timesEmpty.sum();
    }
}
