package io.ropewalk.queues;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;

/**
 * A first-in first-out buffer with room for a fixed number of longs, between producers and
 * consumers that may wait for each other: a {@link BoundedBuffer} that boxes nothing.
 *
 * <p>Use it where numbers themselves are handed on: measured values, time stamps, handles, indices
 * into tables of one's own. Each costs its eight bytes (sixteen with MANY on a side) and nothing
 * for the garbage collector. Where numbers go with an object, send the object through a {@link
 * BoundedBuffer}.
 *
 * {@snippet :
 * BoundedLongBuffer latencies =
 *         BoundedLongBuffer.builder(4096).producers(Parties.ONE).consumers(Parties.ONE).build();
 * Thread consumer = new Thread(() -> {
 *     LongSummaryStatistics summary = latencies.stream().summaryStatistics();
 *     System.out.println(summary); // once the buffer is closed and empty
 * });
 * consumer.start();
 * try (latencies) {
 *     for (int i = 0; i < 1_000; i++) {
 *         long began = System.nanoTime();
 *         Thread.yield(); // what is measured
 *         latencies.send(System.nanoTime() - began);
 *     }
 * }
 * consumer.join();
 * }
 *
 * <p><b>Thread roles.</b> As {@link BoundedBuffer}: on a side declared ONE, calls must not overlap,
 * and each must happen-before the next. Overlapping calls are detected and both threads named when
 * {@link BoundedLongBufferBuilder#checkRoles} is on (the default when assertions are enabled for
 * this class).
 *
 * <p><b>Progress.</b> {@code trySend} and {@code tryReceive} never wait for room or for an item.
 * With ONE/ONE they are wait-free while nobody sleeps; waking a sleeper takes a short lock. With
 * MANY on a side, a retry means that another call succeeded, yet they are not lock-free: a thread
 * that the system stopped between claiming a slot and using it holds up the other side.
 *
 * <p><b>Fairness.</b> Waiters are woken first come first served. A caller that arrives at the right
 * moment may overtake a woken waiter, without bound; the overtaken one keeps its place.
 *
 * <p><b>Close and cancel.</b> With MANY on a side they are exact, whoever calls them: close is
 * ordered against every send, and cancel hands over what is left before it returns. With ONE/ONE
 * they are what {@link BoundedBuffer} says of one producer and of one consumer: requests when they
 * come from elsewhere, which the producer answers at its next call and accepts at most what it was
 * just sending. {@link BoundedLongBufferBuilder#closeFromAnywhere} makes them exact.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before</i> actions after that item's receipt in another.
 *
 * <p><b>Cost.</b> No allocation while nobody parks, but for: the deadline of a timed call that
 * could not succeed at once; an array of 64 longs at the first batch for a sink; what {@code
 * receiveAsync} boxes; and, with {@link BoundedLongBufferBuilder#checkRoles}, a small object for
 * each call. The slots are rounded up to a power of two, the capacity is not.
 */
public interface BoundedLongBuffer extends LongSender, LongReceiver {

    /**
     * A buffer for any number of producers and consumers.
     *
     * @param capacity how many items fit
     * @return a new buffer
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BoundedLongBufferBuilder#MAX_CAPACITY}
     */
    static BoundedLongBuffer of(int capacity) {
        return builder(capacity).build();
    }

    /**
     * Starts to describe a buffer.
     *
     * @param capacity how many items fit
     * @return a builder with MANY producers, MANY consumers and default waiting
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BoundedLongBufferBuilder#MAX_CAPACITY}
     */
    static BoundedLongBufferBuilder builder(int capacity) {
        return new BoundedLongBufferBuilder(capacity);
    }

    /**
     * Opens a handle for one of several senders, as {@link io.ropewalk.core.Channel#sender} does:
     * when the last open handle has been closed, the buffer is closed, and no more can be opened.
     *
     * @return a new handle, to be closed
     * @throws ClosedException when the buffer is closed, or the last handle was
     */
    LongSender sender();

    /**
     * What went through this buffer so far.
     *
     * @return a snapshot
     */
    ChannelStats stats();

    /**
     * How many items fit.
     *
     * @return what was asked for
     */
    int capacity();

    /**
     * How many items are in the buffer, as far as anybody can tell while it is in use.
     *
     * @return between zero and the capacity
     */
    int estimatedSize();
}
