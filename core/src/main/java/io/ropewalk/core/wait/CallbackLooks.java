package io.ropewalk.core.wait;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks, on behalf of the callbacks of one queue, for what a publisher may have published without
 * noticing that they wait. A strand looks for itself; a callback has nobody to do it.
 */
final class CallbackLooks {
    /*
     * A series of looks follows WaitQueue.recheckNanos: 50 us, 1 ms, 20 ms, 1 s, and then no more.
     * A callback that joins begins a new series, unless the first look of one is still to come; the
     * older series ends at its next look. So there is at most one timer for each 50 us, where one
     * for each callback would be a million timers on an idle channel with a million callbacks.
     *
     * The looks run on the JDK's own executor for delayed tasks; none are left once the publisher
     * has acknowledged that it fences. series, firstToCome: guarded by this object's monitor.
     */
    private final WaitQueue queue;
    private int series;
    private boolean firstToCome;

    CallbackLooks(WaitQueue queue) {
        this.queue = queue;
    }

    /** Covers a callback that has joined and whose first attempt may have been too early. */
    void begin(long afterNanos) {
        int mine;
        synchronized (this) {
            if (firstToCome) {
                return;
            }
            firstToCome = true;
            mine = ++series;
        }
        try {
            schedule(mine, 1, afterNanos);
        } catch (Throwable failure) {
            synchronized (this) {
                firstToCome = false; // the next callback tries again
            }
            Trampoline.report("could not schedule looks at " + queue, failure);
        }
    }

    private void schedule(int mine, int nextRound, long afterNanos) {
        CompletableFuture.delayedExecutor(afterNanos, TimeUnit.NANOSECONDS)
                .execute(() -> look(mine, nextRound));
    }

    private void look(int mine, int nextRound) {
        synchronized (this) {
            if (mine != series) {
                return;
            }
            firstToCome = false;
        }
        long nextAfter = queue.recheckNanos(nextRound); // before the attempts, as for a strand
        boolean waiting = queue.lookForCallbacks();
        if (waiting && nextAfter != Long.MAX_VALUE) {
            schedule(mine, nextRound + 1, nextAfter);
        }
    }
}
