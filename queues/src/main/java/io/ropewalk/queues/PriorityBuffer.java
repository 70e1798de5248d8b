package io.ropewalk.queues;

import java.util.Comparator;
import java.util.concurrent.BlockingQueue;

/**
 * A buffer with room for a fixed number of items, of which the most urgent is received first: the
 * first by a given order, and among equals the one that was accepted first.
 *
 * <p>Use it where some work must not wait behind other work that came before. Where everything is
 * equally urgent a {@link BoundedBuffer} is faster; where items become urgent with time, take a
 * {@link DelayBuffer}. Nothing keeps less urgent items from waiting for ever while more urgent ones
 * keep coming.
 *
 * {@snippet :
 * record Order(String what, Instant wanted) {}
 *
 * PriorityBuffer<Order> orders = PriorityBuffer.of(10_000, Comparator.comparing(Order::wanted));
 * orders.send(new Order("flowers", Instant.now()));
 * Order mostUrgent = orders.receive();
 * }
 *
 * <p><b>Thread roles.</b> Any thread may call anything.
 *
 * <p><b>Progress.</b> Each call takes a lock for as long as it arranges its items. The order runs
 * under that lock: it should be quick, must not use this buffer, and must not change while an item
 * waits.
 *
 * <p><b>Fairness.</b> Waiters are woken first come first served. A caller that arrives at the right
 * moment may overtake a woken waiter, without bound; the overtaken one keeps its place. Senders
 * that wait for room are let in in their order, whatever they bring.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before</i> actions after that item's receipt in another.
 *
 * <p><b>Close and cancel</b> are ordered exactly against every call, whoever makes them. What is
 * left at a cancel goes to {@code onUndelivered} within the call, in order.
 *
 * <p><b>Errors.</b> An order that throws leaves the buffer as it was. The exception reaches the
 * sender, whose item was not accepted, or the receiver, and the item is still there. A batch that
 * has sent or received something returns that, and the next call throws. A cancel hands over what
 * it cannot order in any order. An order that uses its buffer gets a {@link
 * java.util.ConcurrentModificationException}.
 *
 * <p><b>Cost.</b> To send and to receive compares about as often as the binary logarithm of the
 * number of items that wait. No allocation while nobody parks, but for that of every buffer's
 * batches and time-outs (see {@link BoundedBuffer}). 20 bytes a slot (with compressed references);
 * the buffer begins with 16 slots and grows up to its capacity; it does not shrink.
 *
 * @param <T> the items
 */
public interface PriorityBuffer<T> extends Buffer<T> {

    /**
     * A buffer with default waiting.
     *
     * @param <T> the items
     * @param capacity how many items fit
     * @param order the smallest comes first
     * @return a new buffer
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BufferBuilder#MAX_CAPACITY}
     */
    static <T> PriorityBuffer<T> of(int capacity, Comparator<? super T> order) {
        return PriorityBuffer.<T>builder(capacity, order).build();
    }

    /**
     * Starts to describe a buffer.
     *
     * @param <T> the items
     * @param capacity how many items fit
     * @param order the smallest comes first
     * @return a builder with default waiting
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BufferBuilder#MAX_CAPACITY}
     */
    static <T> PriorityBufferBuilder<T> builder(int capacity, Comparator<? super T> order) {
        return new PriorityBufferBuilder<>(capacity, order);
    }

    /**
     * How many items fit.
     *
     * @return what was asked for
     */
    int capacity();

    /**
     * This buffer as a {@link BlockingQueue}, as {@link BoundedBuffer#asBlockingQueue} describes
     * it. It is bounded, unlike {@link java.util.concurrent.PriorityBlockingQueue}: {@code put}
     * waits for room. Its iterators, streams and arrays show the items in the order in which they
     * would be received; they sort their copy without the lock.
     *
     * <p>To remove an item from the middle takes logarithmic time, and compares under the lock.
     *
     * @return the view
     */
    @Override
    BlockingQueue<T> asBlockingQueue();
}
