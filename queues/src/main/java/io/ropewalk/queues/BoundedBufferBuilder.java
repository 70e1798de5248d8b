package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;

import java.util.function.Consumer;

/**
 * Describes a {@link BoundedBuffer}. Not for concurrent use; may build several buffers.
 *
 * @param <T> the items
 */
public final class BoundedBufferBuilder<T>
        extends SidesBuilder<Consumer<? super T>, BoundedBufferBuilder<T>> {
    boolean removable;

    BoundedBufferBuilder(int capacity) {
        super(capacity, MAX_CAPACITY, item -> {}, BoundedBuffer.class.desiredAssertionStatus());
    }

    @Override
    BoundedBufferBuilder<T> self() {
        return this;
    }

    /**
     * Makes it possible to remove items from anywhere in the buffer, and so to use it {@link
     * BoundedBuffer#asBlockingQueue as a BlockingQueue}. The buffer then takes an algorithm that
     * guards all items by one lock, whatever its sides are declared.
     *
     * @return this
     */
    public BoundedBufferBuilder<T> removable() {
        this.removable = true;
        return this;
    }

    /**
     * Builds the buffer.
     *
     * @return a new buffer
     */
    public BoundedBuffer<T> build() {
        return checked(algorithm());
    }

    /**
     * Builds the buffer as a channel whose senders can wait until an item has been processed.
     *
     * @return a new channel
     * @throws UnsupportedOperationException with {@link #removable}: an item that is removed is in
     *     nobody's hands that could acknowledge it
     */
    public AckChannel<T> acknowledged() {
        if (removable) {
            throw new UnsupportedOperationException(
                    "acknowledged() needs a buffer that is received from, removable() is for one"
                            + " that is a BlockingQueue: choose one of the two");
        }
        return new AcknowledgedBuffer<>(this);
    }

    /** The same description for other items, which go to another handler. */
    <E> BoundedBufferBuilder<E> forItems(Consumer<? super E> otherHandler) {
        BoundedBufferBuilder<E> other = new BoundedBufferBuilder<>(capacity);
        other.copySidesFrom(this);
        other.onUndelivered = otherHandler;
        other.removable = removable;
        return other;
    }

    <E> BoundedBuffer<E> checked(WaitingBuffer<E> buffer) {
        return checkRoles && isAnySideOne()
                ? new RoleCheckedBuffer<>(buffer, producers, consumers)
                : (BoundedBuffer<E>) buffer;
    }

    WaitingBuffer<T> algorithm() {
        if (removable) {
            return new LockedBuffer<>(this);
        }
        if (oneProducerSuffices()) {
            return oneConsumerSuffices() ? new OneToOneBuffer<>(this) : new OneToManyBuffer<>(this);
        }
        return oneConsumerSuffices() ? new ManyToOneBuffer<>(this) : new ManyToManyBuffer<>(this);
    }
}
