package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A wait for the end of a ticket, or of all tickets, against the acknowledgement: r1 how the wait
 * ended, 1 as processed; r2 whether in time.
 */
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the acknowledgement was seen, or woke the wait")
@Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "a lost wake-up")
@Outcome(expect = FORBIDDEN, desc = "the wait ended without the acknowledgement")
abstract class AwaitProcessedRace {
    private final Meeting meeting = new Meeting();
    private final AckChannel<Integer> channel =
            BoundedBuffer.<Integer>builder(1).waitPolicy(BufferRace.STRICT).acknowledged();
    final long ticket = channel.trySend(1);
    private final @Nullable Delivery<Integer> delivery = channel.tryReceive();

    /** Whether it was processed in time. */
    abstract boolean await(AckChannel<Integer> on, Patience patience) throws InterruptedException;

    void waiter(II_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        try {
            r.r1 = await(channel, patience) ? 1 : 0;
        } catch (InterruptedException e) {
            throw BufferRace.unexpected(e);
        }
        r.r2 = patience.kept();
    }

    void acknowledger() {
        meeting.attendAndDawdle();
        if (delivery == null || !delivery.ack()) {
            throw new AssertionError("not acknowledged");
        }
    }

    @JCStressTest
    @State
    public static class OneTicket extends AwaitProcessedRace {
        public OneTicket() {}

        @Override
        boolean await(AckChannel<Integer> on, Patience patience) throws InterruptedException {
            return on.awaitProcessed(ticket, patience.limit()) == TicketOutcome.PROCESSED;
        }

        @Override
        @Actor
        public void waiter(II_Result r) {
            super.waiter(r);
        }

        @Override
        @Actor
        public void acknowledger() {
            super.acknowledger();
        }
    }

    @JCStressTest
    @State
    public static class AllTickets extends AwaitProcessedRace {
        public AllTickets() {}

        @Override
        boolean await(AckChannel<Integer> on, Patience patience) throws InterruptedException {
            return on.awaitAllProcessed(patience.limit());
        }

        @Override
        @Actor
        public void waiter(II_Result r) {
            super.waiter(r);
        }

        @Override
        @Actor
        public void acknowledger() {
            super.acknowledger();
        }
    }
}
