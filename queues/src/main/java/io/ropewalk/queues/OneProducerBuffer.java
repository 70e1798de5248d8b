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
 * What the buffers with one producer have in common: the producer's side, and how such a buffer
 * ends although its producer executes neither an atomic update nor a fence.
 */
abstract class OneProducerBuffer<T> extends WaitingBuffer<T> implements BoundedBuffer<T> {
    /*
     * The end. `phase` holds bits: REQUESTED, CANCELLED, SEALED; set by getAndBitwiseOr, read opaque at
     * the start of each operation. Only the producer can end the sending exactly, since a foreign
     * closer could not know about an item that is just being stored. The producer's Cursor knows its
     * last user; close() sets REQUESTED and then tries to retire the producer's side (compareAndSet to
     * nobody; allowed for the last user itself, after its end, or when there was none):
     *   retired     -> SEALED now. A first send by a new thread must take the side over by
     *                  compareAndSet too: it fails and refuses, or came first and makes retire fail.
     *   not retired -> the producer, awake or woken, sees REQUESTED at its next call, retires itself
     *                  and seals. Its item in flight is accepted and lies before the seal.
     * SEALED is set after the last item was stored (program order of the producer, or its thread's
     * end), so a consumer that sees SEALED and then no item has seen everything. A consumer that sees
     * REQUESTED alone tries to retire a producer that has ended since, now and at timed looks.
     *
     * Cancel. As close, with CANCELLED set too; then whoever may take the items drains them
     * (drainIfCancelled): the canceller, and the producer at its seal. Draining is a serialised loop,
     * which keeps the order: `drains` counts requests; who raises it from 0 drains for all.
     *
     * An item in flight at a foreign cancel is handed over by whoever comes last. The canceller leaves
     * ATTENTION in the word that the producer reads after each publication anyway: a producer that
     * sees it seals and drains. Without a fence the two can cross; so the canceller has the buffer
     * looked at again after 50 us, 1 ms, 20 ms and 1 s, as sleepers do (ADR 0004).
     */
    private static final int OPEN = 0;
    private static final int REQUESTED = 1;
    private static final int SEALED = 2;
    private static final int CANCELLED = 4;

    private static final int LATE_LOOKS = 3;

    private static final VarHandle PHASE;

    static {
        try {
            PHASE =
                    MethodHandles.lookup()
                            .findVarHandle(OneProducerBuffer.class, "phase", int.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final LongFunction<Executor> later;
    final Cursor producer = new Cursor();
    final long first;

    /** Where receivers sleep; the producer calls {@code afterPublish} behind each publication. */
    final OnePublisherWaitQueue receivers;

    private final AtomicInteger drains = new AtomicInteger();

    @SuppressWarnings("unused") // by PHASE
    private int phase;

    OneProducerBuffer(BoundedBufferBuilder<T> builder) {
        super(builder, "BoundedBuffer");
        first = builder.firstIndex;
        later = builder.later;
        producer.startAt(first);
        receivers = new Receivers(this, publisherFences(builder));
    }

    static boolean publisherFences(BoundedBufferBuilder<?> builder) {
        return builder.waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES;
    }

    /** Where receivers wait: for items, and for the end of a producer that was asked to seal. */
    private static final class Receivers extends OnePublisherWaitQueue {
        private final OneProducerBuffer<?> buffer;

        Receivers(OneProducerBuffer<?> buffer, boolean publisherFences) {
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

    /**
     * Once cancelled, hands over everything that is there, if the calling thread may take items.
     */
    abstract void drainIfCancelled();

    /** Takes an item out after a cancel, or null when there is none. */
    abstract @Nullable Object remove();

    /**
     * Hands over everything that is there, one thread at a time, without waiting for each other.
     */
    final void drain() {
        Step.point();
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

    /** Whether the calling thread may send. Asked at the start of each offer. */
    final boolean mayProduce() {
        Step.point();
        return ((int) PHASE.getOpaque(this) == OPEN && producer.isMine()) || mayProduceAfterAll();
    }

    /** The producer's rare path: a new thread on this side, or the end. */
    private boolean mayProduceAfterAll() {
        if (producer.takeOver() && (int) PHASE.getVolatile(this) == OPEN) {
            return true;
        }
        sealIfAllowed(); // the call that a foreign close or cancel was waiting for
        drainIfCancelled();
        return false;
    }

    final boolean isOpen() {
        return (int) PHASE.getOpaque(this) == OPEN;
    }

    /** Whether receivers get the end at once. Opaque. */
    final boolean seemsCancelled() {
        return ((int) PHASE.getOpaque(this) & CANCELLED) != 0;
    }

    /** As {@link #seemsCancelled}, ordered. */
    final boolean isCancelled() {
        return ((int) PHASE.getVolatile(this) & CANCELLED) != 0;
    }

    /** Whether no item can come any more; seals for a producer that has ended since the request. */
    final boolean hasEnded() {
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

    @Override
    final void seal() {
        request(REQUESTED);
    }

    @Override
    final void sealAndDrain() {
        request(REQUESTED | CANCELLED);
        if (((int) PHASE.getAcquire(this) & SEALED) == 0) {
            lookForLateItem(0);
        }
    }

    private void request(int bits) {
        Step.point();
        int ignored = (int) PHASE.getAndBitwiseOr(this, bits);
        receivers.demandAttention();
        sealIfAllowed();
        drainIfCancelled();
        wakeAll();
    }

    private void sealIfAllowed() {
        Step.point();
        if (producer.retire()) {
            Step.point();
            int ignored = (int) PHASE.getAndBitwiseOr(this, SEALED);
            drainIfCancelled();
            wakeAll();
        }
    }

    private void wakeAll() {
        items().wakeAll();
        room().wakeAll();
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

    @Override
    public final boolean isClosed() {
        return (int) PHASE.getVolatile(this) != OPEN;
    }

    @Override
    final void handBackSending() {
        producer.handBack();
    }

    @Override
    final WaitQueue items() {
        return receivers;
    }

    @Override
    final void countFull() {
        producer.countMiss();
    }

    @Override
    final long accepted() {
        return producer.index() - first;
    }

    @Override
    final long timesFull() {
        return producer.misses();
    }
}
