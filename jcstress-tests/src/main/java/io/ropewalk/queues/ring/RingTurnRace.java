package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;
import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A member of a group on its way to sleep for its turn, against the member that takes an item and
 * gives the turn back: r1 the next item, r2 what was seen of the stages before, r3 whether in time.
 */
@Outcome(
        id = "1, 4, 1",
        expect = ACCEPTABLE,
        desc = "the turn was found before the sleep, or handed on")
@Outcome(id = ".*, .*, 0", expect = FORBIDDEN, desc = "a lost wake-up: the group stands still")
@Outcome(expect = FORBIDDEN, desc = "an item is taken twice, or seen before it is there")
@JCStressTest
@State
public class RingTurnRace extends RingRace {
    private final Meeting meeting = new Meeting();
    private final Tickets tickets = new Tickets(stage, stage.tracks()[0], 4, 2);

    public RingTurnRace() {
        super(strict(Parties.ONE, 4), 0, 0);
        if (!tickets.turn.tryTake()) {
            throw new AssertionError("taken");
        }
    }

    @Actor
    public void holder() {
        meeting.attendAndDawdle();
        long ignored = tickets.take(tickets.next(), 4, 1);
        tickets.turn.giveBack();
    }

    @Actor
    public void waiter(III_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        Object ignored =
                tickets.turn.take(
                        Deadline.after(patience.limit(), TimeSource.system()), () -> false);
        r.r1 = (int) tickets.next();
        r.r2 = (int) tickets.seen();
        r.r3 = patience.kept();
    }
}
