package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What the buffers with many producers and one consumer have in common: the producers' word, the
 * consumer's side, and the end.
 */
abstract class OneConsumerBuffer<T> extends WaitingBuffer<T> {
    /*
     * producers: laid out as IndexBits says, with CLOSED and the SLEEPER bit of the receivers.
     *
     * Sleepers. Receivers: SleeperBitQueue. Senders wait for one publisher, the consumer:
     * OnePublisherWaitQueue.
     *
     * The end. CLOSED is ordered against every claim, whoever sets it. Cancel sets CLOSED, then
     * `cancelled`; what is left is taken by whoever retires the consumer's side (see Cursor): the
     * canceller, or the consumer at its next call. There is exactly one such thread; it waits for
     * claims made before CLOSED, so nothing comes after it.
     */
    private static final VarHandle CANCELLED;

    static {
        try {
            CANCELLED =
                    MethodHandles.lookup()
                            .findVarHandle(OneConsumerBuffer.class, "cancelled", boolean.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final long first;
    final PaddedWord producers;
    final Cursor consumer = new Cursor();
    final OnePublisherWaitQueue senders;
    final WaitQueue receivers;
    private final LongAdder timesFull = new LongAdder();

    @SuppressWarnings("unused") // by CANCELLED
    private boolean cancelled;

    /**
     * Creates a buffer without items.
     *
     * @param shape what users call this kind of buffer
     * @param first where the indices start
     */
    OneConsumerBuffer(BufferBuilder<Consumer<? super T>, ?> builder, String shape, long first) {
        super(builder, shape);
        this.first = first;
        consumer.startAt(first);
        producers = new PaddedWord(IndexBits.positionOf(first));
        boolean fences = builder.waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES;
        senders = new OnePublisherWaitQueue(this, "send", fences);
        receivers = new SleeperBitQueue(this, "receive", producers);
    }

    /** As {@link #poll}, for whoever has the consumer's side. */
    abstract @Nullable Object take();

    /** Takes what is there, for whoever has the consumer's side: how many, without waiting. */
    abstract int move(@Nullable Object[] into, int max);

    @Override
    final @Nullable Object poll() {
        return mayConsume() ? take() : END;
    }

    @Override
    final int pollMany(@Nullable Object[] into, int max) {
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
    final void seal() {
        Step.point();
        long ignored = producers.getAndOr(IndexBits.CLOSED);
        receivers.wakeAll();
        senders.wakeAll();
    }

    @Override
    final void sealAndDrain() {
        Step.point();
        long ignored = producers.getAndOr(IndexBits.CLOSED);
        Step.point();
        CANCELLED.setVolatile(this, true);
        drainIfCancelled();
        receivers.wakeAll();
        senders.wakeAll();
    }

    @Override
    public final boolean isClosed() {
        return IndexBits.isClosed(producers.getVolatile());
    }

    @Override
    final void handBackReceiving() {
        consumer.handBack();
    }

    @Override
    final WaitQueue room() {
        return senders;
    }

    @Override
    final WaitQueue items() {
        return receivers;
    }

    @Override
    final void countFull() {
        timesFull.increment();
    }

    @Override
    final void countEmpty() {
        consumer.countMiss();
    }

    @Override
    final long accepted() {
        return IndexBits.distance(
                IndexBits.position(producers.getVolatile()), IndexBits.positionOf(first));
    }

    @Override
    final long taken() {
        return consumer.index() - first;
    }

    @Override
    final long timesFull() {
        return timesFull.sum();
    }

    @Override
    final long timesEmpty() {
        return consumer.misses();
    }
}
