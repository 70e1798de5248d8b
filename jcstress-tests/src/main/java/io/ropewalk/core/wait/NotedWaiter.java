package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

/** A waiter that only notes that it was claimed, so that no park slows a race down. */
final class NotedWaiter extends Waiter {
    private final boolean platformThread;

    NotedWaiter(WaitQueue queue, boolean platformThread) {
        super(queue);
        this.platformThread = platformThread;
    }

    void join() {
        queue.join(this);
    }

    /** Leaves the queue, with the signal used up if there was one. */
    void leave() {
        queue.leave(this, Outcome.CANCELLED, true, false, 0);
    }

    /** 1 when somebody has woken this waiter, 0 when it is still to be woken. */
    int woken() {
        return state() == CLAIMED ? 1 : 0;
    }

    @Override
    void signal() {}

    @Override
    boolean isPlatformThread() {
        return platformThread;
    }

    @Override
    String name() {
        return "noted";
    }

    @Override
    @Nullable Strand strand() {
        return null;
    }
}
