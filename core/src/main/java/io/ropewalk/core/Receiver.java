package io.ropewalk.core;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The end of a channel that hands items out.
 *
 * <p>{@code receive} waits for an item, {@code tryReceive} never waits, {@code tryReceive} with a
 * duration waits that long. After the channel was closed, receivers get the remaining items and
 * then the end: {@link ClosedException}, whose cause is the one that the channel was closed with.
 *
 * <p><b>Thread roles.</b> As the channel declares: one receiver at a time, or any number.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before </i> actions after that item's receipt in another.
 *
 * <p><b>Interruption.</b> {@code receive}, the timed {@code tryReceive} and {@code receiveBatch}
 * throw {@link InterruptedException} when the thread is interrupted on entry or while it waits, and
 * no item has then been taken. When an item ties with the interrupt, the call returns the item and
 * the interrupt stays pending.
 *
 * @param <T> the items; never null
 */
public interface Receiver<T> extends Iterable<T> {

    /**
     * Receives an item, waiting for one as long as it takes.
     *
     * @return the item
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the channel is closed and all items were received
     */
    T receive() throws InterruptedException;

    /**
     * Receives an item if there is one now.
     *
     * @return the item, or null when there is none
     * @throws ClosedException when the channel is closed and all items were received
     */
    @Nullable T tryReceive();

    /**
     * Receives an item, waiting for one at most a given time.
     *
     * @param timeout how long; zero or negative tries once
     * @return the item, or null when the time was up
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the channel is closed and all items were received
     */
    @Nullable T tryReceive(Duration timeout) throws InterruptedException;

    /**
     * Waits for at least one item and hands what is there to a sink, in order; at most as many as
     * the channel can hold.
     *
     * <p>The sink runs in the calling thread and may use this channel. An item counts as delivered
     * when the sink is called with it. When the sink throws, items already claimed for this batch
     * go to {@code onUndelivered}, and the exception reaches the caller.
     *
     * @param sink takes the items
     * @param max the most items; at least 1
     * @return how many items the sink took; at least 1
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the channel is closed and all items were received
     * @throws IllegalArgumentException when {@code max} is less than 1
     */
    int receiveBatch(Consumer<? super T> sink, int max) throws InterruptedException;

    /**
     * Hands the items that are there now to a sink, in order, without waiting. The sink is treated
     * as in {@link #receiveBatch}.
     *
     * @param sink takes the items
     * @param max the most items; at least 0
     * @return how many items the sink took; 0 when there was none, also at the end of the channel
     * @throws IllegalArgumentException when {@code max} is negative
     */
    int drainTo(Consumer<? super T> sink, int max);

    /**
     * Receives an item without a thread that waits. Pending calls are served in their order; a
     * thread that receives meanwhile may come between.
     *
     * <p>On a side declared for one receiver, a pending call counts as a call in progress.
     *
     * @return completes with the item, or with {@link ClosedException} at the end of the channel.
     *     Its {@link CompletionStage#toCompletableFuture} can be cancelled (or be given a
     *     time-out): then no item was taken. When an attempt to take one is under way at that
     *     moment, cancel answers false and the stage completes by itself: with the item, or as
     *     cancelled where the attempt failed. Stages that depend on it run in the thread that sent
     *     the item or, now and then, in one that the channel has look after pending calls.
     */
    CompletionStage<T> receiveAsync();

    /**
     * Iterates over the items as they arrive. {@code hasNext} waits, takes the next item (which
     * then counts as delivered) and answers false at the end of the channel, also when it was
     * closed with a cause; {@link #receive} tells the cause.
     *
     * <p>When the thread is interrupted, {@code hasNext} throws {@link
     * java.util.concurrent.CancellationException} and the interrupt stays pending; no item was
     * taken.
     *
     * @return an iterator for one thread
     */
    @Override
    Iterator<T> iterator();

    /**
     * Receiving an item as one of several things to wait for.
     *
     * @return for a selector, of one thread at a time; on a side declared for one receiver its
     *     attempts are that receiver's calls
     * @throws UnsupportedOperationException when this channel has not learned it
     */
    default Selectable<T> receiving() {
        throw new UnsupportedOperationException("nobody can select on " + this);
    }

    /**
     * Gives the channel up: nothing more is accepted, senders get {@link ClosedException}, and the
     * items that are still there go to {@code onUndelivered}. Does nothing when the channel has
     * been closed and drained already.
     */
    void cancel();
}
