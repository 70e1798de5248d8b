package io.ropewalk.queues;

/**
 * What becomes of an item for which a full buffer has no room.
 *
 * <p>What is dropped counts as accepted, goes to {@code onUndelivered}, and is counted in {@link
 * io.ropewalk.core.ChannelStats#dropped}. Senders to a buffer that drops never wait.
 */
public enum Overflow {
    /** Its sender waits for room. */
    WAIT,
    /**
     * It is refused at once: {@code send} throws {@link io.ropewalk.core.FullException}, the timed
     * {@code trySend} answers false without waiting, {@code sendAll} accepts the leading items that
     * fit, the stage of {@code sendAsync} fails with the same exception. For senders that have
     * something better to do than to wait. A select that has a sending clause waits for room all
     * the same: it has other clauses to go on with, and a time-out.
     */
    REJECT,
    /**
     * The item that has waited longest is dropped and makes room. For receivers that want what is
     * recent, such as the last hundred readings. Where several senders meet a full buffer, one may
     * drop another's item that has just come in. A close that comes between the two steps, after
     * the oldest was dropped and before the new item is in, refuses the new item all the same.
     */
    DROP_OLDEST,
    /**
     * The new item itself is dropped. For receivers that want what came first, such as the events
     * at the beginning of a fault.
     */
    DROP_NEWEST,
    /**
     * It takes the place of the one item that waits, which is dropped. For receivers that want the
     * latest state and nothing else. For capacity 1 only; {@link BoundedBufferBuilder#conflateBy}
     * keeps the latest of each key. The old item goes before the new one comes: a {@code
     * tryReceive} between the two finds none.
     */
    CONFLATE
}
