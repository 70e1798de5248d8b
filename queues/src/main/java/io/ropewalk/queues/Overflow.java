package io.ropewalk.queues;

/** What becomes of an item for which a full buffer has no room. */
public enum Overflow {
    /** Its sender waits for room. */
    WAIT,
    /**
     * It is refused at once: {@code send} throws {@link io.ropewalk.core.FullException}, the timed
     * {@code trySend} answers false without waiting, {@code sendAll} accepts the leading items that
     * fit, the stage of {@code sendAsync} fails with the same exception. For senders that have
     * something better to do than to wait.
     */
    REJECT
}
