package io.ropewalk.queues;

import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.LongAdder;

/** A buffer over JCTools for any number of producers and consumers. */
final class GatedToManyBuffer<T> extends WaitingBuffer<T>
        implements UnboundedBuffer<T>, GrowableBuffer<T> {
    /*
     * Producers: Gate. The consumers' side of JCTools' queue is for one thread at a time: for whoever
     * has the monitor of `lock`. Its sections call nothing but the queue and the two words; nobody
     * waits in them, neither for a peer (who has claimed and not yet put) nor for anything else.
     *
     * consumers = first + items taken, with the SLEEPER bit of the senders. Its position changes under
     * the lock alone, after the queue's own: whoever sees it has room in the queue too.
     *
     * Sleepers: SleeperBitQueue, on both words.
     *
     * Cancel = CLOSED, then take everything to the end, here as a consumer. A claim that was made
     * before CLOSED is waited for, so the drainer is always the later of publisher and drainer.
     *
     * Dropped: a queue for many consumers. JCTools has one that is unbounded, of which 4.0.7 has no
     * form without Unsafe.
     */
    private static final Object UNPUT = new Object();

    private final Object lock = new Object();
    private final long first;
    private final PaddedWord producers;
    private final PaddedWord consumers;
    private final WaitQueue senders;
    private final WaitQueue receivers;
    private final Gate gate;
    private final LongAdder timesFull = new LongAdder();
    private final LongAdder timesEmpty = new LongAdder();

    GatedToManyBuffer(ElasticBufferBuilder<T, ?> builder) {
        super(builder, builder.shape());
        first = IndexBits.positionOf(builder.firstIndex);
        producers = new PaddedWord(first);
        consumers = new PaddedWord(first);
        senders = new SleeperBitQueue(this, "send", consumers);
        receivers = new SleeperBitQueue(this, "receive", producers);
        gate =
                new Gate(
                        this,
                        builder.queues.get(),
                        capacity,
                        producers,
                        receivers,
                        () -> IndexBits.position(consumers.getVolatile()));
    }

    @Override
    int offer(T item) {
        return gate.offer(item);
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        return gate.offerMany(items, from, to);
    }

    @Override
    @Nullable Object poll() {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = consumers.getVolatile();
            boolean sleeper = false;
            Object item;
            Step.point();
            synchronized (lock) {
                item = gate.take();
                if (item == null) {
                    item = answer();
                } else {
                    sleeper = IndexBits.hasSleeper(consumers.getAndAdd(IndexBits.ONE));
                }
            }
            if (isUnput(item)) {
                pauses = pauseForPeer(word, pauses);
                continue;
            }
            if (sleeper) {
                senders.wake(1);
            }
            return item;
        }
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        int pauses = 0;
        while (true) {
            Step.point();
            long word = consumers.getVolatile();
            boolean sleeper = false;
            Object answer = null;
            int taken;
            Step.point();
            synchronized (lock) {
                taken = gate.take(into, max);
                if (taken == 0) {
                    answer = answer();
                } else {
                    long run = IndexBits.positionOf(taken);
                    sleeper = IndexBits.hasSleeper(consumers.getAndAdd(run));
                }
            }
            if (isUnput(answer)) {
                pauses = pauseForPeer(word, pauses);
                continue;
            }
            if (sleeper) {
                senders.wake(taken);
            }
            return isEnd(answer) ? CLOSED : taken;
        }
    }

    /** Why there was nothing to take, under the lock: null, {@link #END} or {@link #UNPUT}. */
    private @Nullable Object answer() {
        long put = gate.word();
        if (IndexBits.position(put) != IndexBits.position(consumers.getVolatile())) {
            return UNPUT;
        }
        return IndexBits.isClosed(put) ? END : null;
    }

    @SuppressWarnings("ReferenceEquality") // UNPUT is one object
    private static boolean isUnput(@Nullable Object answer) {
        return answer == UNPUT;
    }

    /** Waits a moment for a peer, unless another consumer has moved on: then it is another peer. */
    private int pauseForPeer(long word, int pauses) {
        Step.point();
        if (consumers.getVolatile() != word) {
            return 0;
        }
        PeerPause.pause(pauses, this);
        return pauses + 1;
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
        return IndexBits.distance(IndexBits.position(producers.getVolatile()), first);
    }

    @Override
    long taken() {
        return IndexBits.distance(IndexBits.position(consumers.getVolatile()), first);
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
