package io.ropewalk.core;

/** What became of an item that was sent under a ticket. */
public enum TicketOutcome {
    /** A receiver has acknowledged it. */
    PROCESSED,
    /**
     * It was handed to the channel's {@code onUndelivered}: the channel was cancelled or dropped
     * it, or a receiver has rejected it.
     */
    UNDELIVERED
}
