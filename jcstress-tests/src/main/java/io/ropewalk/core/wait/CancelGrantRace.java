package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The first of two callbacks is cancelled while a permit is released: r1 how the first ended, r2
 * how the second did, r3 how many permits are left.
 */
@Outcome(
        id = "1, 0, 0",
        expect = ACCEPTABLE,
        desc = "the claim came first: the first callback was granted")
@Outcome(
        id = "2, 1, 0",
        expect = ACCEPTABLE,
        desc = "the cancel came first: the permit went to the second callback")
@Outcome(
        id = "2, 0, 1",
        expect = FORBIDDEN,
        desc = "the signal was lost with the callback that was cancelled")
@Outcome(expect = FORBIDDEN, desc = "told twice, or a permit was lost or doubled")
@JCStressTest
@State
public class CancelGrantRace {
    private final Meeting meeting = new Meeting();
    private final Permits permits = new Permits();
    private final Permits.Told firstTold = new Permits.Told();
    private final Permits.Told secondTold = new Permits.Told();
    private final CallbackWaiter first = permits.register(firstTold);
    private final CallbackWaiter second = permits.register(secondTold);

    public CancelGrantRace() {}

    @Actor
    public void releaser() {
        meeting.attendAndDawdle();
        permits.release();
    }

    @Actor
    public void canceller() {
        meeting.attend();
        first.cancel();
    }

    @Arbiter
    public void judge(III_Result r) {
        r.r1 = firstTold.get();
        r.r2 = secondTold.get();
        r.r3 = permits.get();
        second.cancel();
    }
}
