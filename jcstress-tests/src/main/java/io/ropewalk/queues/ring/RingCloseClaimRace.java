package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;
import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A close from elsewhere against two claims with their publications: r1 how many were accepted, r2
 * where the closer then sees the end, r3 where it is once the producer's side has been used again
 * (which answers a request to close, behind one more item if there is room); 9 is nowhere.
 */
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "the close came before the first claim")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the close came between the claims")
@Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "the close came after both claims")
@Outcome(
        id = {"1, 0, .*", "2, [01], .*", "3, [012], .*"},
        expect = FORBIDDEN,
        desc = "a claim succeeded after stages could have ended")
@Outcome(id = "., ., 9", expect = FORBIDDEN, desc = "the end did not come")
@Outcome(expect = FORBIDDEN, desc = "the end is not where the claims are")
abstract class RingCloseClaimRace extends RingRace {
    private static final int NOWHERE = 9;

    private final Meeting meeting = new Meeting();

    RingCloseClaimRace(Parties producers) {
        super(of(producers, 4), 0, 0);
    }

    private int end() {
        if (!claims.isOverAt(3)) {
            return NOWHERE;
        }
        int end = 0; // which stays from now on
        while (!claims.isOverAt(end)) {
            end++;
        }
        return end;
    }

    void producer(III_Result r) {
        meeting.attendAndDawdle();
        r.r1 = (put(1) ? 1 : 0) + (put(2) ? 1 : 0);
    }

    void closer(III_Result r) {
        meeting.attend();
        claims.close(); // without what the ring does around it: that is longer than two claims
        r.r2 = end();
    }

    void judge(III_Result r) {
        r.r1 += put(3) ? 1 : 0;
        r.r3 = end();
    }

    @Outcome(
            id = {"0, 9, 0", "1, 9, 1", "2, 9, 2", "3, 9, 3"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request, which the producer had not answered yet")
    @JCStressTest
    @State
    public static class OneProducer extends RingCloseClaimRace {
        public OneProducer() {
            super(Parties.ONE);
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyProducers extends RingCloseClaimRace {
        public ManyProducers() {
            super(Parties.MANY);
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
