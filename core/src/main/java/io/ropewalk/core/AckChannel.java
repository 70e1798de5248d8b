package io.ropewalk.core;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A first-in first-out channel whose senders can wait until an item has been processed.
 *
 * <p>Each accepted item has a ticket, a number; each received item comes as a {@link Delivery} that
 * the receiver acknowledges or rejects when it is done. A ticket ends exactly once: by {@link
 * Delivery#ack}, by {@link Delivery#reject}, or because its item went to {@code onUndelivered}
 * without a receiver (by a cancel, by a policy that drops items, by a sink that threw before the
 * item's turn). A rejected item goes to {@code onUndelivered} too.
 *
 * <p>Use it where the sender must know that the work is done, and not merely taken: to answer a
 * request, to flush, to stop cleanly. Where nobody asks, an ordinary {@link Channel} is cheaper.
 * Where an item must survive the process, or go to another receiver when the first one fails, it
 * takes a log or a broker: nothing is redelivered here.
 *
 * {@snippet :
 * AckChannel<String> letters = BoundedBuffer.<String>builder(100).acknowledged();
 * Thread clerk = new Thread(() -> {
 *     for (Delivery<String> letter : letters) {
 *         try {
 *             System.out.println(letter.item());
 *             letter.ack();
 *         } finally {
 *             letter.reject(); // does nothing after the ack
 *         }
 *     }
 * });
 * clerk.start();
 *
 * long first = letters.send("first");
 * letters.send("second");
 * if (letters.awaitProcessed(first) == TicketOutcome.UNDELIVERED) {
 *     System.err.println("nobody has read the first letter");
 * }
 * letters.awaitAllProcessed();
 * letters.close();
 * clerk.join();
 * }
 *
 * <p><b>Tickets.</b> Numbers from 0 that grow in the order in which items are accepted: when one
 * send returns before another begins, it has the smaller ticket. They need not be consecutive, and
 * items of senders that overlap may be received in another order than that of their tickets. A
 * ticket stays valid as long as the channel: it can be asked for any number of times, by any
 * thread. One that no send can have returned yet is refused with {@link IllegalArgumentException};
 * a smaller number that no send has returned either is not recognised, and its answer means
 * nothing.
 *
 * <p><b>Thread roles.</b> Sending and receiving as the channel declares: one thread at a time, or
 * any number. Settling deliveries, waiting for tickets, closing: any thread.
 *
 * <p><b>Progress.</b> Sending and receiving as the channel under it. A ticket that is refused
 * (there was no room), settling and the waits take a lock for a few steps; no code of users runs
 * meanwhile.
 *
 * <p><b>Fairness.</b> All who wait for a ticket are woken when it ends.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before </i> actions after that item's receipt in another. Actions before a delivery is
 * settled, and all that {@code onUndelivered} does with an item, happen-before actions after a wait
 * for its ticket has returned or its stage has completed.
 *
 * <p><b>Interruption, time-out.</b> Calls that wait throw {@link InterruptedException} when the
 * thread is interrupted on entry or while it waits. Nothing is lost by that or by a time-out: an
 * item that was not accepted has no ticket, one that was not taken remains, and a ticket can be
 * waited for again.
 *
 * <p><b>Close.</b> Receivers get the rest and then the end. Who waits for a ticket waits on, for
 * the item may still be processed.
 *
 * <p><b>Cancel.</b> The tickets of all items that no receiver has taken end as undelivered, at the
 * moments at which the channel hands those items over. Deliveries that a receiver has already stay
 * open until it settles them.
 *
 * <p><b>A delivery that nobody settles</b> leaves its ticket open for ever, and {@link
 * #awaitAllProcessed} waits for it: use a time-out where receivers are not to be trusted. That
 * includes the delivery at which a sink threw, unless it was settled before.
 *
 * <p><b>Cost.</b> One object of 32 bytes for each item. The channel remembers, in 16 to 64 bytes
 * for each run of neighbours, the tickets that ended before an older one (so not more runs than
 * there are open tickets) and, for good, those that ended as undelivered. Nothing is allocated by a
 * wait for a ticket that has ended.
 *
 * @param <T> the items; null is refused with {@link NullPointerException}
 */
public interface AckChannel<T> extends Iterable<Delivery<T>>, AutoCloseable {
    /** What a send answers when the item was not accepted. Negative, as no ticket is. */
    long NO_TICKET = -1;

    /**
     * Sends an item, waiting for room as long as it takes.
     *
     * @param item the item
     * @return its ticket; never {@link #NO_TICKET}
     * @throws InterruptedException when interrupted; the item was not accepted
     * @throws ClosedException when the channel is closed or cancelled; the item was not accepted
     * @throws FullException when the channel is full and rejects instead of letting senders wait
     */
    long send(T item) throws InterruptedException;

    /**
     * Sends an item if there is room now.
     *
     * @param item the item
     * @return its ticket, or {@link #NO_TICKET} when there was no room
     * @throws ClosedException when the channel is closed or cancelled
     */
    long trySend(T item);

    /**
     * Sends an item, waiting for room at most a given time.
     *
     * @param item the item
     * @param timeout how long; zero or negative tries once
     * @return its ticket, or {@link #NO_TICKET} when the time was up, or at once when the channel
     *     is full and rejects
     * @throws InterruptedException when interrupted; the item was not accepted
     * @throws ClosedException when the channel is closed or cancelled; the item was not accepted
     */
    long trySend(T item, Duration timeout) throws InterruptedException;

    /**
     * Receives an item, waiting for one as long as it takes.
     *
     * @return the item, to be settled
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the channel is closed and all items were received
     */
    Delivery<T> receive() throws InterruptedException;

    /**
     * Receives an item if there is one now.
     *
     * @return the item, to be settled, or null when there is none
     * @throws ClosedException when the channel is closed and all items were received
     */
    @Nullable Delivery<T> tryReceive();

    /**
     * Receives an item, waiting for one at most a given time.
     *
     * @param timeout how long; zero or negative tries once
     * @return the item, to be settled, or null when the time was up
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the channel is closed and all items were received
     */
    @Nullable Delivery<T> tryReceive(Duration timeout) throws InterruptedException;

    /**
     * Waits for at least one item and hands what is there to a sink, in order; at most as many as
     * the channel can hold. The sink is treated as by {@link Receiver#receiveBatch}: when it
     * throws, the tickets of the items that it has not been called with end as undelivered, while
     * those that it was called with are its own to settle.
     *
     * @param sink takes the items, to be settled
     * @param max the most items; at least 1
     * @return how many items the sink took; at least 1
     * @throws InterruptedException when interrupted; no item was taken
     * @throws ClosedException when the channel is closed and all items were received
     * @throws IllegalArgumentException when {@code max} is less than 1
     */
    int receiveBatch(Consumer<? super Delivery<T>> sink, int max) throws InterruptedException;

    /**
     * Hands the items that are there now to a sink, in order, without waiting. The sink is treated
     * as in {@link #receiveBatch}.
     *
     * @param sink takes the items, to be settled
     * @param max the most items; at least 0
     * @return how many items the sink took; 0 when there was none, also at the end of the channel
     * @throws IllegalArgumentException when {@code max} is negative
     */
    int drainTo(Consumer<? super Delivery<T>> sink, int max);

    /**
     * Iterates over the items as they arrive, as {@link Receiver#iterator} does. {@code hasNext}
     * takes the next item, and {@code next} must be called to settle it.
     *
     * @return an iterator for one thread
     */
    @Override
    Iterator<Delivery<T>> iterator();

    /**
     * Waits until an item has been processed, or is known never to be.
     *
     * @param ticket the item's
     * @return how it ended
     * @throws InterruptedException when interrupted
     * @throws IllegalArgumentException when no send can have returned this ticket yet
     */
    TicketOutcome awaitProcessed(long ticket) throws InterruptedException;

    /**
     * Waits at most a given time until an item has been processed, or is known never to be.
     *
     * @param ticket the item's
     * @param timeout how long; zero or negative looks once
     * @return how it ended, or null when the time was up
     * @throws InterruptedException when interrupted
     * @throws IllegalArgumentException when no send can have returned this ticket yet
     */
    @Nullable TicketOutcome awaitProcessed(long ticket, Duration timeout)
            throws InterruptedException;

    /**
     * Waits without a thread until an item has been processed, or is known never to be.
     *
     * @param ticket the item's
     * @return completes with how it ended. Its {@link CompletionStage#toCompletableFuture} can be
     *     cancelled or be given a time-out, which gives up this wait alone. Stages that depend on
     *     it run in the thread that ended the ticket.
     * @throws IllegalArgumentException when no send can have returned this ticket yet
     */
    CompletionStage<TicketOutcome> processedAsync(long ticket);

    /**
     * Waits until every item that was accepted before the call has been processed, or is known
     * never to be. Items that are accepted during the call are not waited for, but for those whose
     * sends overlap its beginning.
     *
     * @throws InterruptedException when interrupted
     */
    void awaitAllProcessed() throws InterruptedException;

    /**
     * As {@link #awaitAllProcessed()}, for at most a given time.
     *
     * @param timeout how long; zero or negative looks once
     * @return false when the time was up
     * @throws InterruptedException when interrupted
     */
    boolean awaitAllProcessed(Duration timeout) throws InterruptedException;

    /**
     * As {@link #awaitAllProcessed()}, without a thread.
     *
     * @return completes when all have ended; treated as that of {@link #processedAsync}
     */
    CompletionStage<@Nullable Void> allProcessedAsync();

    /**
     * Ends the channel: no more items are accepted, receivers get the rest and then the end. Ends
     * no ticket. Does nothing when it is closed already.
     */
    @Override
    default void close() {
        close(null);
    }

    /**
     * Ends the channel with a reason, which becomes the cause of every {@link ClosedException}. The
     * first close decides.
     *
     * @param cause why, or null for an ordinary end
     */
    void close(@Nullable Throwable cause);

    /**
     * Gives the channel up: nothing more is accepted, senders get {@link ClosedException}, and the
     * items that are still there go to {@code onUndelivered}, which ends their tickets. Does
     * nothing when the channel has been closed and drained already.
     */
    void cancel();

    /**
     * Whether the channel takes no more items.
     *
     * @return true once it was closed or cancelled
     */
    boolean isClosed();

    /**
     * What went through this channel so far. A rejected item counts as undelivered, and no longer
     * as delivered.
     *
     * @return a snapshot
     */
    ChannelStats stats();
}
