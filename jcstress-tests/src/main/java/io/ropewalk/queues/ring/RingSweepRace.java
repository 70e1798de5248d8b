package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two stages are through with the only slot at the same time; whichever is the last has it cleared:
 * r1 how often it was, r2 what can be claimed then.
 */
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "cleared once, and free")
@Outcome(
        id = "0, -1",
        expect = FORBIDDEN,
        desc = "each took the other for the last: the ring stands still")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "both took themselves for the last")
@Outcome(expect = FORBIDDEN, desc = "free before it was cleared, or never")
@JCStressTest
@State
public class RingSweepRace extends RingRace {
    private final Stage other = ring.stage("other", (slot, sequence, end) -> {}).add();

    public RingSweepRace() {
        super(of(Parties.MANY, 1).clear(slot -> slot.value++), 1, 0);
    }

    @Actor
    public void one() {
        step(stage, 1);
    }

    @Actor
    public void other() {
        step(other, 1);
    }

    @Arbiter
    public void judge(II_Result r) {
        r.r1 = ring.get(0).value - 1;
        r.r2 = (int) claims.tryClaim(1);
    }
}
