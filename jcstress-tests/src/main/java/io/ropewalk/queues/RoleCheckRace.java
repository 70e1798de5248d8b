package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two threads that send to a side declared ONE, which is a mistake that the check finds: r1 and r2
 * what each got accepted, 9 for a refusal; r3 what is there.
 */
@Outcome(
        id = {"1, 2, 12", "1, 2, 21"},
        expect = ACCEPTABLE,
        desc = "the calls did not overlap")
@Outcome(
        id = "1, 9, 1",
        expect = ACCEPTABLE,
        desc = "the second thread came while the first was inside, and was refused")
@Outcome(
        id = "9, 2, 2",
        expect = ACCEPTABLE,
        desc = "the first thread came while the second was inside, and was refused")
@Outcome(
        id = "9, 9, .*",
        expect = FORBIDDEN,
        desc = "one of them came first and must not be refused")
@Outcome(expect = FORBIDDEN, desc = "a call that was let in found the other one in its way")
@JCStressTest
@State
public class RoleCheckRace {
    private static final int REFUSED = 9;

    private final BoundedBuffer<Integer> buffer =
            BoundedBuffer.<Integer>builder(2)
                    .producers(Parties.ONE)
                    .consumers(Parties.ONE)
                    .checkRoles(true)
                    .build();

    public RoleCheckRace() {}

    @Actor
    public void first(III_Result r) {
        r.r1 = send(1);
    }

    @Actor
    public void second(III_Result r) {
        r.r2 = send(2);
    }

    private int send(int item) {
        try {
            return buffer.trySend(item) ? item : 0;
        } catch (IllegalStateException e) {
            return REFUSED;
        }
    }

    @Arbiter
    public void judge(III_Result r) {
        Integer one = buffer.tryReceive();
        Integer other = buffer.tryReceive();
        r.r3 = (one == null ? 0 : one) * (other == null ? 1 : 10) + (other == null ? 0 : other);
    }
}
