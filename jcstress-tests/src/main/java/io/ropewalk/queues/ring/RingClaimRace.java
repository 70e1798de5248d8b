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
 * A claim of one and a claim of two where there is room for two, next to one that was claimed
 * before: r1 and r2 what they got, r3 where the claims end.
 */
@Outcome(id = "1, -1, 2", expect = ACCEPTABLE, desc = "the single one came first; one is left")
@Outcome(id = "-1, 1, 3", expect = ACCEPTABLE, desc = "the range came first and took all")
@Outcome(id = "1, 1, .*", expect = FORBIDDEN, desc = "a sequence was claimed twice")
@Outcome(id = "1, 2, .*", expect = FORBIDDEN, desc = "more was claimed than there is room for")
@Outcome(id = "-1, -1, .*", expect = FORBIDDEN, desc = "refused although there was room")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@JCStressTest
@State
public class RingClaimRace extends RingRace {
    public RingClaimRace() {
        super(of(Parties.MANY, 3), 0, 1);
    }

    @Actor
    public void single(III_Result r) {
        r.r1 = (int) claims.tryClaim(1);
    }

    @Actor
    public void range(III_Result r) {
        r.r2 = (int) claims.tryClaim(2);
    }

    @Arbiter
    public void judge(III_Result r) {
        r.r3 = (int) claims.claimedEnd();
    }
}
