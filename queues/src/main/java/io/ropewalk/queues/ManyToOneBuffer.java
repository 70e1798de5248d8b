package io.ropewalk.queues;

import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A bounded buffer for any number of producers and one consumer: producers claim slots by one
 * compare-and-set, the consumer executes no atomic update and no fence (after the array queue for
 * many producers of JCTools and of Agrona, with the end and the sleepers in the index word).
 */
final class ManyToOneBuffer<T> extends OneConsumerBuffer<T> implements BoundedBuffer<T> {
    /*
     * producers = position of the next item to put, laid out as IndexBits says, with CLOSED and the
     * SLEEPER bit of the receivers. consumer.index = items taken.
     *
     * Slots. null = free. A producer may claim position p while p - consumer < capacity. It reads the
     * consumer's index seldom: `limit` is a lower bound of consumer + capacity that some producer has
     * read and left for all (release; read acquire, for the slot that was freed must be seen as free
     * by whoever claims it). The claimant alone may touch the slot until it has stored the item
     * (release); the consumer takes it (acquire), stores null, and then moves its index (release).
     * Slots are a power of two; the capacity is what the index says.
     *
     * Answers are exact, since positions only grow. FULL: the producers' position, read before the
     * consumer's, is a capacity ahead; it could not be more when the latter was read. EMPTY, END: the
     * slot is null, and then the producers' position is the consumer's own. A position beyond it with
     * a null slot is a claim not yet put: the consumer waits for that peer.
     *
     * Sleepers and the end: OneConsumerBuffer.
     */
    private static final int PAD = 32;

    private static final VarHandle SLOT =
            MethodHandles.arrayElementVarHandle(Object[].class).withInvokeExactBehavior();

    private final @Nullable Object[] slots;
    private final int mask;
    private final long room;
    private final PaddedWord limit;

    ManyToOneBuffer(BoundedBufferBuilder<T> builder) {
        super(builder, "BoundedBuffer", builder.firstIndex);
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        slots = new Object[PAD + length + PAD];
        mask = length - 1;
        room = IndexBits.positionOf(capacity);
        limit = new PaddedWord(IndexBits.positionOf(first) + room);
    }

    private int slotOf(long index) {
        return PAD + ((int) index & mask);
    }

    private int slotAt(long position) {
        return slotOf(position / IndexBits.ONE);
    }

    @Override
    int offer(T item) {
        while (true) {
            Step.point();
            long word = producers.getVolatile();
            if (IndexBits.isClosed(word)) {
                return CLOSED;
            }
            long position = IndexBits.position(word);
            if (roomFrom(position, 1) <= 0) {
                return FULL;
            }
            Step.point();
            if (producers.compareAndSet(word, word + IndexBits.ONE)) {
                Step.point();
                SLOT.setRelease(slots, slotAt(position), (Object) item);
                if (IndexBits.hasSleeper(word)) {
                    receivers.wake(1);
                }
                return ACCEPTED;
            }
        }
    }

    /** How many items fit, read anew when fewer seem to than are wanted. */
    private long roomFrom(long position, int wanted) {
        Step.point();
        long fitting = IndexBits.distance(limit.getAcquire(), position);
        if (fitting < wanted) {
            Step.point();
            long newLimit = IndexBits.positionOf(consumer.index()) + room;
            limit.setRelease(newLimit);
            fitting = IndexBits.distance(newLimit, position);
        }
        return fitting;
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        while (true) {
            Step.point();
            long word = producers.getVolatile();
            if (IndexBits.isClosed(word)) {
                return CLOSED;
            }
            long position = IndexBits.position(word);
            long fitting = roomFrom(position, to - from);
            if (fitting <= 0) {
                return FULL;
            }
            int run = (int) Math.min(to - from, fitting);
            Step.point();
            if (producers.compareAndSet(word, word + IndexBits.positionOf(run))) {
                for (int i = 0; i < run; i++) {
                    Step.point();
                    int slot = slotAt(position + IndexBits.positionOf(i));
                    SLOT.setRelease(slots, slot, items[from + i]);
                }
                if (IndexBits.hasSleeper(word)) {
                    receivers.wake(1); // there is one consumer
                }
                return run;
            }
        }
    }

    @Override
    @Nullable Object take() {
        Cursor side = consumer;
        long index = side.index;
        int slot = slotOf(index);
        int pauses = 0;
        while (true) {
            Step.point();
            Object item = (Object) SLOT.getAcquire(slots, slot);
            if (item != null) {
                Step.point();
                SLOT.setOpaque(slots, slot, (Object) null);
                side.advance(1);
                senders.afterPublish(1);
                return item;
            }
            Step.point();
            long put = producers.getVolatile();
            if (IndexBits.position(put) == IndexBits.positionOf(index)) {
                return IndexBits.isClosed(put) ? END : null;
            }
            PeerPause.pause(pauses++, this);
        }
    }

    @Override
    int move(@Nullable Object[] into, int max) {
        Cursor side = consumer;
        long index = side.index;
        int taken = 0;
        while (taken < max) {
            int slot = slotOf(index + taken);
            Step.point();
            Object item = (Object) SLOT.getAcquire(slots, slot);
            if (item == null) {
                break;
            }
            into[taken++] = item;
            Step.point();
            SLOT.setOpaque(slots, slot, (Object) null);
        }
        if (taken > 0) {
            side.advance(taken);
            senders.afterPublish(taken);
        }
        return taken;
    }
}
