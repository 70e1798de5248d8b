package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;
import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A producer on its way to sleep for the sake of one stage, while that stage leaves; another is
 * through with everything. r1 what the producer claimed, r2 whether in time.
 */
@Outcome(
        id = "1, 1",
        expect = ACCEPTABLE,
        desc = "the gate was gone before the sleep, or the leaver woke the producer")
@Outcome(
        id = {"-1, 0", "1, 0"},
        expect = FORBIDDEN,
        desc = "it waited for one that had left")
@Outcome(expect = FORBIDDEN, desc = "anything else")
@JCStressTest
@State
public class RingLeaveRace extends RingRace {
    private final Meeting meeting = new Meeting();

    public RingLeaveRace() {
        super(strict(Parties.MANY, 1), 1, 0);
        step(ring.stage("other", (slot, sequence, end) -> {}).add(), 1);
    }

    @Actor
    public void producer(II_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        try {
            r.r1 = (int) ring.tryClaim(1, patience.limit());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts here", e);
        }
        r.r2 = patience.kept();
    }

    @Actor
    public void leaver() {
        meeting.attendAndDawdle();
        stage.leave();
    }
}
