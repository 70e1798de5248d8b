package io.ropewalk.core;

/** The channel has no room and was built to refuse items then instead of letting senders wait. */
public class FullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which channel, and how many items fit
     */
    public FullException(String message) {
        super(message);
    }
}
