package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;
import io.ropewalk.queues.select.Clause;
import io.ropewalk.queues.select.Selector;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two selectors, each of which would send where the other would receive: r1 and r2 what each did, 1
 * or 2 for sending its item, 10 or 20 for receiving the other's, 0 when its time was up.
 */
@JCStressTest
@Outcome(id = "1, 10", expect = ACCEPTABLE, desc = "the first one's item changed hands")
@Outcome(id = "20, 2", expect = ACCEPTABLE, desc = "the second one's item changed hands")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "they have missed each other")
@Outcome(expect = FORBIDDEN, desc = "one has met the other, and not the other way round")
@State
public class SelectCrosswiseRace {
    private final Meeting meeting = new Meeting();
    private final Rendezvous<Integer> left = Rendezvous.of();
    private final Rendezvous<Integer> right = Rendezvous.of();

    @Actor
    public void first(II_Result r) {
        r.r1 = select(Clause.send(left, 1), Clause.receive(right));
    }

    @Actor
    public void second(II_Result r) {
        r.r2 = select(Clause.send(right, 2), Clause.receive(left));
    }

    private int select(Clause<Integer> send, Clause<Integer> receive) {
        Selector<Integer> selector = Selector.biased(send, receive.map(item -> item * 10));
        meeting.attend();
        try {
            return selector.trySelect(new Patience().limit(), () -> 0);
        } catch (InterruptedException e) {
            throw BufferRace.unexpected(e);
        }
    }
}
