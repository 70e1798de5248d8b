package io.ropewalk.core;

/**
 * Hands items from senders to receivers.
 *
 * <p><b>The law.</b> At quiescence, {@code accepted = delivered + undelivered}: every item that a
 * send accepted is handed to exactly one receiver, or exactly once to {@code onUndelivered},
 * whatever is interrupted, timed out, closed, cancelled or thrown meanwhile. A channel says when,
 * after a cancel, its last items are handed over.
 *
 * @param <T> the items
 */
public interface Channel<T> extends Sender<T>, Receiver<T> {
    /**
     * Opens a handle for one of several senders. When the last open handle has been closed, the
     * channel is closed, and no more can be opened: so several producers end a channel without
     * knowing of each other. Open the first handles before the first is closed.
     *
     * <p>A handle sends through this channel until it is closed, and then throws {@link
     * ClosedException}. Its {@link Sender#close(Throwable) close(cause)} closes the handle alone;
     * the first cause that any handle was closed with becomes the channel's. Closing twice does
     * nothing. Senders of the channel itself are not counted; {@code close} of the channel ends it
     * for all.
     *
     * @return a new handle, to be closed
     * @throws ClosedException when the channel is closed, or the last handle was
     */
    Sender<T> sender();

    /**
     * What went through this channel so far.
     *
     * @return a snapshot
     */
    ChannelStats stats();
}
