package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.HandOverAttempt;
import io.ropewalk.core.wait.WaitQueue;
import io.ropewalk.core.wait.Waiter;

import java.util.function.Consumer;

/** A channel's sending end, by a handle that may be closed before the channel. */
final class HandleEnd<T> implements Selectable<T> {
    private final CountedHandles.Handle handle;
    private final Selectable<T> end;

    HandleEnd(CountedHandles.Handle handle, Selectable<T> end) {
        this.handle = handle;
        this.end = end;
    }

    @Override
    public WaitQueue waitQueue() {
        return end.waitQueue();
    }

    @Override
    public Attempt attempt(Consumer<? super T> result) {
        Attempt attempt = end.attempt(result);
        return attempt instanceof HandOverAttempt handOver
                ? new HandOverWhileOpen(handOver)
                : () -> handle.isHandleClosed() ? Attempt.Progress.CLOSED : attempt.attempt();
    }

    /** What was handed over before the handle was closed is told all the same. */
    private final class HandOverWhileOpen implements HandOverAttempt {
        private final HandOverAttempt handOver;
        private boolean handedOver;

        HandOverWhileOpen(HandOverAttempt handOver) {
            this.handOver = handOver;
        }

        @Override
        public void joins(Waiter waiter) {
            handOver.joins(waiter);
        }

        @Override
        public boolean leaves() {
            handedOver = handOver.leaves();
            return handedOver;
        }

        @Override
        public Progress attempt() {
            if (!handedOver && handle.isHandleClosed()) {
                return Progress.CLOSED;
            }
            handedOver = false;
            return handOver.attempt();
        }
    }

    @Override
    public ClosedException closed() {
        return handle.isHandleClosed() ? handle.closedHandle() : end.closed();
    }

    @Override
    public String toString() {
        return "send by " + handle;
    }
}
