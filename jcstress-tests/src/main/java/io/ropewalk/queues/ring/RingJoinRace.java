package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;
import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A stage joins a full ring of two while the stage that was there makes room and the producer
 * claims it: r1 where the claims end, r2 where the one that joined begins. No claim may be more
 * than the capacity ahead of it, although the producer may have looked for room before it was
 * there.
 */
@Outcome(
        id = "2, 0",
        expect = ACCEPTABLE,
        desc = "it joined before the step, and holds the producer up")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "it joined behind the step, and was in the way")
@Outcome(id = "4, 2", expect = ACCEPTABLE, desc = "it joined behind the step")
@Outcome(id = "4, 0", expect = FORBIDDEN, desc = "overrun: it would read what is being written")
@Outcome(expect = FORBIDDEN, desc = "anything else")
abstract class RingJoinRace extends RingRace {
    private static final int TRIES = 8;

    final Meeting meeting = new Meeting();

    RingJoinRace() {
        super(of(Parties.ONE, 2), 2, 0);
    }

    final int claim() {
        for (int i = 0; i < TRIES && claims.tryClaim(2) < 0; i++) {
            Thread.onSpinWait();
        }
        return (int) claims.claimedEnd();
    }

    final int join() {
        return (int) ring.stage("late", (slot, sequence, end) -> {}).add().position();
    }

    abstract void producer(II_Result r);

    abstract void joiner(II_Result r);

    /** The step and then the look at the gates, in one thread, cross the join: fences. */
    @JCStressTest
    @State
    public static class StepBefore extends RingJoinRace {
        public StepBefore() {}

        @Override
        @Actor
        public void producer(II_Result r) {
            meeting.attendAndDawdle();
            step(stage, 2);
            r.r1 = claim();
        }

        @Override
        @Actor
        public void joiner(II_Result r) {
            meeting.attend();
            r.r2 = join();
        }
    }

    /** The step comes after the join, between two reads of the producer: it looks twice. */
    @JCStressTest
    @State
    public static class StepBehind extends RingJoinRace {
        public StepBehind() {}

        @Override
        @Actor
        public void producer(II_Result r) {
            meeting.attendAndDawdle();
            r.r1 = claim();
        }

        @Override
        @Actor
        public void joiner(II_Result r) {
            meeting.attend();
            r.r2 = join();
            step(stage, 2);
        }
    }
}
