package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.WaitPolicy;
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
 * A selector on its way to sleep against the send that it waits for, in the second of its buffers:
 * r1 what it got, r2 whether in time.
 */
@JCStressTest
@Outcome(
        id = "1, 1",
        expect = ACCEPTABLE,
        desc = "the item was found before the sleep, or the sender woke the selector")
@Outcome(
        id = ".*, 0",
        expect = FORBIDDEN,
        desc = "a lost wake-up: the sender saw no sleeper, and the sleeper no item")
@Outcome(expect = FORBIDDEN, desc = "the item did not come")
@State
public class SelectSleeperRace {
    private final Meeting meeting = new Meeting();
    private final BoundedBuffer<Integer> first = buffer();
    private final BoundedBuffer<Integer> second = buffer();
    private final Selector<Integer> selector =
            Selector.biased(Clause.receive(first), Clause.receive(second));

    private static BoundedBuffer<Integer> buffer() {
        return BoundedBuffer.<Integer>builder(1)
                .waitPolicy(WaitPolicy.PUBLISHER_FENCES.withoutSpinning())
                .build();
    }

    @Actor
    public void selector(II_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        try {
            r.r1 = selector.trySelect(patience.limit(), () -> 0);
        } catch (InterruptedException e) {
            throw BufferRace.unexpected(e);
        }
        r.r2 = patience.kept();
    }

    @Actor
    public void sender() {
        meeting.attendAndDawdle();
        second.trySend(1);
    }
}
