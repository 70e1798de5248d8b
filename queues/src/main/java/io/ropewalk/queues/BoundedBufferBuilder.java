package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Describes a {@link BoundedBuffer}. Not for concurrent use; may build several buffers.
 *
 * @param <T> the items
 */
public final class BoundedBufferBuilder<T>
        extends SidesBuilder<Consumer<? super T>, BoundedBufferBuilder<T>> {
    boolean removable;
    @Nullable Function<? super T, ?> key;

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
     * Lets a newer item take the place of the one with the same key that still waits: of everything
     * that changes often, only the latest state is received. The newer one stands where the older
     * stood in the queue. The older goes to {@code onUndelivered}, in the sender's thread (of a
     * {@code sendAsync} that waits for room: in the one that makes room), and is counted in {@link
     * io.ropewalk.core.ChannelStats#dropped}.
     *
     * <p>To replace needs no room: it succeeds in a full buffer too, whatever {@link #overflow}
     * says of items with new keys. A sender that has found the buffer full waits for room, also
     * when another sends its key meanwhile.
     *
     * <p>The buffer then takes the algorithm of {@link #removable}, whatever its sides are
     * declared. The key is asked for before the lock is taken, at each attempt to send: in a {@code
     * sendAsync} that waits, also in the threads that make room. Its {@code hashCode} is asked
     * there too, its {@code equals} under the lock: that should be quick, must not use this buffer,
     * and must not change while the item waits. When any of them throws, or the key is null, the
     * exception reaches the sender and nothing has changed; a {@code sendAll} with a null key among
     * its items accepts none.
     *
     * {@snippet :
     * record Quote(String symbol, long price) {}
     *
     * BoundedBuffer<Quote> quotes =
     *         BoundedBuffer.<Quote>builder(1_000).conflateBy(Quote::symbol).build();
     * }
     *
     * @param key what items are the same by
     * @return this
     */
    public BoundedBufferBuilder<T> conflateBy(Function<? super T, ?> key) {
        this.key = Objects.requireNonNull(key, "key");
        return this;
    }

    /**
     * Builds the buffer.
     *
     * @return a new buffer
     * @throws IllegalArgumentException when the overflow is {@link Overflow#CONFLATE} and the
     *     capacity is not 1, or there is a {@link #conflateBy}
     */
    public BoundedBuffer<T> build() {
        checkOverflow();
        return checked(algorithm());
    }

    private void checkOverflow() {
        if (overflow == Overflow.CONFLATE && key != null) {
            throw new IllegalArgumentException(
                    "overflow is CONFLATE beside conflateBy: with that, overflow says what becomes"
                            + " of an item with a new key");
        }
        checkConflates(capacity);
    }

    /**
     * Builds the buffer as a channel whose senders can wait until an item has been processed.
     *
     * @return a new channel
     * @throws UnsupportedOperationException with {@link #removable}: an item that is removed is in
     *     nobody's hands that could acknowledge it
     * @throws IllegalArgumentException as {@link #build}
     */
    public AckChannel<T> acknowledged() {
        checkOverflow();
        if (removable) {
            throw new UnsupportedOperationException(
                    "acknowledged() needs a buffer that is received from, removable() is for one"
                            + " that is a BlockingQueue: choose one of the two");
        }
        return new AcknowledgedBuffer<>(this);
    }

    /** The same description for other items, which go to another handler and have no keys yet. */
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
        if (key != null) {
            return new KeyedBuffer<>(this, key);
        }
        if (removable) {
            return new RemovableBuffer<>(this);
        }
        if (oneProducerSuffices()) {
            return oneConsumerSuffices() ? new OneToOneBuffer<>(this) : new OneToManyBuffer<>(this);
        }
        return oneConsumerSuffices() ? new ManyToOneBuffer<>(this) : new ManyToManyBuffer<>(this);
    }
}
