package io.ropewalk.testkit;

/** What meets a hand-over in a {@link TieStorm}, and who waits for the hand-over. */
public enum TieKind {
    /** A receiver is interrupted when an item is sent. */
    INTERRUPTED_RECEIVE,
    /** A receiver's time is up when an item is sent. */
    TIMED_RECEIVE,
    /** The channel is cancelled when an item has just been sent to a receiver. */
    CANCELLED_RECEIVE,
    /**
     * The channel is closed when an item has just been sent to a receiver, which must return it and
     * not the end.
     */
    CLOSED_RECEIVE,
    /** A sender is interrupted when there is room. */
    INTERRUPTED_SEND,
    /** A sender's time is up when there is room. */
    TIMED_SEND,
    /** The channel is closed when there has just been made room for a sender. */
    CLOSED_SEND,
    /** The channel is cancelled when there has just been made room for a sender. */
    CANCELLED_SEND;

    boolean sends() {
        return this == INTERRUPTED_SEND
                || this == TIMED_SEND
                || this == CLOSED_SEND
                || this == CANCELLED_SEND;
    }

    boolean isTimed() {
        return this == TIMED_RECEIVE || this == TIMED_SEND;
    }

    boolean interrupts() {
        return this == INTERRUPTED_RECEIVE || this == INTERRUPTED_SEND;
    }

    /** Whether a round ends the channel. */
    boolean ends() {
        return cancels() || this == CLOSED_RECEIVE || this == CLOSED_SEND;
    }

    boolean cancels() {
        return this == CANCELLED_RECEIVE || this == CANCELLED_SEND;
    }

    /** Whether the hand-over must win, since it came before the end. */
    boolean mustHandOver() {
        return this == CLOSED_RECEIVE;
    }
}
