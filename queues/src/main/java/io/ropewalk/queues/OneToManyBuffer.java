package io.ropewalk.queues;

import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded buffer for one producer and any number of consumers: consumers claim items by one
 * compare-and-set, the producer executes no atomic update and no fence (after the array queue for
 * one producer and many consumers of JCTools, with the sleepers in the index word).
 */
final class OneToManyBuffer<T> extends OneProducerBuffer<T> {
    /*
     * producer.index = items put. consumers = position of the next item to take, laid out as IndexBits
     * says, with the SLEEPER bit of the senders.
     *
     * Slots. A consumer may claim position p only below the producer's index: a slot that is not null
     * says nothing, since a stopped consumer may not yet have emptied it since the lap before. It
     * reads the producer's index seldom: `published` is a lower bound of it that some consumer has read
     * and left for all (release; read acquire, for the items must be visible to whoever claims them).
     * The claimant alone may take the item and store null (release). The producer reads the consumers'
     * word seldom too (producer.limit), and the slot always (acquire): below the limit but not null
     * means claimed and not yet emptied, and it waits for that peer. It stores the item, then its index
     * (release). Slots are a power of two; the capacity is what the index says.
     *
     * Answers are exact, since positions only grow. FULL: at the read of the consumers' word the buffer
     * was full, for nobody else puts. EMPTY: the consumers' position, read before the producer's, is
     * the same; it could not be more when the latter was read. END: the same, with SEALED seen before
     * the producer's was read.
     *
     * Sleepers. Senders: SleeperBitQueue. Receivers wait for one publisher, the producer:
     * OnePublisherWaitQueue.
     *
     * The end: OneProducerBuffer. Any thread may take items, so any may drain after a cancel; who finds
     * nothing therefore asks again whether a cancel took it, for then "empty" would be wrong.
     */
    private static final int PAD = 32;

    private static final VarHandle SLOT =
            MethodHandles.arrayElementVarHandle(Object[].class).withInvokeExactBehavior();

    private final @Nullable Object[] slots;
    private final int mask;
    private final PaddedWord consumers;
    private final PaddedWord published;
    private final WaitQueue senders;
    private final LongAdder timesEmpty = new LongAdder();

    OneToManyBuffer(BoundedBufferBuilder<T> builder) {
        super(builder);
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        slots = new Object[PAD + length + PAD];
        mask = length - 1;
        consumers = new PaddedWord(IndexBits.positionOf(first));
        published = new PaddedWord(IndexBits.positionOf(first));
        senders = new SleeperBitQueue(this, "send", consumers);
    }

    private int slotOf(long index) {
        return PAD + ((int) index & mask);
    }

    private int slotAt(long position) {
        return slotOf(position / IndexBits.ONE);
    }

    @Override
    int offer(T item) {
        if (!mayProduce()) {
            return CLOSED;
        }
        Cursor side = producer;
        long index = side.index;
        if (roomFrom(side, index, 1) <= 0) {
            return FULL;
        }
        int slot = slotOf(index);
        for (int pauses = 0; !isFree(slot); pauses++) {
            PeerPause.pause(pauses, this);
        }
        Step.point();
        SLOT.setOpaque(slots, slot, (Object) item);
        Step.point();
        side.advance(1);
        receivers.afterPublish(1);
        return ACCEPTED;
    }

    private boolean isFree(int slot) {
        Step.point();
        return (Object) SLOT.getAcquire(slots, slot) == null;
    }

    /** How many items fit, read anew when fewer seem to than are wanted. */
    private long roomFrom(Cursor side, long index, int wanted) {
        if (side.limit - index < wanted) {
            Step.point();
            long taken = IndexBits.position(consumers.getVolatile());
            long held = IndexBits.distance(IndexBits.positionOf(index), taken);
            side.limit = index + capacity - held;
        }
        return side.limit - index;
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        if (!mayProduce()) {
            return CLOSED;
        }
        Cursor side = producer;
        long index = side.index;
        long most = Math.min(to - from, roomFrom(side, index, to - from));
        if (most <= 0) {
            return FULL;
        }
        int put = 0;
        for (int pauses = 0; put < most; ) {
            int slot = slotOf(index + put);
            if (isFree(slot)) {
                SLOT.setOpaque(slots, slot, items[from + put]);
                put++;
            } else if (put == 0) {
                PeerPause.pause(pauses++, this);
            } else {
                break; // what is there goes out first
            }
        }
        Step.point();
        side.advance(put);
        receivers.afterPublish(put);
        return put;
    }

    @Override
    @Nullable Object poll() {
        return seemsCancelled() ? END : take();
    }

    private @Nullable Object take() {
        while (true) {
            Step.point();
            long word = consumers.getVolatile();
            long position = IndexBits.position(word);
            if (itemsFrom(position, 1) > 0) {
                Step.point();
                if (consumers.compareAndSet(word, word + IndexBits.ONE)) {
                    Object item = empty(slotAt(position));
                    if (IndexBits.hasSleeper(word)) {
                        senders.wake(1);
                    }
                    return item;
                }
                continue;
            }
            boolean ended = hasEnded();
            if (!ended || itemsFrom(position, 1) <= 0) { // after the end was seen
                return ended || seemsCancelled() ? END : null;
            }
        }
    }

    /** How many items there are, read anew when fewer seem to be than are wanted. */
    private long itemsFrom(long position, int wanted) {
        Step.point();
        long there = IndexBits.distance(published.getAcquire(), position);
        if (there < wanted) {
            Step.point();
            long put = IndexBits.positionOf(producer.index());
            published.setRelease(put);
            there = IndexBits.distance(put, position);
        }
        return there;
    }

    private @Nullable Object empty(int slot) {
        Step.point();
        Object item = (Object) SLOT.getOpaque(slots, slot);
        Step.point();
        SLOT.setRelease(slots, slot, (Object) null);
        return item;
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        if (seemsCancelled()) {
            return CLOSED;
        }
        while (true) {
            Step.point();
            long word = consumers.getVolatile();
            long position = IndexBits.position(word);
            long there = itemsFrom(position, max);
            if (there > 0) {
                int run = (int) Math.min(max, there);
                Step.point();
                if (consumers.compareAndSet(word, word + IndexBits.positionOf(run))) {
                    for (int i = 0; i < run; i++) {
                        into[i] = empty(slotAt(position + IndexBits.positionOf(i)));
                    }
                    if (IndexBits.hasSleeper(word)) {
                        senders.wake(1); // there is one producer
                    }
                    return run;
                }
                continue;
            }
            boolean ended = hasEnded();
            if (!ended || itemsFrom(position, 1) <= 0) { // after the end was seen
                return ended || seemsCancelled() ? CLOSED : 0;
            }
        }
    }

    @Override
    void drainIfCancelled() {
        if (isCancelled()) {
            drain();
        }
    }

    @Override
    @Nullable Object remove() {
        Object item = take();
        return isEnd(item) ? null : item;
    }

    @Override
    WaitQueue room() {
        return senders;
    }

    @Override
    void countEmpty() {
        timesEmpty.increment();
    }

    @Override
    long taken() {
        return IndexBits.distance(
                IndexBits.position(consumers.getVolatile()), IndexBits.positionOf(first));
    }

    @Override
    long timesEmpty() {
        return timesEmpty.sum();
    }
}
