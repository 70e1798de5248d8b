package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A snapshot of one queue that has waiters.
 *
 * @param subject what is waited on
 * @param operation what the waiters do there
 * @param owner who holds what they wait for, where that is one strand and known
 * @param count how many wait
 * @param waits the first of them, in order; all of them where there is an owner
 */
public record WaitSite(
        String subject, String operation, @Nullable Strand owner, int count, List<Wait> waits) {
    /** Copies the list. */
    public WaitSite {
        waits = List.copyOf(waits);
    }

    /**
     * One wait.
     *
     * @param name who waits
     * @param strand the strand, or null for a callback
     * @param since {@link System#nanoTime()} when it began
     */
    public record Wait(String name, @Nullable Strand strand, long since) {}
}
