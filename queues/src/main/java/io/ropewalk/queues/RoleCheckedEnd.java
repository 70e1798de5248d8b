package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import java.util.function.Consumer;

/** One side of a buffer, as one of several things to wait for, that checks who asks. */
final class RoleCheckedEnd<T> implements Selectable<T> {
    private final Role role;
    private final Object buffer;
    private final Selectable<T> end;

    RoleCheckedEnd(Role role, Object buffer, Selectable<T> end) {
        this.role = role;
        this.buffer = buffer;
        this.end = end;
    }

    @Override
    public WaitQueue waitQueue() {
        return end.waitQueue();
    }

    @Override
    public Attempt attempt(Consumer<? super T> result) {
        Attempt attempt = end.attempt(result);
        return () -> {
            boolean entered = role.enter("select", buffer);
            try {
                return attempt.attempt();
            } finally {
                role.leave(entered);
            }
        };
    }

    @Override
    public ClosedException closed() {
        return end.closed();
    }

    @Override
    public String toString() {
        return end.toString();
    }
}
