package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * A bounded buffer for one producer and one consumer: a ring in which the slot itself is the signal
 * (FastForward, Giacomoni and others, PPoPP 2008). Neither side reads the other's index, neither
 * executes an atomic update or a fence, and both can sleep.
 */
final class OneToOneBuffer<T> extends WaitingBuffer<T> {
    /*
     * Slots. null = free. The producer stores an item (release) into a slot that it read as null
     * (acquire); the consumer takes the item (acquire) and stores null (release). Both walk the ring in
     * the same order, so a slot that is not null where the producer stands means full, whatever the
     * capacity, and one that is null where the consumer stands means empty. PAD unused slots at both
     * ends keep the array's header and neighbours off the cache lines in use.
     *
     * Sleeping. Each side waits for one publisher without an atomic update: OnePublisherWaitQueue.
     *
     * The end. `phase` holds bits: REQUESTED, CANCELLED, SEALED; set by getAndBitwiseOr, read opaque at
     * the start of each operation. Only the producer can end the sending exactly, since a foreign
     * closer could not know about an item that is just being stored. Each side's Cursor knows its last
     * user; close() sets REQUESTED and then tries to retire the producer's side (compareAndSet to
     * nobody; allowed for the last user itself, after its end, or when there was none):
     *   retired     -> SEALED now. A first send by a new thread must take the side over by
     *                  compareAndSet too: it fails and refuses, or came first and makes retire fail.
     *   not retired -> the producer, awake or woken, sees REQUESTED at its next call, retires itself
     *                  and seals. Its item in flight is accepted and lies before the seal.
     * SEALED is set after the last item was stored (program order of the producer, or its thread's
     * end), so a consumer that sees SEALED and then an empty slot has seen everything. A consumer that
     * sees REQUESTED alone tries to retire a producer that has ended since, now and at timed looks.
     *
     * Cancel. As close, and the consumer's side is retired in the same way; whoever retires it drains.
     * Draining is a serialised loop (`drains` counts requests; who raises it from 0 drains for all):
     * the canceller, and the producer at its seal. A consumer that is still alive elsewhere retires
     * itself at its next call and drains then.
     *
     * An item in flight at a foreign cancel is handed over by whoever comes last. The canceller leaves
     * ATTENTION in the word that the producer reads after each publication anyway: a producer that
     * sees it seals and drains. Without a fence the two can cross; so the canceller has the buffer
     * looked at again after 50 us, 1 ms, 20 ms and 1 s, as sleepers do (ADR 0004).
     *
     * Tried and dropped: cached indices (one more line that travels; exact capacity needs the indices
     * on every miss).
     */
    private static final int OPEN = 0;
    private static final int REQUESTED = 1;
    private static final int SEALED = 2;
    private static final int CANCELLED = 4;

    private static final int PAD = 32;
    private static final int LATE_LOOKS = 3;

    private static final VarHandle SLOT =
            MethodHandles.arrayElementVarHandle(Object[].class).withInvokeExactBehavior();
    private static final VarHandle PHASE;

