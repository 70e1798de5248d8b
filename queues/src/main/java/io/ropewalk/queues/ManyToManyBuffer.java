package io.ropewalk.queues;

import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

/** A bounded buffer for any number of producers and consumers: a {@link StampedRing}. */
final class ManyToManyBuffer<T> extends WaitingBuffer<T> implements BoundedBuffer<T> {
    /*
     * slots[i] is the claimant's of slot i, plain: the stamp that it stores next carries it.
     */
    private final @Nullable Object[] slots;
    private final StampedRing ring;

    ManyToManyBuffer(BoundedBufferBuilder<T> builder) {
        super(builder, "BoundedBuffer");
        ring = new StampedRing(this, builder.firstIndex, 0);
        slots = new Object[ring.length()];
    }

    private static int refusal(long noClaim) {
        return noClaim == ClaimBits.END ? CLOSED : FULL;
    }

    @Override
    int offer(T item) {
        long claim = ring.claimRoom(1);
        if (claim < 0) {
            return refusal(claim);
        }
        put(ClaimBits.slot(claim), item);
        ring.wakeReceivers(claim);
        return ACCEPTED;
    }

    private void put(int slot, @Nullable Object item) {
        Step.point();
        slots[slot] = item;
        ring.stampPut(slot);
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
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
    @Nullable Object poll() {
        long claim = ring.claimItems(1);
        if (claim < 0) {
            return claim == ClaimBits.END ? END : null;
        }
        Object item = take(ClaimBits.slot(claim));
        ring.wakeSenders(claim);
        return item;
    }

    private @Nullable Object take(int slot) {
        Step.point();
        Object item = slots[slot];
        slots[slot] = null;
        ring.stampFree(slot);
        return item;
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        long claim = ring.claimItems(max);
        if (claim < 0) {
            return claim == ClaimBits.END ? CLOSED : 0;
        }
        int run = ClaimBits.run(claim);
        for (int i = 0; i < run; i++) {
            into[i] = take(ring.slot(claim, i));
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
        // Once CLOSED is set, poll answers with an item or the end, never with null.
        Object item = poll();
        while (item != null && !isEnd(item)) {
            undelivered(item);
            item = poll();
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
