package io.ropewalk.queues;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/**
 * A buffer with room for a fixed number of items, each of which is received no earlier than its
 * delay after it was accepted: what is due first comes first, and of what is due at the same time
 * what was accepted first.
 *
 * <p>Use it for what is to be done later: retries, expiries, reminders. Where nothing has a delay a
 * {@link BoundedBuffer} is faster. It is no clock: an item that is due waits for a receiver,
 * however long.
 *
 * {@snippet :
 * record Retry(String request, Duration after) {}
 *
 * DelayBuffer<Retry> retries = DelayBuffer.of(10_000, Retry::after);
 * retries.send(new Retry("GET /", Duration.ofSeconds(2)));
 * Retry due = retries.receive(); // waits until it is
 * }
 *
 * <p>{@code tryReceive}, {@code drainTo} and batches see what is due; to them a buffer whose items
 * are not due yet is empty. The capacity counts all items, and so do {@code estimatedSize} and
 * {@code stats}.
 *
 * <p><b>Delays.</b> A delay is asked for before the lock is taken, at each attempt to send: in a
 * {@code sendAsync} that waits, also in the threads that make room. It begins when the item is
 * accepted, by the clock that the builder was given ({@link BufferBuilder#timeSource}). Zero or
 * less means at once, 146 years or more is 146 years. A delay that throws or is null reaches the
 * sender as an exception and nothing has changed; a {@code sendAll} with a null delay among its
 * items accepts none.
 *
 * <p><b>Thread roles.</b> Any thread may call anything.
 *
 * <p><b>Progress.</b> Each call takes a lock for as long as it arranges its items. No code of the
 * user's runs under it but the clock.
 *
 * <p><b>Waiting.</b> No thread of the library's keeps the time. Of the receivers that wait, the
 * first sleeps until the first item is due, and the others until it has left; an item that is due
 * earlier wakes the first. For a {@code receiveAsync} that is the first, the clock rings ({@link
 * io.ropewalk.core.time.TimeSource#alarmAt}), and where it cannot, one of the JDK's timers: so with
 * a clock that a test moves, the stage completes in the thread that moves it.
 *
 * <p><b>Fairness.</b> Waiters are woken first come first served. A caller that arrives at the right
 * moment may overtake a woken waiter, without bound; the overtaken one keeps its place.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before</i> actions after that item's receipt in another.
 *
 * <p><b>Close and cancel</b> are ordered exactly against every call, whoever makes them. After a
 * close, receivers wait for what is left until it is due, and get the end after that. A cancel
 * hands what is left to {@code onUndelivered} within the call, due or not, and receivers get the
 * end.
 *
 * <p><b>Cost.</b> To send and to receive takes logarithmic time. No allocation while nobody parks,
 * but for that of every buffer's batches and time-outs (see {@link BoundedBuffer}), and an array of
 * longs for each batch that is sent. 28 bytes a slot (with compressed references); the buffer
 * begins with 16 slots and grows up to its capacity; it does not shrink.
 *
 * @param <T> the items
 */
public interface DelayBuffer<T> extends Buffer<T> {

    /**
     * A buffer with default waiting and the machine's clock.
     *
     * @param <T> the items
     * @param capacity how many items fit
     * @param delay how long after its acceptance an item is due
     * @return a new buffer
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BufferBuilder#MAX_CAPACITY}
     */
    static <T> DelayBuffer<T> of(int capacity, Function<? super T, Duration> delay) {
        return DelayBuffer.<T>builder(capacity, delay).build();
    }

    /**
     * Starts to describe a buffer.
     *
     * @param <T> the items
     * @param capacity how many items fit
     * @param delay how long after its acceptance an item is due
     * @return a builder with default waiting and the machine's clock
     * @throws IllegalArgumentException when {@code capacity} is less than 1 or more than {@link
     *     BufferBuilder#MAX_CAPACITY}
     */
    static <T> DelayBufferBuilder<T> builder(int capacity, Function<? super T, Duration> delay) {
        return new DelayBufferBuilder<>(capacity, delay);
    }

    /**
     * How many items fit.
     *
     * @return what was asked for
     */
    int capacity();

    /**
     * This buffer as a {@link BlockingQueue}, as {@link BoundedBuffer#asBlockingQueue} describes
     * it. Like {@link java.util.concurrent.DelayQueue}, it counts, shows and removes items that are
     * not due yet ({@code size}, {@code peek}, iterators, {@code contains}, {@code remove(Object)},
     * {@code clear}), and hands out only what is due ({@code poll}, {@code take}, {@code drainTo}).
     * Unlike that it is bounded: {@code put} waits for room. Its iterators, streams and arrays show
     * the items in the order in which they are due.
     *
     * <p>To remove an item from the middle takes logarithmic time.
     *
     * @return the view
     */
    @Override
    BlockingQueue<T> asBlockingQueue();
}
