package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A callback that is woken in vain, and goes back to its place, against a release: r1 how the
 * callback ended, r2 how many permits are left.
 */
@Outcome(
        id = "1, 0",
        expect = ACCEPTABLE,
        desc = "the permit came during the vain attempt, before or after it, and was granted")
@Outcome(
        id = "0, 1",
        expect = FORBIDDEN,
        desc = "the signal was lost between the failed attempt and the way back into the list")
@Outcome(expect = FORBIDDEN, desc = "told twice, or a permit was lost or doubled")
@JCStressTest
@State
public class VainWakeRace {
    private final Permits permits = new Permits();
    private final Permits.Told told = new Permits.Told();

    public VainWakeRace() {
        permits.register(told);
    }

    @Actor
    public void waker() {
        permits.queue.wake(1);
    }

    @Actor
    public void releaser() {
        permits.release();
    }

    @Arbiter
    public void judge(II_Result r) {
        r.r1 = told.get();
        r.r2 = permits.get();
    }
}
