package io.ropewalk.queues;

import java.util.concurrent.BlockingQueue;

/**
 * A first-in first-out buffer that starts small and grows up to a fixed capacity, between producers
 * and consumers that may wait for each other.
 *
 * <p>Use it where bursts may be long and are rare, or where there are many buffers of which few are
 * ever full, such as one for each connection. Where a buffer is often full, and where the fastest
 * hand-over counts, {@link BoundedBuffer} is the better one: it has all its memory at once and
 * declares both sides.
 *
 * {@snippet :
 * GrowableBuffer<byte[]> packets = GrowableBuffer.of(100_000); // has room for 15 at first
 * packets.send(new byte[] {1});
 * System.out.println(packets.receive().length);
 * packets.close();
 * }
 *
 * <p><b>Thread roles.</b> Any thread may call anything. With {@link GrowableBufferBuilder#consumers
 * ONE} consumer, receiving is as on a {@linkplain BoundedBuffer bounded buffer} with such a side.
 *
 * <p><b>Progress.</b> {@code trySend} and {@code tryReceive} never wait for room or for an item.
 * They do wait for a peer that was stopped between claiming a place and using it, or while it lets
 * the buffer grow (a short bounded spin, then yields, then short parks, whatever the time-out).
 * MANY consumers take turns at a short lock, under which no code of the user's runs; ONE takes
 * none. A {@link StackOverflowError} in the middle of a send may leave its place claimed for ever.
 * When there is no memory to grow, the send throws {@link OutOfMemoryError}, its item is not
 * accepted, and the buffer goes on.
 *
 * <p><b>Fairness.</b> Waiters are woken first come first served. A caller that arrives at the right
 * moment may overtake a woken waiter, without bound; the overtaken one keeps its place.
 *
 * <p><b>Close and cancel.</b> Close is ordered exactly against every send, whoever calls it. Cancel
 * hands what is left to {@code onUndelivered}: within the call, but with ONE consumer as on a
 * bounded buffer with such a side.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before</i> actions after that item's receipt in another.
 *
 * <p><b>Cost.</b> Two atomic updates a send. Items lie in chunks: the first for the initial
 * capacity, each further one of twice the length, until one has room for all; outgrown ones are
 * left to the collector, the newest stays. Then nothing is allocated any more.
 *
 * <p>The items are kept by JCTools' {@code MpscUnboundedVarHandleArrayQueue}, behind a count of our
 * own.
 *
 * @param <T> the items
 */
public interface GrowableBuffer<T> extends Buffer<T> {

    /**
     * A buffer for any number of producers and consumers.
     *
     * @param <T> the items
     * @param capacity how many items fit at last
     * @return a new buffer
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BufferBuilder#MAX_CAPACITY}
     */
    static <T> GrowableBuffer<T> of(int capacity) {
        return GrowableBuffer.<T>builder(capacity).build();
    }

    /**
     * Starts to describe a buffer.
     *
     * @param <T> the items
     * @param capacity how many items fit at last
     * @return a builder with MANY consumers and default waiting
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BufferBuilder#MAX_CAPACITY}
     */
    static <T> GrowableBufferBuilder<T> builder(int capacity) {
        return new GrowableBufferBuilder<>(capacity);
    }

    /**
     * How many items fit at last.
     *
     * @return what was asked for
     */
    int capacity();

    /**
     * This buffer as a {@link BlockingQueue}, as {@link BoundedBuffer#asBlockingQueue} tells.
     *
     * @return the view
     * @throws UnsupportedOperationException when this buffer was built without {@link
     *     GrowableBufferBuilder#removable}, or for ONE consumer
     */
    @Override
    BlockingQueue<T> asBlockingQueue();
}