    static {
        try {
            PHASE =
                    MethodHandles.lookup()
                            .findVarHandle(OneToOneBuffer.class, "phase", int.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Object[] slots;
    private final long first;
    private final LongFunction<Executor> later;
    private final Cursor producer = new Cursor();
    private final Cursor consumer = new Cursor();
    private final OnePublisherWaitQueue senders;
    private final OnePublisherWaitQueue receivers;
    private final AtomicInteger drains = new AtomicInteger();

    @SuppressWarnings("unused") // by PHASE
    private int phase;

    OneToOneBuffer(BoundedBufferBuilder<T> builder) {
        super(builder);
        slots = new Object[PAD + capacity + PAD];
        first = builder.firstIndex;
        later = builder.later;
        producer.startAt(first);
        consumer.startAt(first);
        boolean fences = builder.waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES;
        senders = new OnePublisherWaitQueue(this, "send", fences);
        receivers = new Receivers(this, fences);
    }

    /** Where receivers wait: for items, and for the end of a producer that was asked to seal. */
    private static final class Receivers extends OnePublisherWaitQueue {
        private final OneToOneBuffer<?> buffer;

        Receivers(OneToOneBuffer<?> buffer, boolean publisherFences) {
            super(buffer, "receive", publisherFences);
            this.buffer = buffer;
        }

        @Override
        protected long recheckNanos(int round) {
            long nanos = super.recheckNanos(round);
            return buffer.isRequestedOnly() ? Math.min(nanos, lookAfter(round)) : nanos;
        }

        /** An item may have come too late for the one who asked for the end. */
        @Override
        protected void attend() {
            VarHandle.fullFence(); // item before phase
            buffer.sealIfAllowed();
            buffer.drainIfCancelled();
        }
    }

    @Override
    int offer(T item) {
        Cursor side = producer;
        Step.point();
        if (((int) PHASE.getOpaque(this) != OPEN || !side.isMine()) && !mayProduce()) {
            return CLOSED;
        }
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
        Cursor side = producer;
        Step.point();
        if (((int) PHASE.getOpaque(this) != OPEN || !side.isMine()) && !mayProduce()) {
            return CLOSED;
        }
        int slot = side.slot;
        int next = from;
        while (next < to
                && (Object) SLOT.getAcquire(slots, PAD + slot) == null
                && (int) PHASE.getOpaque(this) == OPEN) {
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

    /** The producer's rare path: a new thread on this side, or the end. */
    private boolean mayProduce() {
        if (producer.takeOver() && (int) PHASE.getVolatile(this) == OPEN) {
            return true;
        }
        sealIfAllowed(); // the call that a foreign close or cancel was waiting for
        drainIfCancelled();
        return false;
    }

    @Override
    @Nullable Object poll() {
        Cursor side = consumer;
        Step.point();
        if ((((int) PHASE.getOpaque(this) & CANCELLED) != 0 || !side.isMine()) && !mayConsume()) {
            return END;
        }
        int slot = side.slot;
        Step.point();
        Object item = (Object) SLOT.getAcquire(slots, PAD + slot);
        if (item == null) {
            if (!hasEnded()) {
                return null;
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
        if ((((int) PHASE.getOpaque(this) & CANCELLED) != 0 || !side.isMine()) && !mayConsume()) {
            return CLOSED;
        }
        int taken = move(side, into, max);
        if (taken == 0 && hasEnded()) {
            taken = move(side, into, max);
            if (taken == 0) {
                return CLOSED;
            }
        }
        return taken;
    }

    private int move(Cursor side, @Nullable Object[] into, int max) {
        int slot = side.slot;
        int taken = 0;
        while (taken < max) {
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

    /** Whether no item can come any more; seals for a producer that has ended since the request. */
    private boolean hasEnded() {
        Step.point();
        int now = (int) PHASE.getAcquire(this);
        if (now == OPEN) {
            return false;
        }
        if ((now & SEALED) == 0) {
            sealIfAllowed();
        }
        return ((int) PHASE.getAcquire(this) & SEALED) != 0;
    }

    private boolean isRequestedOnly() {
        return ((int) PHASE.getAcquire(this) & (REQUESTED | SEALED)) == REQUESTED;
    }

    /** The consumer's rare path: a new thread on this side, or the cancel. */
    private boolean mayConsume() {
        if (consumer.takeOver() && ((int) PHASE.getVolatile(this) & CANCELLED) == 0) {
            return true;
        }
        drainIfCancelled();
        return false;
    }

    @Override
    void seal() {
        request(REQUESTED);
    }

    @Override
    void sealAndDrain() {
        request(REQUESTED | CANCELLED);
        if ((int) PHASE.getAcquire(this) != (REQUESTED | CANCELLED | SEALED)) {
            lookForLateItem(0);
        }
    }

    private void request(int bits) {
        Step.point();
        int ignored = (int) PHASE.getAndBitwiseOr(this, bits);
        receivers.demandAttention();
        sealIfAllowed();
        drainIfCancelled();
        receivers.wakeAll();
        senders.wakeAll();
    }

    private void sealIfAllowed() {
        Step.point();
        if (producer.retire()) {
            Step.point();
            int ignored = (int) PHASE.getAndBitwiseOr(this, SEALED);
            drainIfCancelled();
            receivers.wakeAll();
            senders.wakeAll();
        }
    }

    private void drainIfCancelled() {
        if (((int) PHASE.getVolatile(this) & CANCELLED) != 0
                && (consumer.retire() || consumer.isRetired())) {
            drain();
        }
    }

    /** Finds an item whose store crossed the cancel, in case its producer never calls again. */
    private void lookForLateItem(int round) {
        later.apply(OnePublisherWaitQueue.lookAfter(round))
                .execute(() -> {
                    drainIfCancelled();
                    if (round < LATE_LOOKS) {
                        lookForLateItem(round + 1);
                    }
                });
    }

    /**
     * Hands over everything that is there, one thread at a time, without waiting for each other.
     */
    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int served = 1;
        do {
            for (Object item = remove(); item != null; item = remove()) {
                undelivered(item);
            }
            served = drains.addAndGet(-served);
        } while (served != 0);
    }

    private @Nullable Object remove() {
        int slot = consumer.slot;
        Object item = (Object) SLOT.getAcquire(slots, PAD + slot);
        if (item != null) {
            SLOT.setRelease(slots, PAD + slot, (Object) null);
            consumer.advance(after(slot), 1);
        }
        return item;
    }

    @Override
    public boolean isClosed() {
        return (int) PHASE.getVolatile(this) != OPEN;
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
        producer.countMiss();
    }

    @Override
    void countEmpty() {
        consumer.countMiss();
    }

    @Override
    long accepted() {
        return producer.index() - first;
    }

    @Override
    long taken() {
        return consumer.index() - first;
    }

    @Override
    long timesFull() {
        return producer.misses();
    }

    @Override
    long timesEmpty() {
        return consumer.misses();
    }
}
