package io.ropewalk.queues;

import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

/**
 * Those who wait for one ticket, or for all below a bound. Made when the first comes, found by the
 * {@link TicketBook} when the time has come, forgotten then or when the last has left.
 *
 * <p>Nothing is announced: whoever ends a ticket looks it up in the book anyway.
 */
final class TicketQueue extends WaitQueue implements Attempt {
    final long key;
    final boolean allBelow;
    private final TicketBook book;

    /** How many are between {@link TicketBook#join} and leaving. Under the book's lock. */
    int users;

    TicketQueue(TicketBook book, Object subject, long key, boolean allBelow) {
        super(subject, (allBelow ? "await all tickets below " : "await ticket ") + key);
        this.book = book;
        this.key = key;
        this.allBelow = allBelow;
    }

    @Override
    public Progress attempt() {
        return book.isReached(this) ? Progress.DONE : Progress.NOT_YET;
    }

    @Override
    protected void announce(boolean platformThread) {}

    @Override
    protected void retract() {}
}
