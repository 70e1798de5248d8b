package io.ropewalk.core.wait;

/** How a wait ended. */
public enum Outcome {
    /** The attempt succeeded. */
    GRANTED(2),
    /** The object is closed. */
    CLOSED(3),
    /** The deadline passed first. */
    TIMED_OUT(4),
    /** The strand was interrupted first; the interrupt has been cleared. */
    INTERRUPTED(5),
    /** The callback was cancelled first. */
    CANCELLED(6);

    /** The waiter's terminal state. */
    final int state;

    Outcome(int state) {
        this.state = state;
    }
}
