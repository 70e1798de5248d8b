package io.ropewalk.queues;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What can be said of a buffer that grows before it is built. Not for concurrent use; may build
 * several buffers.
 *
 * @param <T> the items
 * @param <B> the builder itself
 */
public abstract class ElasticBufferBuilder<T, B extends ElasticBufferBuilder<T, B>>
        extends BufferBuilder<Consumer<? super T>, B> {
    private final String shape;
    Parties consumers = Parties.MANY;
    boolean checkRoles = Buffer.class.desiredAssertionStatus();
    boolean removable;
    long firstIndex;
    Supplier<ChunkQueue> queues = this::newQueue;

    /** Describes a buffer without a bound. */
    ElasticBufferBuilder(String shape) {
        super(item -> {});
        this.shape = shape;
    }

    ElasticBufferBuilder(String shape, int capacity) {
        super(capacity, 1, item -> {});
        this.shape = shape;
    }

    /** An empty queue, of the length that was asked for. */
    abstract ChunkQueue newQueue();

    /** What users call this kind of buffer. */
    final String shape() {
        return shape;
    }

    /**
     * Declares how many threads receive at a time. With ONE, receiving takes no lock.
     *
     * @param consumers ONE, or MANY (the default)
     * @return this
     */
    public B consumers(Parties consumers) {
        this.consumers = Objects.requireNonNull(consumers, "consumers");
        return self();
    }

    /**
     * Sets whether overlapping calls on a side declared ONE are detected. Costs an atomic update
     * per call.
     *
     * @param checkRoles whether to check; by default when assertions are enabled for {@link Buffer}
     * @return this
     */
    public B checkRoles(boolean checkRoles) {
        this.checkRoles = checkRoles;
        return self();
    }

    /**
     * Makes it possible to remove items from anywhere in the buffer, and so to use it as a {@link
     * java.util.concurrent.BlockingQueue}, as {@link BoundedBuffer#asBlockingQueue} tells. The
     * buffer then takes an algorithm that guards all items by one lock, takes 20 bytes a slot and
     * does not shrink. It has 2^30 slots at most: without a bound, a send beyond that throws {@link
     * OutOfMemoryError} and changes nothing.
     *
     * @return this
     */
    public B removable() {
        this.removable = true;
        return self();
    }

    /** Where the indices start, so that tests can watch them wrap. */
    B firstIndex(long firstIndex) {
        this.firstIndex = firstIndex;
        return self();
    }

    /** What buffers keep their items in, so that tests can watch it fail. */
    B queues(Supplier<ChunkQueue> queues) {
        this.queues = queues;
        return self();
    }

    /** The algorithm, and around it the check of roles where that is wanted: of either shape. */
    final Buffer<T> buildAny() {
        WaitingBuffer<T> algorithm = algorithm();
        return checkRoles && consumers == Parties.ONE
                ? new RoleCheckedBuffer<>(algorithm, Parties.MANY, consumers)
                : algorithm;
    }

    private WaitingBuffer<T> algorithm() {
        if (removable) {
            return new RemovableElasticBuffer<>(this);
        }
        boolean oneConsumer = consumers == Parties.ONE && !dropsOldest();
        return oneConsumer ? new GatedToOneBuffer<>(this) : new GatedToManyBuffer<>(this);
    }
}
