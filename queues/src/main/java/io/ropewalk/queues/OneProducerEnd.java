package io.ropewalk.queues;

import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * The side of a producer that is declared ONE, and how its buffer ends although that producer
 * executes neither an atomic update nor a fence.
 */
final class OneProducerEnd {
    /*
     * `phase` holds bits: REQUESTED, CANCELLED, SEALED; set by getAndBitwiseOr, read opaque at the
     * start of each operation. Only the producer can end the sending exactly, since a foreign closer
     * could not know about an item that is just being stored. The producer's Cursor knows its last
     * user; close() sets REQUESTED and then tries to retire the producer's side (compareAndSet to
     * nobody; allowed for the last user itself, after its end, or when there was none):
     *   retired     -> SEALED now. A first send by a new thread must take the side over by
     *                  compareAndSet too: it fails and refuses, or came first and makes retire fail.
     *   not retired -> the producer, awake or woken, sees REQUESTED at its next call, retires itself
     *                  and seals. Its item in flight is accepted and lies before the seal.
     * SEALED is set after the last item was stored (program order of the producer, or its thread's
     * end), so a consumer that sees SEALED and then no item has seen everything. A consumer that sees
     * REQUESTED alone tries to retire a producer that has ended since, now and at timed looks.
     *
     * Cancel. As close, with CANCELLED set too; then whoever may take the items drains them (the
     * buffer's drainIfCancelled): the canceller, and the producer at its seal. Draining is a serialised
     * loop, which keeps the order: `drains` counts requests; who raises it from 0 drains for all.
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
                            .findVarHandle(OneProducerEnd.class, "phase", int.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WaitingSides buffer;
    private final Runnable drainIfCancelled;
    private final BooleanSupplier handOverNext;
    private final LongFunction<Executor> later;
    private final AtomicInteger drains = new AtomicInteger();
    final Cursor producer = new Cursor();

    /** Where receivers sleep; the producer calls {@code afterPublish} behind each publication. */
    final OnePublisherWaitQueue receivers;

    @SuppressWarnings("unused") // by PHASE
    private int phase;

    /**
     * Creates the side.
     *
     * @param drainIfCancelled once cancelled, {@linkplain #drain drains} the buffer if the calling
     *     thread may take items
     * @param handOverNext takes an item out and hands it to {@code onUndelivered}: false when there
     *     is none
     */
    OneProducerEnd(
            WaitingSides buffer,
            SidesBuilder<?, ?> builder,
            Runnable drainIfCancelled,
            BooleanSupplier handOverNext) {
        this.buffer = buffer;
        this.drainIfCancelled = drainIfCancelled;
        this.handOverNext = handOverNext;
        later = builder.later;
        producer.startAt(builder.firstIndex);
        receivers = new Receivers(buffer, this, builder.publisherFences());
    }

    /** Where receivers wait: for items, and for the end of a producer that was asked to seal. */
    private static final class Receivers extends OnePublisherWaitQueue {
        private final OneProducerEnd end;

        Receivers(WaitingSides buffer, OneProducerEnd end, boolean publisherFences) {
            super(buffer, "receive", publisherFences);
            this.end = end;
        }

        @Override
        protected long recheckNanos(int round) {
            long nanos = super.recheckNanos(round);
            return end.isRequestedOnly() ? Math.min(nanos, lookAfter(round)) : nanos;
        }

        /** An item may have come too late for the one who asked for the end. */
        @Override
        protected void attend() {
            VarHandle.fullFence(); // item before phase
            end.sealIfAllowed();
            end.drainIfCancelled.run();
        }
    }

    /**
     * Hands over everything that is there, one thread at a time, without waiting for each other.
     */
    void drain() {
        Step.point();
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int served = 1;
        do {
            boolean more = true;
            while (more) {
                more = handOverNext.getAsBoolean();
            }
            served = drains.addAndGet(-served);
        } while (served != 0);
    }

    /** Whether the calling thread may send. Asked at the start of each offer. */
    boolean mayProduce() {
        Step.point();
        return ((int) PHASE.getOpaque(this) == OPEN && producer.isMine()) || mayProduceAfterAll();
    }

    /** The producer's rare path: a new thread on this side, or the end. */
    private boolean mayProduceAfterAll() {
        if (producer.takeOver() && (int) PHASE.getVolatile(this) == OPEN) {
            return true;
        }
        sealIfAllowed(); // the call that a foreign close or cancel was waiting for
        drainIfCancelled.run();
        return false;
    }

    boolean isOpen() {
        return (int) PHASE.getOpaque(this) == OPEN;
    }

    boolean isClosed() {
        return (int) PHASE.getVolatile(this) != OPEN;
    }

    /** Whether receivers get the end at once. Opaque. */
    boolean seemsCancelled() {
        return ((int) PHASE.getOpaque(this) & CANCELLED) != 0;
    }

    /** As {@link #seemsCancelled}, ordered. */
    boolean isCancelled() {
        return ((int) PHASE.getVolatile(this) & CANCELLED) != 0;
    }

    /** Whether no item can come any more; seals for a producer that has ended since the request. */
    boolean hasEnded() {
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

    void seal() {
        request(REQUESTED);
    }

    void sealAndDrain() {
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
        drainIfCancelled.run();
        wakeAll();
    }

    private void sealIfAllowed() {
        Step.point();
        if (producer.retire()) {
            Step.point();
            int ignored = (int) PHASE.getAndBitwiseOr(this, SEALED);
            drainIfCancelled.run();
            wakeAll();
        }
    }

    private void wakeAll() {
        receivers.wakeAll();
        buffer.room().wakeAll();
    }

    /** Finds an item whose store crossed the cancel, in case its producer never calls again. */
    private void lookForLateItem(int round) {
        later.apply(OnePublisherWaitQueue.lookAfter(round))
                .execute(() -> {
                    drainIfCancelled.run();
                    if (round < LATE_LOOKS) {
                        lookForLateItem(round + 1);
                    }
                });
    }
}
