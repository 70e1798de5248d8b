package io.ropewalk.queues;

import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

/**
 * An algorithm for longs in a buffer of small numbers: so that what the other algorithms must do is
 * asked of it, too. The waiting is the outer buffer's, in the queues of the inner one.
 */
final class LongsAsItems extends WaitingBuffer<Integer> {
    private final WaitingLongBuffer longs;

    LongsAsItems(BoundedBufferBuilder<Integer> builder) {
        super(builder, "LongsAsItems");
        BoundedLongBufferBuilder inner = BoundedLongBuffer.builder(builder.capacity);
        inner.copySidesFrom(builder);
        longs = (WaitingLongBuffer) inner.onUndelivered(item -> undelivered((int) item)).build();
    }

    @Override
    int offer(Integer item) {
        return longs.offer(item);
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        long[] run = new long[to - from];
        for (int i = from; i < to; i++) {
            run[i - from] = (Integer) items[i];
        }
        return longs.offerMany(run, 0, run.length);
    }

    @Override
    @Nullable Object poll() {
        long claim = longs.claim();
        if (claim < 0) {
            return claim == ClaimBits.END ? END : null;
        }
        return (int) longs.take(claim);
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        long[] run = new long[max];
        int got = longs.pollMany(run, 0, max);
        for (int i = 0; i < got; i++) {
            into[i] = (int) run[i];
        }
        return got;
    }

    @Override
    void handBackSending() {
        longs.handBackSending();
    }

    @Override
    void handBackReceiving() {
        longs.handBackReceiving();
    }

    @Override
    WaitQueue room() {
        return longs.room();
    }

    @Override
    WaitQueue items() {
        return longs.items();
    }

    @Override
    void seal() {
        longs.seal();
    }

    @Override
    void sealAndDrain() {
        longs.sealAndDrain();
    }

    @Override
    public boolean isClosed() {
        return longs.isClosed();
    }

    @Override
    void countFull() {
        longs.countFull();
    }

    @Override
    void countEmpty() {
        longs.countEmpty();
    }

    @Override
    long accepted() {
        return longs.accepted();
    }

    @Override
    long taken() {
        return longs.taken();
    }

    @Override
    long timesFull() {
        return longs.timesFull();
    }

    @Override
    long timesEmpty() {
        return longs.timesEmpty();
    }
}
