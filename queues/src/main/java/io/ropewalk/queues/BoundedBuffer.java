package io.ropewalk.queues;

import java.util.concurrent.BlockingQueue;

/**
 * A first-in first-out buffer with room for a fixed number of items, between producers and
 * consumers that may wait for each other.
 *
 * <p>Use it to hand work from one set of threads to another without letting the faster side run
 * away with the memory. Declare who uses each side ({@link Parties#ONE} or {@link Parties#MANY}):
 * that picks the algorithm. Where newer items make older ones worthless, see {@link
 * BoundedBufferBuilder#conflateBy} and {@link Overflow#CONFLATE}; where some are more urgent than
 * others, or due later, see {@link PriorityBuffer} and {@link DelayBuffer}. For single values
 * handed from hand to hand, or when producers must never wait, another shape fits better.
 *
 * {@snippet :
 * BoundedBuffer<String> lines = BoundedBuffer.of(1024);
 * Thread consumer = new Thread(() -> {
 *     for (String line : lines) { // ends when the buffer is closed and empty
 *         System.out.println(line);
 *     }
 * });
 * consumer.start();
 * try (lines) {
 *     lines.send("first");
 *     lines.send("second");
 * }
 * consumer.join();
 * }
 *
 * <p><b>Thread roles.</b> Any thread may call anything on a side that is declared MANY. On a side
 * declared ONE, calls must not overlap, and each must happen-before the next; an asynchronous call
 * lasts until its stage completes. Overlapping calls are detected and both threads named when
 * {@link BoundedBufferBuilder#checkRoles} is on (the default when assertions are enabled for this
 * class). Closing and cancelling: see below.
 *
 * <p><b>Progress.</b> {@code trySend} and {@code tryReceive} never wait for room or for an item.
 * With ONE/ONE they are wait-free while nobody sleeps; waking a sleeper takes a short lock. Where a
 * side is MANY, a retry means that another call succeeded, yet they are not lock-free: a thread
 * that the system stopped between claiming a slot and using it holds up the other side, which waits
 * for it (a short bounded spin, then yields, then short parks, whatever the time-out). A {@link
 * StackOverflowError} between those two instructions leaves the slot claimed for ever, as it would
 * in any such queue. With {@link BoundedBufferBuilder#removable} and {@link
 * BoundedBufferBuilder#conflateBy}, each call takes a short lock, under which no code of the user's
 * runs but {@code equals} of the keys.
 *
 * <p><b>Fairness.</b> Waiters are woken first come first served. A caller that arrives at the right
 * moment may overtake a woken waiter, without bound; the overtaken one keeps its place.
 *
 * <p><b>Close.</b> With MANY producers, and with removable or conflateBy, close is ordered exactly
 * against every send, whoever calls it. With ONE producer it is exact in the thread that sent last,
 * after that thread has ended, before the first send, and after a {@code sendAsync}. Otherwise it
 * is a request: it wakes the producer, which accepts at most the one item that it was just sending
 * and ends the buffer at its next call; receivers get the end after that, or after the producer's
 * thread has ended. A producer that lives on and never calls again keeps them waiting: let the
 * producer itself close, or build with {@link BoundedBufferBuilder#closeFromAnywhere}.
 *
 * <p><b>Cancel.</b> Receivers get the end from then on. What is left goes to {@code onUndelivered}
 * in the thread that finds it. With MANY consumers, removable or conflateBy that is within the
 * call; with ONE consumer likewise when the caller is the last receiver, when that thread has
 * ended, when there was none, and after a {@code receiveAsync}; otherwise at the receiver's next
 * call, or at a further cancel after its thread has ended. An item that ONE producer was just
 * sending goes there a moment later, in the producer's thread or in one of the JDK's timers, at
 * most about a second after.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before</i> actions after that item's receipt in another.
 *
 * <p><b>Cost.</b> No allocation while nobody parks, but for: the deadline of a timed call that
 * could not succeed at once; the iterators of a collection that is sent; a scratch array of 64
 * references at the first batch in each direction; and, with {@link
 * BoundedBufferBuilder#checkRoles}, a small object for each call. One reference per slot, with MANY
 * on both sides also a long; where a side is MANY the slots are rounded up to a power of two, the
 * capacity is not. A removable buffer has 20 bytes a slot (with compressed references), one with
 * keys 36 and those of its table; it begins with 16 slots and grows up to its capacity; it does not
 * shrink.
 *
 * @param <T> the items
 */
public interface BoundedBuffer<T> extends Buffer<T> {

    /**
     * A buffer for any number of producers and consumers.
     *
     * @param <T> the items
     * @param capacity how many items fit
     * @return a new buffer
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BoundedBufferBuilder#MAX_CAPACITY}
     */
    static <T> BoundedBuffer<T> of(int capacity) {
        return BoundedBuffer.<T>builder(capacity).build();
    }

    /**
     * Starts to describe a buffer.
     *
     * @param <T> the items
     * @param capacity how many items fit
     * @return a builder with MANY producers, MANY consumers and default waiting
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BoundedBufferBuilder#MAX_CAPACITY}
     */
    static <T> BoundedBufferBuilder<T> builder(int capacity) {
        return new BoundedBufferBuilder<>(capacity);
    }

    /**
     * How many items fit.
     *
     * @return what was asked for
     */
    int capacity();

    /**
     * This buffer as a {@link BlockingQueue}, for code that wants one, such as a thread pool. Both
     * names are for the same items; the view may be taken any number of times.
     *
     * <p>It is a complete queue: {@code remove(Object)}, iterators that remove, {@code clear}. Its
     * iterators, streams and arrays show what was there at one moment (of an iterator: when it was
     * made; of a stream: when it begins to work), and iterators remove exactly what they show.
     * Items that are cleared go to {@code onUndelivered}; items removed in other ways count as
     * delivered. A removal lets a waiting producer in.
     *
     * <p>After a close, {@code put} and {@code add} throw {@link io.ropewalk.core.ClosedException},
     * and so does {@code take} once the rest has been taken; {@code offer} answers false; {@code
     * poll} hands out the rest and then null. So shut a thread pool down instead of closing its
     * queue, or its workers die in {@code take} and are replaced over and over. With {@link
     * Overflow#REJECT}, {@code put} throws {@link io.ropewalk.core.FullException} when there is no
     * room.
     *
     * <p>Thread roles: any thread may do anything.
     *
     * <p>{@code drainTo} moves what is there when it begins, item by item. When the target refuses
     * one by an exception, that one goes to {@code onUndelivered} and the others stay.
     *
     * <p>Cost: {@code remove()} of an iterator takes constant time. What looks at all items ({@code
     * contains}, {@code remove(Object)}, {@code removeIf} and its kin, iteration) copies a
     * reference, or a reference and twelve bytes, for each, while senders and receivers wait.
     *
     * {@snippet :
     * BlockingQueue<Runnable> work =
     *         BoundedBuffer.<Runnable>builder(10_000).removable().build().asBlockingQueue();
     * ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, work);
     * }
     *
     * @return the view
     * @throws UnsupportedOperationException when this buffer was built without {@link
     *     BoundedBufferBuilder#removable}, or with a side declared ONE
     */
    @Override
    BlockingQueue<T> asBlockingQueue();
}
