package io.ropewalk.core;

import org.jspecify.annotations.Nullable;

/**
 * The channel is closed: for a sender, it takes no more items; for a receiver, all items have been
 * received.
 *
 * <p>{@link #getCause()} is what was given to {@link Sender#close(Throwable)}, or null after an
 * ordinary close or a cancel.
 */
public class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which channel and how it ended
     * @param cause why it was closed, or null
     */
    public ClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
