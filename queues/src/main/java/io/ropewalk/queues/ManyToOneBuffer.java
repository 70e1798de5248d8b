package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded buffer for any number of producers and one consumer: producers claim slots by one
 * compare-and-set, the consumer executes no atomic update and no fence (after the array queue for
 * many producers of JCTools and of Agrona, with the end and the sleepers in the index word).
 */
final class ManyToOneBuffer<T> extends WaitingBuffer<T> implements BoundedBuffer<T> {
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
     * Sleepers. Receivers: SleeperBitQueue. Senders wait for one publisher, the consumer:
     * OnePublisherWaitQueue.
     *
     * The end. CLOSED is ordered against every claim, whoever sets it. Cancel sets CLOSED, then
     * `cancelled`; what is left is taken by whoever retires the consumer's side (see Cursor): the
     * canceller, or the consumer at its next call. There is exactly one such thread; it waits for
     * claims made before CLOSED, so nothing comes after it.
     */
    private static final int PAD = 32;

    private static final VarHandle SLOT =
            MethodHandles.arrayElementVarHandle(Object[].class).withInvokeExactBehavior();
    private static final VarHandle CANCELLED;

    static {
        try {
            CANCELLED =
                    MethodHandles.lookup()
                            .findVarHandle(ManyToOneBuffer.class, "cancelled", boolean.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Object[] slots;
    private final int mask;
    private final long room;
    private final long first;
    private final PaddedWord producers;
    private final PaddedWord limit;
    private final Cursor consumer = new Cursor();
    private final OnePublisherWaitQueue senders;
    private final WaitQueue receivers;
    private final LongAdder timesFull = new LongAdder();

    @SuppressWarnings("unused") // by CANCELLED
    private boolean cancelled;

    ManyToOneBuffer(BoundedBufferBuilder<T> builder) {
        super(builder, "BoundedBuffer");
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        slots = new Object[PAD + length + PAD];
        mask = length - 1;
        room = IndexBits.positionOf(capacity);
        first = builder.firstIndex;
        consumer.startAt(first);
        producers = new PaddedWord(IndexBits.positionOf(first));
        limit = new PaddedWord(IndexBits.positionOf(first) + room);
        boolean fences = builder.waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES;
        senders = new OnePublisherWaitQueue(this, "send", fences);
        receivers = new SleeperBitQueue(this, "receive", producers);
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
    @Nullable Object poll() {
        return mayConsume() ? take() : END;
    }

    /** As {@link #poll}, for whoever has the consumer's side. */
    private @Nullable Object take() {
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
    int pollMany(@Nullable Object[] into, int max) {
        if (!mayConsume()) {
            return CLOSED;
        }
        int taken = move(into, max);
        if (taken > 0) {
            return taken;
        }
        Object item = take(); // empty, ended, or waiting for a peer
        if (item == null) {
            return 0;
        }
        if (isEnd(item)) {
            return CLOSED;
        }
        into[0] = item;
        return 1;
    }

    private int move(@Nullable Object[] into, int max) {
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

    /** Whether the calling thread may receive. Asked at the start of each poll. */
    private boolean mayConsume() {
        Step.point();
        return (!(boolean) CANCELLED.getOpaque(this) && consumer.isMine()) || mayConsumeAfterAll();
    }

    /** The consumer's rare path: a new thread on this side, or the cancel. */
    private boolean mayConsumeAfterAll() {
        if (consumer.takeOver() && !(boolean) CANCELLED.getVolatile(this)) {
            return true;
        }
        drainIfCancelled();
        return false;
    }

    private void drainIfCancelled() {
        if ((boolean) CANCELLED.getVolatile(this) && consumer.retire()) {
            // CLOSED was set before, so take answers with an item or the end, never with null.
            for (Object item = take(); item != null && !isEnd(item); item = take()) {
                undelivered(item);
            }
        }
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
        Step.point();
        long ignored = producers.getAndOr(IndexBits.CLOSED);
        Step.point();
        CANCELLED.setVolatile(this, true);
        drainIfCancelled();
        receivers.wakeAll();
        senders.wakeAll();
    }

    @Override
    public boolean isClosed() {
        return IndexBits.isClosed(producers.getVolatile());
    }

    @Override
    void handBackReceiving() {
        consumer.handBack();
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
        consumer.countMiss();
    }

    @Override
    long accepted() {
        return (IndexBits.position(producers.getVolatile()) - IndexBits.positionOf(first)) >>> 2;
    }

    @Override
    long taken() {
        return consumer.index() - first;
    }

    @Override
    long timesFull() {
        return timesFull.sum();
    }

    @Override
    long timesEmpty() {
        return consumer.misses();
    }
}
