package io.ropewalk.queues;

import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

/** What the buffers with one producer have in common: the producer's side, and its end. */
abstract class OneProducerBuffer<T> extends WaitingBuffer<T> implements BoundedBuffer<T> {
    final long first;
    final Cursor producer;

    /** Where receivers sleep; the producer calls {@code afterPublish} behind each publication. */
    final OnePublisherWaitQueue receivers;

    private final OneProducerEnd end;

    OneProducerBuffer(BoundedBufferBuilder<T> builder) {
        super(builder, "BoundedBuffer");
        first = builder.firstIndex;
        end = new OneProducerEnd(this, builder, this::drainIfCancelled, this::handOverNext);
        producer = end.producer;
        receivers = end.receivers;
    }

    /**
     * Once cancelled, hands over everything that is there, if the calling thread may take items.
     */
    abstract void drainIfCancelled();

    /** Takes an item out after a cancel, or null when there is none. */
    abstract @Nullable Object remove();

    private boolean handOverNext() {
        Object item = remove();
        if (item == null) {
            return false;
        }
        undelivered(item);
        return true;
    }

    final void drain() {
        end.drain();
    }

    final boolean mayProduce() {
        return end.mayProduce();
    }

    final boolean isOpen() {
        return end.isOpen();
    }

    final boolean seemsCancelled() {
        return end.seemsCancelled();
    }

    final boolean isCancelled() {
        return end.isCancelled();
    }

    final boolean hasEnded() {
        return end.hasEnded();
    }

    @Override
    final void seal() {
        end.seal();
    }

    @Override
    final void sealAndDrain() {
        end.sealAndDrain();
    }

    @Override
    public final boolean isClosed() {
        return end.isClosed();
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
