package io.ropewalk.queues;

import java.util.concurrent.BlockingQueue;

/**
 * A first-in first-out buffer without a bound: a send never waits.
 *
 * <p>Use it where a producer must not wait (a signal handler, an event loop, a thread that also
 * consumes) and something else keeps the number of items small: they are answers to requests that
 * are counted, say. Do not use it because consumers are usually fast enough: when they are not, it
 * takes all memory, and the program fails far from the cause. {@link BoundedBuffer} makes the
 * faster side wait instead, {@link GrowableBuffer} does too and starts small; {@link
 * Overflow#DROP_OLDEST} and its kin neither wait nor grow.
 *
 * {@snippet :
 * UnboundedBuffer<String> answers = UnboundedBuffer.of();
 * answers.trySend("done"); // true until the buffer is closed
 * System.out.println(answers.tryReceive());
 * answers.close();
 * }
 *
 * <p><b>Thread roles.</b> Any thread may call anything. With {@link
 * UnboundedBufferBuilder#consumers ONE} consumer, receiving is as on a {@linkplain BoundedBuffer
 * bounded buffer} with such a side.
 *
 * <p><b>Progress.</b> {@code send}, {@code trySend} and their kin never wait for room; {@code
 * tryReceive} never waits for an item. They do wait for a peer that was stopped between claiming a
 * place and using it, or while it lets the buffer grow (a short bounded spin, then yields, then
 * short parks, whatever the time-out). MANY consumers take turns at a short lock, under which no
 * code of the user's runs; ONE takes none. A {@link StackOverflowError} in the middle of a send may
 * leave its place claimed for ever. When there is no memory to grow, the send throws {@link
 * OutOfMemoryError}, its item is not accepted, and the buffer goes on.
 *
 * <p><b>Fairness.</b> Receivers are woken first come first served. A caller that arrives at the
 * right moment may overtake a woken one, without bound; the overtaken one keeps its place.
 *
 * <p><b>Close and cancel.</b> Close is ordered exactly against every send, whoever calls it. Cancel
 * hands what is left to {@code onUndelivered}: within the call, but with ONE consumer as on a
 * bounded buffer with such a side.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before</i> actions after that item's receipt in another.
 *
 * <p><b>Cost.</b> Two atomic updates a send. Items lie in chunks of 15 references at first, which
 * double up to 1,023; an emptied one is left to the collector, so that the memory of a burst comes
 * back. Who stays below the size of a chunk allocates nothing. A call that drains takes what is
 * there when it begins, so that a busy producer cannot keep it for ever.
 *
 * <p>The items are kept by JCTools' {@code MpscUnboundedVarHandleArrayQueue}.
 *
 * @param <T> the items
 */
public interface UnboundedBuffer<T> extends Buffer<T> {

    /**
     * A buffer for any number of producers and consumers.
     *
     * @param <T> the items
     * @return a new buffer
     */
    static <T> UnboundedBuffer<T> of() {
        return UnboundedBuffer.<T>builder().build();
    }

    /**
     * Starts to describe a buffer.
     *
     * @param <T> the items
     * @return a builder with MANY consumers and default waiting
     */
    static <T> UnboundedBufferBuilder<T> builder() {
        return new UnboundedBufferBuilder<>();
    }

    /**
     * How many items are in the buffer, as far as anybody can tell while it is in use.
     *
     * @return at least zero; {@link Integer#MAX_VALUE} for that many or more
     */
    @Override
    int estimatedSize();

    /**
     * This buffer as a {@link BlockingQueue}, as {@link BoundedBuffer#asBlockingQueue} tells; its
     * {@code remainingCapacity} is {@link Integer#MAX_VALUE} less what is there.
     *
     * @return the view
     * @throws UnsupportedOperationException when this buffer was built without {@link
     *     UnboundedBufferBuilder#removable}, or for ONE consumer
     */
    @Override
    BlockingQueue<T> asBlockingQueue();
}
