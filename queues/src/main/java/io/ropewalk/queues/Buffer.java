package io.ropewalk.queues;

import io.ropewalk.core.Channel;

import java.util.concurrent.BlockingQueue;

/**
 * A channel that keeps items until they are received: what all the buffers have in common. Which
 * item comes next, and for how many there is room, is the affair of each.
 *
 * @param <T> the items
 */
public interface Buffer<T> extends Channel<T> {

    /**
     * How many items are in the buffer, as far as anybody can tell while it is in use.
     *
     * @return between zero and the capacity
     */
    int estimatedSize();

    /**
     * This buffer as a {@link BlockingQueue}, for code that wants one.
     *
     * @return the view
     * @throws UnsupportedOperationException when this buffer was not built for it
     */
    BlockingQueue<T> asBlockingQueue();
}
