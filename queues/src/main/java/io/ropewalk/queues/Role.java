package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One side of a checked buffer: who is inside it. Refuses a second thread on a side declared ONE; a
 * thread may come back while it is inside, as a sink that uses its own buffer does.
 */
final class Role {
    private final String side;
    private final boolean one;
    private final AtomicReference<@Nullable Visit> inside = new AtomicReference<>();

    /** A call in progress. */
    private record Visit(Thread thread, String call) {}

    Role(String side, Parties parties) {
        this.side = side;
        this.one = parties == Parties.ONE;
    }

    /**
     * Enters a call.
     *
     * @return whether {@link #leave} must end it
     */
    boolean enter(String call, Object buffer) {
        if (!one) {
            return false;
        }
        Thread me = Thread.currentThread();
        Visit mine = new Visit(me, call);
        Visit other = inside.compareAndExchange(null, mine);
        if (other == null) {
            return true;
        }
        if (other.thread == me) {
            return false;
        }
        throw new IllegalStateException(
                "the "
                        + side
                        + " side of "
                        + buffer
                        + " is declared ONE, but thread '"
                        + me.getName()
                        + "' calls "
                        + call
                        + " while thread '"
                        + other.thread.getName()
                        + "' is in "
                        + other.call);
    }

    void leave(boolean entered) {
        if (entered) {
            inside.set(null);
        }
    }
}
