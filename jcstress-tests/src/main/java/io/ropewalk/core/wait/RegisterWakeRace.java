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
 * A callback that registers, which attempts outside of the list, against a release: r1 how the
 * callback ended, r2 how many permits are left.
 */
@Outcome(
        id = "1, 0",
        expect = ACCEPTABLE,
        desc = "the registering thread found the permit, or the releasing one granted it")
@Outcome(
        id = "0, 1",
        expect = FORBIDDEN,
        desc = "the signal found the list empty during the attempt and was lost")
@Outcome(expect = FORBIDDEN, desc = "told twice, or a permit was lost or doubled")
@JCStressTest
@State
public class RegisterWakeRace {
    private final Permits permits = new Permits();
    private final Permits.Told told = new Permits.Told();

    public RegisterWakeRace() {}

    @Actor
    public void waiter() {
        permits.register(told);
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
