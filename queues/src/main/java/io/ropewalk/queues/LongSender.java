package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.core.Selectable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * The end of a buffer that takes longs: a {@link io.ropewalk.core.Sender} that boxes nothing, but
 * for {@link #sending}. Any long is an item.
 *
 * <p>{@code send} waits for room, {@code trySend} never waits, {@code trySend} with a duration
 * waits that long. An item is <em>accepted</em> when the call returns normally (with true, where it
 * answers so); every accepted item is later delivered to a receiver or handed to the buffer's
 * {@code onUndelivered}, exactly once.
 *
 * <p><b>Thread roles.</b> As the buffer declares: one sender at a time, or any number.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it sends an item
 * <i>happen-before </i> actions after that item's receipt in another.
 *
 * <p><b>Interruption.</b> {@code send}, the timed {@code trySend} and {@code sendAll} throw {@link
 * InterruptedException} when the thread is interrupted on entry or while it waits, and the item has
 * then not been accepted. When acceptance ties with the interrupt, the call returns normally and
 * the interrupt stays pending.
 */
public interface LongSender extends AutoCloseable {

    /**
     * Sends an item, waiting for room as long as it takes.
     *
     * @param item the item
     * @throws InterruptedException when interrupted; the item was not accepted
     * @throws ClosedException when the buffer is closed or cancelled; the item was not accepted
     * @throws FullException when the buffer is full and rejects instead of letting senders wait
     */
    void send(long item) throws InterruptedException;

    /**
     * Sends an item if there is room now.
     *
     * @param item the item
     * @return whether it was accepted
     * @throws ClosedException when the buffer is closed or cancelled
     */
    boolean trySend(long item);

    /**
     * Sends an item, waiting for room at most a given time.
     *
     * @param item the item
     * @param timeout how long; zero or negative tries once
     * @return whether it was accepted; false when the time was up, or at once when the buffer is
     *     full and rejects
     * @throws InterruptedException when interrupted; the item was not accepted
     * @throws ClosedException when the buffer is closed or cancelled; the item was not accepted
     */
    boolean trySend(long item, Duration timeout) throws InterruptedException;

    /**
     * Sends a range of an array, waiting for room as long as it takes. Sends runs of items by one
     * claim, one publication and one wake-up each. Items of other senders may come between the
     * runs.
     *
     * @param items the items; must not change meanwhile
     * @param from the first of them
     * @param to the one behind the last of them
     * @return how many were accepted: all of them, unless the thread was interrupted or the buffer
     *     closed after the first. Then it is the count of the leading items that were accepted; an
     *     interrupt stays pending, and the next call will find the buffer closed. A buffer that
     *     rejects ends it too when it is full.
     * @throws InterruptedException when interrupted and no item was accepted
     * @throws ClosedException when the buffer is closed and no item was accepted
     * @throws FullException when the buffer rejects and had no room for the first
     * @throws IndexOutOfBoundsException when the range is not one of the array
     */
    int sendAll(long[] items, int from, int to) throws InterruptedException;

    /**
     * Sends an item without a thread that waits, as {@link io.ropewalk.core.Sender#sendAsync} does.
     *
     * <p>On a side declared for one sender, a pending call counts as a call in progress.
     *
     * @param item the item
     * @return completes when the item was accepted, with {@link ClosedException} when the buffer
     *     was closed first, or with {@link FullException} when it rejects and has no room. Its
     *     {@link CompletionStage#toCompletableFuture} can be cancelled (or be given a time-out):
     *     then the item was not accepted, unless cancel answers false. Stages that depend on it run
     *     in the thread that made room, and must not wait.
     */
    CompletionStage<@Nullable Void> sendAsync(long item);

    /**
     * Sending an item as one of several things to wait for. Yields the item, boxed, once it was
     * accepted.
     *
     * @param item yields the item to send, the same until it was accepted; what it throws reaches
     *     the selecting thread
     * @return for a selector, of one thread at a time; on a side declared for one sender its
     *     attempts are that sender's calls
     */
    Selectable<Long> sending(LongSupplier item);

    /**
     * Ends the buffer: no more items are accepted, receivers get the rest and then the end. Does
     * nothing when it is closed already.
     */
    @Override
    default void close() {
        close(null);
    }

    /**
     * Ends the buffer with a reason, which becomes the cause of every {@link ClosedException}. The
     * first close decides.
     *
     * @param cause why, or null for an ordinary end
     */
    void close(@Nullable Throwable cause);

    /**
     * Whether the buffer takes no more items.
     *
     * @return true once it was closed or cancelled
     */
    boolean isClosed();
}
