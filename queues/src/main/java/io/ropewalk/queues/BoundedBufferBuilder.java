package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.TimeSource;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Describes a {@link BoundedBuffer}. Not for concurrent use; may build several buffers.
 *
 * @param <T> the items
 */
public final class BoundedBufferBuilder<T> {
    /** The largest capacity: 2^30. */
    public static final int MAX_CAPACITY = 1 << 30;

    final int capacity;
    String name = "";
    Parties producers = Parties.MANY;
    Parties consumers = Parties.MANY;
    WaitPolicy waitPolicy = WaitPolicy.SLEEPER_FENCES;
    TimeSource timeSource = TimeSource.system();
    Consumer<? super T> onUndelivered = item -> {};
    boolean checkRoles = BoundedBuffer.class.desiredAssertionStatus();
    Overflow overflow = Overflow.WAIT;
    boolean closeFromAnywhere;
    boolean removable;
    long firstIndex;

    /** Runs a task so many nanoseconds later; tests whose time stands still do without. */
    LongFunction<Executor> later =
            nanos -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);

    BoundedBufferBuilder(int capacity) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ", must be between 1 and " + MAX_CAPACITY);
        }
        this.capacity = capacity;
    }

    /**
     * Names the buffer in reports.
     *
     * @param name any text
     * @return this
     */
    public BoundedBufferBuilder<T> name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Declares how many threads send at a time.
     *
     * @param producers ONE, or MANY (the default)
     * @return this
     */
    public BoundedBufferBuilder<T> producers(Parties producers) {
        this.producers = Objects.requireNonNull(producers, "producers");
        return this;
    }

    /**
     * Declares how many threads receive at a time.
     *
     * @param consumers ONE, or MANY (the default)
     * @return this
     */
    public BoundedBufferBuilder<T> consumers(Parties consumers) {
        this.consumers = Objects.requireNonNull(consumers, "consumers");
        return this;
    }

    /**
     * Sets what becomes of an item for which there is no room.
     *
     * @param overflow WAIT (the default) or REJECT
     * @return this
     */
    public BoundedBufferBuilder<T> overflow(Overflow overflow) {
        this.overflow = Objects.requireNonNull(overflow, "overflow");
        return this;
    }

    /**
     * Sets how both sides wait.
     *
     * @param waitPolicy the policy; {@link WaitPolicy#SLEEPER_FENCES} by default
     * @return this
     */
    public BoundedBufferBuilder<T> waitPolicy(WaitPolicy waitPolicy) {
        this.waitPolicy = Objects.requireNonNull(waitPolicy, "waitPolicy");
        return this;
    }

    /**
     * Sets the clock for time-outs.
     *
     * @param timeSource the clock; the machine's by default
     * @return this
     */
    public BoundedBufferBuilder<T> timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return this;
    }

    /**
     * Sets who gets the items that were accepted and will not be delivered, each exactly once. It
     * runs without locks in whichever thread finds the item, and must not block. What it throws is
     * logged and otherwise ignored.
     *
     * @param onUndelivered takes the items; by default they are dropped
     * @return this
     */
    public BoundedBufferBuilder<T> onUndelivered(Consumer<? super T> onUndelivered) {
        this.onUndelivered = Objects.requireNonNull(onUndelivered, "onUndelivered");
        return this;
    }

    /**
     * Sets whether overlapping calls on a side declared ONE are detected. Costs an atomic update
     * per call.
     *
     * @param checkRoles whether to check; by default when assertions are enabled for {@link
     *     BoundedBuffer}
     * @return this
     */
    public BoundedBufferBuilder<T> checkRoles(boolean checkRoles) {
        this.checkRoles = checkRoles;
        return this;
    }

    /**
     * Makes close and cancel exact whoever calls them, also where a side is declared ONE. The
     * buffer then takes the algorithm for MANY on both sides, which pays an atomic update per item.
     *
     * @return this
     */
    public BoundedBufferBuilder<T> closeFromAnywhere() {
        this.closeFromAnywhere = true;
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

    /** Where the indices start, so that tests can watch them wrap. */
    BoundedBufferBuilder<T> firstIndex(long firstIndex) {
        this.firstIndex = firstIndex;
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
        other.name = name;
        other.producers = producers;
        other.consumers = consumers;
        other.waitPolicy = waitPolicy;
        other.timeSource = timeSource;
        other.onUndelivered = otherHandler;
        other.checkRoles = checkRoles;
        other.overflow = overflow;
        other.closeFromAnywhere = closeFromAnywhere;
        other.removable = removable;
        other.firstIndex = firstIndex;
        other.later = later;
        return other;
    }

    <E> BoundedBuffer<E> checked(WaitingBuffer<E> buffer) {
        boolean anyOne = producers == Parties.ONE || consumers == Parties.ONE;
        return checkRoles && anyOne
                ? new RoleCheckedBuffer<>(buffer, producers, consumers)
                : buffer;
    }

    WaitingBuffer<T> algorithm() {
        if (removable) {
            return new LockedBuffer<>(this);
        }
        boolean oneProducer = producers == Parties.ONE && !closeFromAnywhere;
        boolean oneConsumer = consumers == Parties.ONE && !closeFromAnywhere;
        if (oneProducer) {
            return oneConsumer ? new OneToOneBuffer<>(this) : new OneToManyBuffer<>(this);
        }
        return oneConsumer ? new ManyToOneBuffer<>(this) : new ManyToManyBuffer<>(this);
    }
}
