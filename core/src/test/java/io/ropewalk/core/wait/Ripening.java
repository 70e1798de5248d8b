package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import java.util.PriorityQueue;

/**
 * Fruits that can be picked from a moment on, each once: the plainest structure whose waiters are
 * led, here to test the queue.
 */
class Ripening {
    private final TimeSource time;
    private final PriorityQueue<Long> moments = new PriorityQueue<>();
    private boolean closed;

    final WaitQueue queue = new Queue();

    Ripening(TimeSource time) {
        this.time = time;
    }

    Attempt.Progress pick() {
        boolean last;
        synchronized (this) {
            if (moments.isEmpty()) {
                return closed ? Attempt.Progress.CLOSED : Attempt.Progress.NOT_YET;
            }
            if (moments.element() - time.nanoTime() > 0) {
                return Attempt.Progress.NOT_YET;
            }
            moments.remove();
            last = closed && moments.isEmpty();
        }
        if (last) {
            queue.wakeAll();
        }
        return Attempt.Progress.DONE;
    }

    /** Wakes only when the fruit is the next to be ripe. */
    void hangUp(long moment) {
        boolean first;
        synchronized (this) {
            first = moments.isEmpty() || moment < moments.element();
            moments.add(moment);
        }
        if (first) {
            queue.wake(1);
        }
    }

    /** Takes the next to be ripe away, and tells nobody. */
    synchronized void drop() {
        moments.remove();
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        queue.wakeAll();
    }

    private final class Queue extends WaitQueue {
        Queue() {
            super("fruits", "pick");
        }

        @Override
        protected void announce(boolean platformThread) {}

        @Override
        protected void retract() {}

        @Override
        protected Deadline ripeAt() {
            synchronized (Ripening.this) {
                return moments.isEmpty() ? Deadline.NEVER : Deadline.at(moments.element(), time);
            }
        }
    }
}
