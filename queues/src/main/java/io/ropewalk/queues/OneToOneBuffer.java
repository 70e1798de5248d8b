package io.ropewalk.queues;

import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A bounded buffer for one producer and one consumer: a ring in which the slot itself is the signal
 * (FastForward, Giacomoni and others, PPoPP 2008). Neither side reads the other's index, neither
 * executes an atomic update or a fence, and both can sleep.
 */
final class OneToOneBuffer<T> extends OneProducerBuffer<T> {
    /*
     * Slots. null = free. The producer stores an item (release) into a slot that it read as null
     * (acquire); the consumer takes the item (acquire) and stores null (release). Both walk the ring in
     * the same order, so a slot that is not null where the producer stands means full, whatever the
     * capacity, and one that is null where the consumer stands means empty. PAD unused slots at both
     * ends keep the array's header and neighbours off the cache lines in use.
     *
     * Sleeping. Each side waits for one publisher without an atomic update: OnePublisherWaitQueue.
     *
     * The end: OneProducerBuffer. At a cancel the consumer's side is retired as the producer's is, and
     * only a retired side is drained. A consumer that is still alive elsewhere retires itself at its
     * next call and drains then.
     *
     * Tried and dropped: cached indices (one more line that travels; exact capacity needs the indices
     * on every miss); a look-ahead of the producer, and slots that lie apart (ADR 0012).
     */
    private static final int PAD = 32;

    private static final VarHandle SLOT =
            MethodHandles.arrayElementVarHandle(Object[].class).withInvokeExactBehavior();

    private final @Nullable Object[] slots;
    private final Cursor consumer = new Cursor();
    private final OnePublisherWaitQueue senders;

    OneToOneBuffer(BoundedBufferBuilder<T> builder) {
        super(builder);
        slots = new Object[PAD + capacity + PAD];
        consumer.startAt(first);
        senders = new OnePublisherWaitQueue(this, "send", builder.publisherFences());
    }

    @Override
    int offer(T item) {
        if (!mayProduce()) {
            return CLOSED;
        }
        Cursor side = producer;
        int slot = side.slot;
        Step.point();
        if ((Object) SLOT.getAcquire(slots, PAD + slot) != null) {
            return FULL;
        }
        Step.point();
        SLOT.setRelease(slots, PAD + slot, (Object) item);
        side.advance(after(slot), 1);
        receivers.afterPublish(1);
        return ACCEPTED;
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        if (!mayProduce()) {
            return CLOSED;
        }
        Cursor side = producer;
        int slot = side.slot;
        int next = from;
        while (next < to
                && (Object) SLOT.getAcquire(slots, PAD + slot) == null
                && (next == from || isOpen())) {
            Step.point();
            SLOT.setRelease(slots, PAD + slot, items[next]);
            slot = after(slot);
            next++;
        }
        if (next == from) {
            return FULL;
        }
        side.advance(slot, next - from);
        receivers.afterPublish(1); // there is one consumer
        return next - from;
    }

    private int after(int slot) {
        int next = slot + 1;
        return next == capacity ? 0 : next;
    }

    @Override
    @Nullable Object poll() {
        Cursor side = consumer;
        Step.point();
        if ((seemsCancelled() || !side.isMine()) && !mayConsume()) {
            return END;
        }
        int slot = side.slot;
        Step.point();
        Object item = (Object) SLOT.getAcquire(slots, PAD + slot);
        if (item == null) {
            if (!hasEnded()) {
                return null;
            }
            if (!side.isMine()) {
                return END; // finding the end found a cancel too, and gave this side up
            }
            item = (Object) SLOT.getAcquire(slots, PAD + slot);
            if (item == null) {
                return END;
            }
        }
        Step.point();
        SLOT.setRelease(slots, PAD + slot, (Object) null);
        side.advance(after(slot), 1);
        senders.afterPublish(1);
        return item;
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        Cursor side = consumer;
        Step.point();
        if ((seemsCancelled() || !side.isMine()) && !mayConsume()) {
            return CLOSED;
        }
        int taken = move(side, into, max);
        if (taken > 0 || !hasEnded()) {
            return taken;
        }
        if (side.isMine()) { // else finding the end found a cancel too, and gave this side up
            taken = move(side, into, max);
        }
        return taken == 0 ? CLOSED : taken;
    }

    private int move(Cursor side, @Nullable Object[] into, int max) {
        int slot = side.slot;
        int taken = 0;
        while (taken < max) {
            Step.point();
            Object item = (Object) SLOT.getAcquire(slots, PAD + slot);
            if (item == null) {
                break;
            }
            into[taken++] = item;
            Step.point();
            SLOT.setRelease(slots, PAD + slot, (Object) null);
            slot = after(slot);
        }
        if (taken > 0) {
            side.advance(slot, taken);
            senders.afterPublish(1); // there is one producer
        }
        return taken;
    }

    /** The consumer's rare path: a new thread on this side, or the cancel. */
    private boolean mayConsume() {
        if (consumer.takeOver() && !isCancelled()) {
            return true;
        }
        drainIfCancelled();
        return false;
    }

    @Override
    void drainIfCancelled() {
        if (isCancelled() && (consumer.retire() || consumer.isRetired())) {
            drain();
        }
    }

    @Override
    @Nullable Object remove() {
        int slot = consumer.slot;
        Step.point();
        Object item = (Object) SLOT.getAcquire(slots, PAD + slot);
        if (item != null) {
            Step.point();
            SLOT.setRelease(slots, PAD + slot, (Object) null);
            consumer.advance(after(slot), 1);
        }
        return item;
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
    void countEmpty() {
        consumer.countMiss();
    }

    @Override
    long taken() {
        return consumer.index() - first;
    }

    @Override
    long timesEmpty() {
        return consumer.misses();
    }
}
