package io.ropewalk.core;

/**
 * An item in the hands of a receiver that has yet to say what became of it.
 *
 * <p>{@link #ack} says that it was processed, {@link #reject} that it could not be. The first of
 * these calls ends the item's ticket, whichever it is; all others do nothing and answer false. A
 * delivery that is dropped without either leaves its ticket open for ever: nothing watches for
 * that, and those who wait for the ticket without a time-out wait on. So settle it in a {@code
 * finally}.
 *
 * <p><b>Thread roles.</b> Any thread may call anything, at any time, also after the channel has
 * ended.
 *
 * <p><b>Progress.</b> Settling takes a short lock of the channel, and never waits for a peer.
 * Completions of stages that wait for the ticket run in the settling thread; so does {@code
 * onUndelivered} in a rejecting one.
 *
 * <p><b>Memory consistency effects.</b> Actions in a thread before it settles a delivery
 * <i>happen-before </i> actions after another has returned from a wait for its ticket.
 *
 * @param <T> the items of the channel
 * @see AckChannel
 */
public interface Delivery<T> {
    /**
     * What was sent.
     *
     * @return the item, also after it was settled
     */
    T item();

    /**
     * Under which ticket it was sent.
     *
     * @return what its sender got
     */
    long ticket();

    /**
     * Says that the item was processed.
     *
     * @return whether this call ended the ticket; false when it had been settled already
     */
    boolean ack();

    /**
     * Says that the item could not be processed: it goes to the channel's {@code onUndelivered},
     * and then its ticket ends as {@link TicketOutcome#UNDELIVERED}.
     *
     * @return whether this call ended the ticket; false when it had been settled already
     */
    boolean reject();
}
