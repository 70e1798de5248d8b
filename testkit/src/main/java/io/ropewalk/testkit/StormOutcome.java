package io.ropewalk.testkit;

/** How the calls of a storm ended. */
public enum StormOutcome {
    /** An item was accepted, or a batch of at least one. */
    ACCEPTED,
    /** There was no room, and the call did not wait. */
    REFUSED,
    /** Not a call: an item was handed back in the thread of a producer, as one that is dropped. */
    DROPPED,
    /** Not a call of the channel's: a producer went over to another counted handle. */
    HANDLE_CHANGED,
    /** An item was received, or a batch of at least one. */
    RECEIVED,
    /** There was no item, and the call did not wait. */
    EMPTY,
    /** The time was up. */
    TIMED_OUT,
    /** The call ended by an interrupt and did nothing. */
    INTERRUPTED,
    /** A hand-over tied with an interrupt: the call succeeded and the interrupt was pending. */
    TIE,
    /**
     * Some of a batch were accepted before an interrupt, a close, or a full channel that rejects.
     */
    PARTIAL_BATCH,
    /** A sink threw in the middle of a batch. */
    SINK_THREW,
    /** An asynchronous call found no room or no item, and was pending. */
    ASYNC_PENDING,
    /** A pending call was granted. */
    ASYNC_GRANTED,
    /** A pending call was cancelled and did nothing. */
    ASYNC_CANCELLED,
    /** The time-out of a pending call came first, and it did nothing. */
    ASYNC_TIMED_OUT,
    /** A hand-over tied with the cancel of a pending call, and won. */
    ASYNC_TIE,
    /** The channel had ended. */
    CLOSED,
    /** Not a call: a participant was seen asleep. */
    PARKED
}
