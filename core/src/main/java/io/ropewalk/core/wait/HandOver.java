package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

/** Lets two waiters meet, at most once each. */
public final class HandOver {
    /*
     * A waiter can be met once: a plain one is claimed in its queue, a branch of a selection decides
     * that selection. Who looks for a counterpart and is itself to be met elsewhere (a selection
     * again) must decide itself in the same step, or two of its branches could be met at once.
     *
     * Both selections are decided under both monitors, taken in the order of their ids. Order of
     * locks: that of the attempts' owner, selections by id, a queue's. No foreign code runs in them.
     *
     * A selection that is busy with an attempt of another kind can be met neither now nor never: it
     * is told that it was missed, and looks again when that attempt has failed. Whoever missed it has
     * left something behind by then, or does so before it sleeps.
     */
    private HandOver() {}

    /**
     * Claims a waiter, and its counterpart with it.
     *
     * @param self who wants to meet it; null for a caller that does not wait
     * @param other the waiter
     * @return whether both were free; {@code other} must then be {@linkplain #complete completed}
     */
    public static boolean claim(@Nullable Waiter self, Waiter other) {
        if (self instanceof Branch mine) {
            return mine.claimWith(other);
        }
        return other.claimForHandOver();
    }

    /**
     * Lets a claimed waiter go on. Must be called without locks.
     *
     * @param waiter who was claimed, and has been given what it waited for
     */
    public static void complete(Waiter waiter) {
        waiter.queue.signalClaimed(waiter);
    }
}
