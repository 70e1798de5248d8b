package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The last waiter leaves, which takes the announcement back, while the next one joins, which makes
 * it: r1 whether the next publication wakes the one that stayed.
 */
@Outcome(
        id = "1",
        expect = ACCEPTABLE,
        desc = "whichever came first, the one that waits is announced")
@Outcome(
        id = "0",
        expect = FORBIDDEN,
        desc = "a waiter stands in the list that no publisher can see")
@JCStressTest
@State
public class JoinLeaveRace {
    private final OnePublisherWaitQueue queue = new OnePublisherWaitQueue("a test", "wait", true);
    private final NotedWaiter leaver = new NotedWaiter(queue, true);
    private final NotedWaiter joiner = new NotedWaiter(queue, true);

    public JoinLeaveRace() {
        leaver.join();
    }

    @Actor
    public void leaver() {
        leaver.leave();
    }

    @Actor
    public void joiner() {
        joiner.join();
    }

    @Arbiter
    public void judge(I_Result r) {
        queue.afterPublish(1);
        r.r1 = joiner.woken();
        joiner.leave();
    }
}
