package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Ballast;
import io.ropewalk.jcstress.Meeting;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The last thing that ever happens to a queue, a close that wakes all, against one that joins: r1
 * whether the newcomer saw the close in the attempt after joining, r2 whether it was woken.
 */
@Outcome(
        id = "1, 0",
        expect = ACCEPTABLE,
        desc = "it joined after the others were woken, and saw the close")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it joined in time to be woken")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "it saw the close, and was woken too")
@Outcome(
        id = "0, 0",
        expect = FORBIDDEN,
        desc = "a waiter that would sleep for ever at a closed object")
@Outcome(expect = FORBIDDEN, desc = "impossible")
@JCStressTest
@State
public class JoinWakeAllRace {
    private final WaitQueue queue = new TestQueue();
    private final NotedWaiter waiter = new NotedWaiter(queue, true);
    private final Ballast ballast = new Ballast();
    private final Meeting meeting = new Meeting();
    private int closed;

    public JoinWakeAllRace() {
        NotedWaiter earlier = new NotedWaiter(queue, true);
        earlier.join(); // the first one registers the queue, which takes long and hides the race
        earlier.leave();
    }

    @Actor
    public void closer() {
        meeting.attendAndDawdle();
        ballast.store();
        closed = 1;
        queue.wakeAll();
    }

    @Actor
    public void joiner(II_Result r) {
        meeting.attend();
        ballast.store();
        waiter.join();
        r.r1 = closed;
    }

    @Arbiter
    public void judge(II_Result r) {
        r.r2 = waiter.woken();
        waiter.leave();
    }
}
