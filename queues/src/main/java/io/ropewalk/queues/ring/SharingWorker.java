package io.ropewalk.queues.ring;

import io.ropewalk.core.time.TimeSource;

/**
 * A member of a group that shares the items: each item is taken by one of them.
 *
 * @param <E> what a slot holds
 */
final class SharingWorker<E> extends Worker<E> {
    /*
     * A run is taken at once and handled by one member, while others may be idle. So a member begins with
     * single items, and takes more only while what it took was done in no time: see nextLength.
     */
    private static final long QUICK_NANOS = 10_000;
    private static final int LONGEST_RUN = 16;

    private final Tickets tickets;
    private final TimeSource timeSource;
    private final int longestRun;
    private int length = 1;

    SharingWorker(
            Stage stage,
            Slots<E> slots,
            StageBuilder<E> settings,
            Lookout lookout,
            Tickets tickets) {
        super(stage, slots, settings.handler, settings.errorPolicy, lookout);
        this.tickets = tickets;
        timeSource = stage.graph().timeSource();
        longestRun = Math.min(LONGEST_RUN, settings.batchLimit);
    }

    @Override
    void work() {
        while (!stopped) {
            lookout.await(tickets.turn);
            long first;
            long end;
            try {
                first = tickets.next();
                long seen = tickets.seen();
                if (seen == first || stage.mustEndAt(first)) {
                    seen = lookout.await(first, 2 * LONGEST_RUN);
                }
                if (seen == first) {
                    return;
                }
                end = tickets.take(first, seen, length);
            } finally {
                tickets.turn.giveBack();
            }
            long begun = timeSource.nanoTime();
            workOn(first, end);
            length = nextLength(timeSource.nanoTime() - begun);
        }
    }

    private int nextLength(long nanos) {
        return nanos < QUICK_NANOS ? Math.min(2 * length, longestRun) : 1;
    }

    private void workOn(long first, long end) {
        long next = first;
        long skipTo = stage.from();
        if (skipTo - next > 0) {
            next = skipTo - end < 0 ? skipTo : end; // joined behind what is still on its way
            complete(first, next);
        }
        while (next != end && !stopped) {
            long reached = handle(next, end);
            if (reached != next) {
                complete(next, reached);
            }
            next = reached;
        }
        if (next != end) {
            count(0, tombstones.countIn(next, end)); // passed by nobody
        }
    }

    private void complete(long first, long end) {
        tickets.complete(first, end);
        stage.graph().stageMoved();
    }

    @Override
    long position() {
        return tickets.next();
    }
}
