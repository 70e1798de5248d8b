package io.ropewalk.core;

/**
 * Hands items from senders to receivers.
 *
 * <p><b>The law.</b> At quiescence, {@code accepted = delivered + undelivered}: every item that a
 * send accepted is handed to exactly one receiver, or exactly once to {@code onUndelivered},
 * whatever is interrupted, timed out, closed, cancelled or thrown meanwhile.
 *
 * @param <T> the items
 */
public interface Channel<T> extends Sender<T>, Receiver<T> {
    /**
     * What went through this channel so far.
     *
     * @return a snapshot
     */
    ChannelStats stats();
}
