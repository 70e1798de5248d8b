package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A stage writes into a slot for the stage behind it: r1 how far that may go, r2 what it reads. */
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the first stage was not through yet")
@Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "what it wrote came with its step")
@Outcome(expect = FORBIDDEN, desc = "the step was seen before what the stage wrote")
@JCStressTest
@State
public class RingChainRace extends RingRace {
    public RingChainRace() {
        super(of(Parties.ONE, 2), 1, 0);
    }

    @Actor
    public void before() {
        ring.get(0).value = 7;
        step(stage, 1);
    }

    @Actor
    public void behind(II_Result r) {
        long end = stage.tracks()[0].endFrom(0, 1);
        r.r1 = (int) end;
        r.r2 = end == 0 ? 0 : ring.get(0).value;
    }
}
