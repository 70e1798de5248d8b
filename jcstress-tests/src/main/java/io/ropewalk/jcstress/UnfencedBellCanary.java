package io.ropewalk.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A broken class that must be caught, or the tests mean nothing: a slot with a bell for one sleeper
 * and without any fence. {@code bin/jcstress} runs it apart from the tests and fails when it
 * passes.
 */
@JCStressTest
@State
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the sleeper saw the item")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the publisher saw the sleeper")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both saw each other")
@Outcome(
        id = "0, 0",
        expect = FORBIDDEN,
        desc =
                "a lost wake-up: each store waited in its store buffer while the other was looked"
                        + " for")
public class UnfencedBellCanary {
    private final AtomicInteger slot = new AtomicInteger();
    private final AtomicBoolean asleep = new AtomicBoolean();

    public UnfencedBellCanary() {}

    @Actor
    public void sleeper(II_Result r) {
        asleep.setRelease(true);
        r.r1 = slot.getAcquire();
    }

    @Actor
    public void publisher(II_Result r) {
        slot.setRelease(1);
        r.r2 = asleep.getAcquire() ? 1 : 0;
    }
}
