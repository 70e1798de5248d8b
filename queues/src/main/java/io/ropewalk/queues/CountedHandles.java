package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many handles of a channel's senders are open, whatever the items are: who closes the last one
 * closes the channel.
 */
abstract class CountedHandles {
    /*
     * open: the number of open handles, or ENDED once it has gone back from one to zero. Both changes
     * are one compareAndSet each, so a handle that is opened while the last is closed either keeps
     * the channel open or is refused.
     * firstCause: set at most once, before the decrement of the handle that brought it.
     */
    private static final int ENDED = -1;

    private final Object channel;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> firstCause = new AtomicReference<>();

    CountedHandles(Object channel) {
        this.channel = channel;
    }

    abstract boolean isChannelClosed();

    abstract void closeChannel(@Nullable Throwable cause);

    /** Counts a handle that is about to be handed out. */
    final void openOne() {
        if (isChannelClosed()
                || open.updateAndGet(n -> n == ENDED ? n : Math.addExact(n, 1)) == ENDED) {
            throw new ClosedException(channel + " takes no further sender: it is closed", null);
        }
    }

    private void closeOne(@Nullable Throwable cause) {
        if (cause != null) {
            firstCause.compareAndSet(null, cause);
        }
        if (open.updateAndGet(n -> n == 1 ? ENDED : n - 1) == ENDED) {
            closeChannel(firstCause.get());
        }
    }

    /** What a handle is but for the items that it sends. */
    abstract static class Handle {
        private final CountedHandles all;
        private final AtomicBoolean closed = new AtomicBoolean();

        Handle(CountedHandles all) {
            this.all = all;
        }

        final void checkOpen() {
            if (closed.get()) {
                throw closedHandle();
            }
        }

        final boolean isHandleClosed() {
            return closed.get();
        }

        final ClosedException closedHandle() {
            return new ClosedException("this sender of " + all.channel + " is closed", null);
        }

        public final void close(@Nullable Throwable cause) {
            if (!closed.getAndSet(true)) {
                all.closeOne(cause);
            }
        }

        public final boolean isClosed() {
            return closed.get() || all.isChannelClosed();
        }

        @Override
        public final String toString() {
            return "Sender[" + all.channel + (closed.get() ? ", closed]" : "]");
        }
    }
}
