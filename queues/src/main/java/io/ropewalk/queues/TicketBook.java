package io.ropewalk.queues;

import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which tickets were issued, which have ended and how, and who waits for them. */
final class TicketBook {
    /*
     * issued: the next ticket. Raised by whoever is about to offer an item, before the offer, so a send
     * that returned before another began has the smaller ticket, and all that was accepted before a
     * moment lies below what is read then. A ticket whose offer fails is voided: it ends, without a
     * record, and nobody learns of it. (Giving the number back was tried and dropped: a wait for all
     * below a bound that included it would then wait for a later item.)
     *
     * Under this object's monitor, in short sections without foreign code:
     *   floor        all below have ended
     *   above        those that have ended from floor on; floor itself never has
     *   undelivered  those that ended so, for good, and the voided ones beside them
     *   voided       runs of voided ones between two that are open
     *   byTicket, byBound: queues of those who wait for what has not come about yet
     *
     * above has at most one range more than there are open tickets, for an open ticket lies between
     * any two; voided too. What a voided ticket is remembered as is nobody's affair: so a run of them
     * joins the undelivered when a neighbour ends so, that those make one range in spite of it, and is
     * forgotten when a neighbour was processed.
     *
     * An OutOfMemoryError out of an end leaves the ticket open.
     *
     * No lost wake-up. A waiter looks and joins a queue of the map in one section; whoever ends a
     * ticket notes it and takes the queue out of the map in one section, and then wakes all in it. A
     * waiter that found the queue in the map but sleeps in it only after that wake-up attempts before
     * it sleeps, behind the wake-up in the order of the queue's lock, and sees the end.
     */
    private final AtomicLong issued = new AtomicLong();
    private final TicketRanges above = new TicketRanges();
    private final TicketRanges undelivered = new TicketRanges();
    private final TicketRanges voided = new TicketRanges();
    private final Map<Long, TicketQueue> byTicket = new HashMap<>();
    private final NavigableMap<Long, TicketQueue> byBound = new TreeMap<>();
    private long floor;

    long issue() {
        Step.point();
        return issued.getAndIncrement();
    }

    /** One more than the largest ticket. */
    long issued() {
        return issued.get();
    }

    /** Ends a ticket whose item was not accepted. */
    void voided(long ticket) {
        end(ticket, null);
    }

    /**
     * Ends a ticket that has not ended, and wakes those who wait for that.
     *
     * @param outcome null for voided
     */
    void end(long ticket, @Nullable TicketOutcome outcome) {
        Step.point();
        TicketQueue waiting;
        boolean bounds;
        synchronized (this) {
            if (hasEnded(ticket)) {
                throw new AssertionError("ticket " + ticket + " has ended already");
            }
            remember(ticket, outcome);
            if (ticket == floor) {
                floor = above.removeFirst(ticket + 1);
            } else {
                boolean ignored = above.add(ticket);
            }
            waiting = byTicket.isEmpty() ? null : byTicket.remove(ticket);
            bounds = !byBound.isEmpty();
        }
        Step.point();
        if (waiting != null) {
            waiting.wakeAll();
        }
        if (bounds) {
            for (TicketQueue next = pollReached(); next != null; next = pollReached()) {
                next.wakeAll();
            }
        }
    }

    private void remember(long ticket, @Nullable TicketOutcome outcome) {
        boolean isVoid = outcome == null;
        if (outcome == TicketOutcome.UNDELIVERED
                || (isVoid && (isUndelivered(ticket - 1) || isUndelivered(ticket + 1)))) {
            boolean ignored = undelivered.add(ticket);
            for (long left = ticket - 1; voided.contains(left); left--) {
                ignored = undelivered.add(left);
            }
            for (long right = ticket + 1; voided.contains(right); right++) {
                ignored = undelivered.add(right);
            }
        } else if (isVoid && !isForgotten(ticket - 1) && !isForgotten(ticket + 1)) {
            boolean ignored = voided.add(ticket);
            return;
        }
        voided.removeRangeOf(ticket - 1);
        voided.removeRangeOf(ticket + 1);
    }

    private boolean isUndelivered(long ticket) {
        return undelivered.contains(ticket);
    }

    /** Whether it was processed, voided beside one that was, or before the first. */
    private boolean isForgotten(long ticket) {
        return ticket < 0
                || (hasEnded(ticket) && !isUndelivered(ticket) && !voided.contains(ticket));
    }

    private synchronized @Nullable TicketQueue pollReached() {
        Map.Entry<Long, TicketQueue> first = byBound.firstEntry();
        if (first == null || first.getKey() > floor) {
            return null;
        }
        byBound.pollFirstEntry();
        return first.getValue();
    }

    /**
     * How a ticket ended.
     *
     * @return null while it is open
     */
    @Nullable TicketOutcome outcome(long ticket) {
        long next = issued.get();
        if (ticket < 0 || ticket >= next) {
            throw new IllegalArgumentException(
                    "ticket is "
                            + ticket
                            + (next == 0
                                    ? ", but none was issued yet"
                                    : ", must be between 0 and " + (next - 1)));
        }
        Step.point();
        synchronized (this) {
            if (!hasEnded(ticket)) {
                return null;
            }
            return undelivered.contains(ticket)
                    ? TicketOutcome.UNDELIVERED
                    : TicketOutcome.PROCESSED;
        }
    }

    private boolean hasEnded(long ticket) {
        return ticket < floor || above.contains(ticket);
    }

    /** Whether all tickets below a bound have ended. */
    synchronized boolean haveEndedBelow(long bound) {
        return bound <= floor;
    }

    /** Whether what a queue's waiters wait for has come about. */
    synchronized boolean isReached(TicketQueue queue) {
        return queue.allBelow ? queue.key <= floor : hasEnded(queue.key);
    }

    /**
     * Finds the queue to wait in for a ticket. Whoever gets one must {@link #leave} it.
     *
     * @return null when the ticket has ended
     */
    synchronized @Nullable TicketQueue join(long ticket, Object subject) {
        if (hasEnded(ticket)) {
            return null;
        }
        return join(byTicket, ticket, false, subject);
    }

    /** As {@link #join}, for all tickets below a bound. */
    synchronized @Nullable TicketQueue joinAllBelow(long bound, Object subject) {
        if (bound <= floor) {
            return null;
        }
        return join(byBound, bound, true, subject);
    }

    private TicketQueue join(
            Map<Long, TicketQueue> queues, long key, boolean allBelow, Object subject) {
        TicketQueue queue = queues.get(key);
        if (queue == null) {
            queue = new TicketQueue(this, subject, key, allBelow);
            queues.put(key, queue);
        }
        queue.users++;
        return queue;
    }

    /** Leaves a queue, which is forgotten with its last user. */
    synchronized void leave(TicketQueue queue) {
        if (--queue.users == 0) {
            (queue.allBelow ? byBound : byTicket).remove(queue.key, queue);
        }
    }

    /** How many queues there are. */
    synchronized int queues() {
        return byTicket.size() + byBound.size();
    }

    /** How many ranges of tickets are remembered. */
    synchronized int ranges() {
        return above.ranges() + undelivered.ranges() + voided.ranges();
    }

    /** For how many ranges there is memory in use. */
    synchronized int room() {
        return above.room() + undelivered.room() + voided.room();
    }
}
