package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two members of a group are through with their items, the first and the second: r1 and r2 what
 * each finds in the other's slot if the stage has passed both, else 0; r3 how far the stage has
 * come.
 */
@Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "the first came last and passed both")
@Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "the second came last and passed both")
@Outcome(id = "2, 1, 2", expect = ACCEPTABLE, desc = "both saw that both were passed")
@Outcome(
        id = ".*, .*, [01]",
        expect = FORBIDDEN,
        desc = "an item that is done was left behind: the stage stands still")
@Outcome(expect = FORBIDDEN, desc = "passed before what the member wrote could be seen")
@JCStressTest
@State
public class RingTicketsRace extends RingRace {
    private static final int UNWRITTEN = 9;

    private final Track track = stage.tracks()[0];
    private final Tickets tickets = new Tickets(stage, track, 2, 2);

    public RingTicketsRace() {
        super(of(Parties.ONE, 2), 0, 0);
    }

    private int complete(int sequence) {
        ring.get(sequence).value = sequence + 1;
        tickets.complete(sequence, sequence + 1);
        if (track.end() < 2) {
            return 0;
        }
        int other = ring.get(1 - sequence).value;
        return other == 0 ? UNWRITTEN : other;
    }

    @Actor
    public void first(III_Result r) {
        r.r1 = complete(0);
    }

    @Actor
    public void second(III_Result r) {
        r.r2 = complete(1);
    }

    @Arbiter
    public void judge(III_Result r) {
        r.r3 = (int) track.end();
    }
}
