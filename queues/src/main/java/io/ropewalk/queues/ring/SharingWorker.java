package io.ropewalk.queues.ring;

/**
 * A member of a group that shares the items: each item is taken by one of them.
 *
 * @param <E> what a slot holds
 */
final class SharingWorker<E> extends Worker<E> {
    private final Tickets tickets;

    SharingWorker(
            Stage stage,
            Slots<E> slots,
            StageBuilder<E> settings,
            Lookout lookout,
            Tickets tickets) {
        super(stage, slots, settings.handler, settings.errorPolicy, lookout);
        this.tickets = tickets;
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
                    seen = lookout.await(first, tickets.horizon());
                }
                if (seen == first) {
                    return;
                }
                end = tickets.take(first, seen);
            } finally {
                tickets.turn.giveBack();
            }
            workOn(first, end);
        }
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
