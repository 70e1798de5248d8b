package io.ropewalk.core;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The end of a channel that takes items.
 *
 * <p>{@code send} waits for room, {@code trySend} never waits, {@code trySend} with a duration
 * waits that long. An item is <em>accepted</em> when the call returns normally (with true, where it
 * answers so); every accepted item is later delivered to a receiver or handed to the channel's
 * {@code onUndelivered}, exactly once.
 *
 * <p><b>Thread roles.</b> As the channel declares: one sender at a time, or any number.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before </i> actions after that item's receipt in another.
 *
 * <p><b>Interruption.</b> {@code send}, the timed {@code trySend} and {@code sendAll} throw {@link
 * InterruptedException} when the thread is interrupted on entry or while it waits, and the item has
 * then not been accepted. When acceptance ties with the interrupt, the call returns normally and
 * the interrupt stays pending.
 *
 * @param <T> the items; null is refused with {@link NullPointerException}
 */
public interface Sender<T> extends AutoCloseable {

    /**
     * Sends an item, waiting for room as long as it takes.
     *
     * @param item the item
     * @throws InterruptedException when interrupted; the item was not accepted
     * @throws ClosedException when the channel is closed or cancelled; the item was not accepted
     * @throws FullException when the channel is full and rejects instead of letting senders wait
     */
    void send(T item) throws InterruptedException;

    /**
     * Sends an item if there is room now.
     *
     * @param item the item
     * @return whether it was accepted
     * @throws ClosedException when the channel is closed or cancelled
     */
    boolean trySend(T item);

    /**
     * Sends an item, waiting for room at most a given time.
     *
     * @param item the item
     * @param timeout how long; zero or negative tries once
     * @return whether it was accepted; false when the time was up, or at once when the channel is
     *     full and rejects
     * @throws InterruptedException when interrupted; the item was not accepted
     * @throws ClosedException when the channel is closed or cancelled; the item was not accepted
     */
    boolean trySend(T item, Duration timeout) throws InterruptedException;

    /**
     * Sends items in their order, waiting for room as long as it takes. Sends runs of items by one
     * claim, one publication and one wake-up each. Items of other senders may come between the
     * runs.
     *
     * @param items the items; must not contain null, and must not change meanwhile
     * @return how many were accepted: all of them, unless the thread was interrupted or the channel
     *     closed after the first. Then it is the count of the leading items that were accepted; an
     *     interrupt stays pending, and the next call will find the channel closed. A channel that
     *     rejects ends it too when it is full.
     * @throws InterruptedException when interrupted and no item was accepted
     * @throws ClosedException when the channel is closed and no item was accepted
     * @throws FullException when the channel rejects and had no room for the first
     * @throws NullPointerException when an item is null; no item was accepted
     */
    int sendAll(Collection<? extends T> items) throws InterruptedException;

    /**
     * Sends an item without a thread that waits. Items of pending calls are accepted in the order
     * of the calls; a thread that sends meanwhile may come between.
     *
     * <p>On a side declared for one sender, a pending call counts as a call in progress.
     *
     * @param item the item
     * @return completes when the item was accepted, with {@link ClosedException} when the channel
     *     was closed first, or with {@link FullException} when it rejects and has no room. Its
     *     {@link CompletionStage#toCompletableFuture} can be cancelled (or be given a time-out):
     *     then the item was not accepted. When an attempt to accept it is under way at that moment,
     *     cancel answers false and the stage completes by itself: normally, or as cancelled where
     *     the attempt failed. Stages that depend on it run in the thread that made room, possibly
     *     before that thread's own call returns or its sink gets the items that made the room, or,
     *     now and then, in one that the channel has look after pending calls: they must not wait;
     *     {@code thenRunAsync} and its kin may.
     */
    CompletionStage<@Nullable Void> sendAsync(T item);

    /**
     * Sending an item as one of several things to wait for.
     *
     * @param item yields the item to send, the same until it was accepted; what it throws reaches
     *     the selecting thread
     * @return for a selector, of one thread at a time, which yields the item once it was accepted;
     *     on a side declared for one sender its attempts are that sender's calls
     * @throws UnsupportedOperationException when this channel has not learned it
     */
    default Selectable<T> sending(Supplier<? extends T> item) {
        throw new UnsupportedOperationException("nobody can select on " + this);
    }

    /**
     * Ends the channel: no more items are accepted, receivers get the rest and then the end. Does
     * nothing when it is closed already.
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
     * Whether the channel takes no more items.
     *
     * @return true once it was closed or cancelled
     */
    boolean isClosed();
}
