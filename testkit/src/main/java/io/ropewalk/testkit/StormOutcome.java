package io.ropewalk.testkit;

/** How the calls of a storm ended. */
public enum StormOutcome {
    /** An item was accepted, or a batch of at least one. */
    ACCEPTED,
    /** There was no room, and the call did not wait. */
    REFUSED,
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
    /** Some of a batch were accepted before an interrupt or a close. */
    PARTIAL_BATCH,
    /** A sink threw in the middle of a batch. */
    SINK_THREW,
    /** The channel had ended. */
    CLOSED,
    /** Not a call: a participant was seen asleep. */
    PARKED
}
