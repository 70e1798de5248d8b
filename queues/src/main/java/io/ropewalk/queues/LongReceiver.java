package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;

import java.time.Duration;
import java.util.PrimitiveIterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * The end of a buffer that hands longs out: a {@link io.ropewalk.core.Receiver} that boxes nothing,
 * but for {@link #receiveAsync} and {@link #receiving}.
 *
 * <p>{@code receive} waits for an item, {@code tryReceive} never waits, {@code tryReceive} with a
 * duration waits that long. After the buffer was closed, receivers get the remaining items and then
 * the end: {@link ClosedException}, whose cause is the one that the buffer was closed with.
 *
 * <p>Any long is an item, so none can stand for "nothing". The tries therefore come in two forms.
 * With {@code absent} the caller names a number that it never sends; that costs nothing, and reads
 * like {@code getOrDefault}. With a sink the answer is exact whatever is sent.
 *
 * {@snippet :
 * BoundedLongBuffer ids = BoundedLongBuffer.of(64);
 * long id = ids.tryReceive(-1); // none is below zero
 * if (id >= 0) {
 *     System.out.println(id);
 * }
 *
 * BoundedLongBuffer balances = BoundedLongBuffer.of(64);
 * LongAdder sum = new LongAdder();
 * boolean any = balances.tryReceive(sum::add);
 * }
 *
 * <p>It is no {@link Iterable}: a for-each loop would box each item without a word. Use {@link
 * #iterator}{@code .forEachRemaining}, {@link #stream} or batches.
 *
 * <p><b>Thread roles.</b> As the buffer declares: one receiver at a time, or any number.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before </i> actions after that item's receipt in another.
 *
 * <p><b>Interruption.</b> {@code receive}, the timed {@code tryReceive} and {@code receiveBatch}
 * throw {@link InterruptedException} when the thread is interrupted on entry or while it waits, and
 * no item has then been taken. When an item ties with the interrupt, the call returns the item and
 * the interrupt stays pending.
 */
public interface LongReceiver {

    /**
     * Receives an item, waiting for one as long as it takes.
     *
     * @return the item
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the buffer is closed and all items were received
     */
    long receive() throws InterruptedException;

    /**
     * Receives an item if there is one now.
     *
     * @param absent what to answer when there is none
     * @return the item, or {@code absent}
     * @throws ClosedException when the buffer is closed and all items were received
     */
    long tryReceive(long absent);

    /**
     * Receives an item, waiting for one at most a given time.
     *
     * @param timeout how long; zero or negative tries once
     * @param absent what to answer when the time was up
     * @return the item, or {@code absent}
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the buffer is closed and all items were received
     */
    long tryReceive(Duration timeout, long absent) throws InterruptedException;

    /**
     * Hands an item to a sink if there is one now. The item counts as delivered when the sink is
     * called with it.
     *
     * @param sink takes the item
     * @return whether there was one
     * @throws ClosedException when the buffer is closed and all items were received
     */
    boolean tryReceive(LongConsumer sink);

    /**
     * Hands an item to a sink, waiting for one at most a given time.
     *
     * @param timeout how long; zero or negative tries once
     * @param sink takes the item
     * @return whether there was one; false when the time was up
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the buffer is closed and all items were received
     */
    boolean tryReceive(Duration timeout, LongConsumer sink) throws InterruptedException;

    /**
     * Waits for at least one item and hands what is there to a sink, in order; at most as many as
     * the buffer can hold.
     *
     * <p>The sink runs in the calling thread and may use this buffer. An item counts as delivered
     * when the sink is called with it. When the sink throws, items already claimed for this batch
     * go to {@code onUndelivered}, and the exception reaches the caller.
     *
     * @param sink takes the items
     * @param max the most items; at least 1
     * @return how many items the sink took; at least 1
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the buffer is closed and all items were received
     * @throws IllegalArgumentException when {@code max} is less than 1
     */
    int receiveBatch(LongConsumer sink, int max) throws InterruptedException;

    /**
     * Waits for at least one item and moves what is there into a range of an array, in order.
     *
     * @param into gets the items
     * @param from where the first goes
     * @param to where none goes any more; more than {@code from}
     * @return how many were moved; at least 1
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the buffer is closed and all items were received
     * @throws IndexOutOfBoundsException when the range is not one of the array
     * @throws IllegalArgumentException when the range is empty
     */
    int receiveBatch(long[] into, int from, int to) throws InterruptedException;

    /**
     * Hands the items that are there now to a sink, in order, without waiting. The sink is treated
     * as in {@link #receiveBatch(LongConsumer, int)}.
     *
     * @param sink takes the items
     * @param max the most items; at least 0
     * @return how many items the sink took; 0 when there was none, also at the end of the buffer
     * @throws IllegalArgumentException when {@code max} is negative
     */
    int drainTo(LongConsumer sink, int max);

    /**
     * Moves the items that are there now into a range of an array, in order, without waiting.
     *
     * @param into gets the items
     * @param from where the first goes
     * @param to where none goes any more
     * @return how many were moved; 0 when there was none, also at the end of the buffer
     * @throws IndexOutOfBoundsException when the range is not one of the array
     */
    int drainTo(long[] into, int from, int to);

    /**
     * Receives an item without a thread that waits, as {@link
     * io.ropewalk.core.Receiver#receiveAsync} does. This call alone boxes its item.
     *
     * <p>On a side declared for one receiver, a pending call counts as a call in progress.
     *
     * @return completes with the item, or with {@link ClosedException} at the end of the buffer.
     *     Its {@link CompletionStage#toCompletableFuture} can be cancelled (or be given a
     *     time-out): then no item was taken, unless cancel answers false. Stages that depend on it
     *     run in the thread that sent the item, and must not wait.
     */
    CompletionStage<Long> receiveAsync();

    /**
     * Iterates over the items as they arrive. {@code hasNext} waits, takes the next item (which
     * then counts as delivered) and answers false at the end of the buffer, also when it was closed
     * with a cause; {@link #receive} tells the cause.
     *
     * <p>When the thread is interrupted, {@code hasNext} throws {@link
     * java.util.concurrent.CancellationException} and the interrupt stays pending; no item was
     * taken.
     *
     * @return an iterator for one thread
     */
    PrimitiveIterator.OfLong iterator();

    /**
     * The items as they arrive, until the end of the buffer: what {@link #iterator} iterates over.
     * A stream that ends sooner takes no item beyond those that it has used.
     *
     * @return a sequential stream; a parallel one would take items in advance
     */
    default LongStream stream() {
        return StreamSupport.longStream(
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
    }

    /**
     * Receiving an item as one of several things to wait for. The item is boxed.
     *
     * @return for a selector, of one thread at a time; on a side declared for one receiver its
     *     attempts are that receiver's calls
     */
    Selectable<Long> receiving();

    /**
     * Gives the buffer up: nothing more is accepted, senders get {@link ClosedException}, and the
     * items that are still there go to {@code onUndelivered}. Does nothing when the buffer has been
     * closed and drained already.
     */
    void cancel();
}
