package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Ballast;
import io.ropewalk.jcstress.Meeting;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A queue that has just turned to fences in the publisher, who does not know it yet: two
 * publications against a sleeper. r1 whether the sleeper may trust that it will be woken, read
 * before its attempt; r2 how many items the attempt saw; r3 whether it was woken.
 */
@Outcome(id = "1, 2, .*", expect = ACCEPTABLE, desc = "trust, and both items seen")
@Outcome(
        id = "1, 1, 1",
        expect = ACCEPTABLE,
        desc =
                "trust after the first item; the second publication, or a late look of the first,"
                        + " woke the sleeper")
@Outcome(id = "0, .*, 1", expect = ACCEPTABLE, desc = "no trust yet; woken all the same")
@Outcome(id = "0, 2, 0", expect = ACCEPTABLE, desc = "no trust yet; both items seen")
@Outcome(
        id = "0, (0|1), 0",
        expect = ACCEPTABLE_INTERESTING,
        desc = "no trust and no wake-up: such a sleeper looks for itself")
@Outcome(
        id = "1, 0, .*",
        expect = FORBIDDEN,
        desc = "the acknowledgement was seen before the item that it stands behind")
@Outcome(
        id = "1, 1, 0",
        expect = FORBIDDEN,
        desc = "a sleeper that trusts missed the second item and was not woken")
@Outcome(expect = FORBIDDEN, desc = "impossible")
@JCStressTest
@State
public class AcknowledgeRace {
    private final OnePublisherWaitQueue queue = new OnePublisherWaitQueue("a test", "wait", false);
    private final NotedWaiter sleeper = new NotedWaiter(queue, true);
    private final AtomicInteger items = new AtomicInteger();
    private final Ballast ballast = new Ballast();
    private final Meeting meeting = new Meeting();

    public AcknowledgeRace() {
        NotedWaiter virtual = new NotedWaiter(queue, false);
        virtual.join();
        virtual.leave();
    }

    @Actor
    public void publisher() {
        meeting.attendAndDawdle();
        items.setRelease(1);
        queue.afterPublish(1);
        ballast.store();
        items.setRelease(2);
        queue.afterPublish(1);
    }

    @Actor
    public void sleeper(III_Result r) {
        meeting.attend();
        ballast.store();
        sleeper.join();
        r.r1 = queue.mayMissSignals() ? 0 : 1;
        r.r2 = items.getAcquire();
    }

    @Arbiter
    public void judge(III_Result r) {
        r.r3 = sleeper.woken();
        sleeper.leave();
    }
}
