package io.ropewalk.queues;

import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

/**
 * A bounded buffer of longs for any number of producers and consumers: a {@link StampedRing} in
 * which each item stands beside its stamp.
 */
final class ManyToManyLongBuffer extends WaitingLongBuffer {
    /*
     * cells: stamp, item, stamp, item. So an operation touches one cache line, but for a pair in four
     * where the JVM happens to lay the array 8 bytes past a multiple of 16; with an array of
     * references apart, it touches two. The item is the claimant's, plain: the stamp that it stores
     * next carries it.
     *
     * One producer, or one consumer, takes this algorithm too: it would save one compare-and-set per
     * item, on a side that then has it to itself, and cost a class with an end of its own. ONE on
     * both sides is another matter: OneToOneLongBuffer.
     */
    private static final int PAIRS = 1;

    private final StampedRing ring;
    private final long[] cells;

    ManyToManyLongBuffer(BoundedLongBufferBuilder builder) {
        super(builder);
        ring = new StampedRing(this, builder.firstIndex, PAIRS);
        cells = ring.cells;
    }

    private static int refusal(long noClaim) {
        return noClaim == ClaimBits.END ? CLOSED : FULL;
    }

    private static int cellOf(int slot) {
        return (slot << PAIRS) + 1;
    }

    @Override
    int offer(long item) {
        long claim = ring.claimRoom(1);
        if (claim < 0) {
            return refusal(claim);
        }
        put(ClaimBits.slot(claim), item);
        ring.wakeReceivers(claim);
        return ACCEPTED;
    }

    private void put(int slot, long item) {
        Step.point();
        cells[cellOf(slot)] = item;
        ring.stampPut(slot);
    }

    @Override
    int offerMany(long[] items, int from, int to) {
        long claim = ring.claimRoom(to - from);
        if (claim < 0) {
            return refusal(claim);
        }
        int run = ClaimBits.run(claim);
        for (int i = 0; i < run; i++) {
            put(ring.slot(claim, i), items[from + i]);
        }
        ring.wakeReceivers(claim);
        return run;
    }

    @Override
    long claim() {
        return ring.claimItems(1);
    }

    @Override
    long take(long claim) {
        long item = takeFrom(ClaimBits.slot(claim));
        ring.wakeSenders(claim);
        return item;
    }

    private long takeFrom(int slot) {
        Step.point();
        long item = cells[cellOf(slot)];
        ring.stampFree(slot);
        return item;
    }

    @Override
    int pollMany(long[] into, int from, int max) {
        long claim = ring.claimItems(max);
        if (claim < 0) {
            return claim == ClaimBits.END ? CLOSED : 0;
        }
        int run = ClaimBits.run(claim);
        for (int i = 0; i < run; i++) {
            into[from + i] = takeFrom(ring.slot(claim, i));
        }
        ring.wakeSenders(claim);
        return run;
    }

    @Override
    void seal() {
        ring.close();
    }

    @Override
    void sealAndDrain() {
        seal();
        // Once CLOSED is set, there is an item or the end, never NONE.
        for (long claim = claim(); claim >= 0; claim = claim()) {
            undelivered(take(claim));
        }
    }

    @Override
    public boolean isClosed() {
        return ring.isClosed();
    }

    @Override
    WaitQueue room() {
        return ring.senders;
    }

    @Override
    WaitQueue items() {
        return ring.receivers;
    }

    @Override
    void countFull() {
        ring.countFull();
    }

    @Override
    void countEmpty() {
        ring.countEmpty();
    }

    @Override
    long accepted() {
        return ring.accepted();
    }

    @Override
    long taken() {
        return ring.taken();
    }

    @Override
    long timesFull() {
        return ring.timesFull();
    }

    @Override
    long timesEmpty() {
        return ring.timesEmpty();
    }
}
