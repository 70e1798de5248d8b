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
import org.openjdk.jcstress.infra.results.II_Result;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The store-buffer litmus of the wake-up without a read-modify-write: the publisher stores an item
 * and then looks for a sleeper; the sleeper announces itself and then looks for the item. r1
 * whether the sleeper saw the item, r2 whether the publisher woke it.
 */
@Outcome(
        id = "1, 0",
        expect = ACCEPTABLE,
        desc = "the publication came before the announcement; the attempt found the item")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the publisher saw the announcement")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both saw each other; the wake-up was in vain")
@Outcome(
        id = "0, .*",
        expect = FORBIDDEN,
        desc = "a lost wake-up: each missed the other, and no fence of the publisher stood between")
@Outcome(expect = FORBIDDEN, desc = "impossible")
abstract class OnePublisherRace {
    private final OnePublisherWaitQueue queue;
    private final NotedWaiter sleeper;
    private final AtomicInteger item = new AtomicInteger();
    private final Ballast ballast = new Ballast();
    private final Meeting meeting = new Meeting();

    OnePublisherRace(boolean publisherFences) {
        queue = new OnePublisherWaitQueue("a test", "wait", publisherFences);
        sleeper = new NotedWaiter(queue, true);
        NotedWaiter earlier = new NotedWaiter(queue, true);
        earlier.join(); // the first one registers the queue, which takes long and hides the race
        earlier.leave();
    }

    void publisher() {
        meeting.attendAndDawdle();
        ballast.store();
        item.setRelease(1);
        queue.afterPublish(1);
    }

    void sleeper(II_Result r) {
        meeting.attend();
        ballast.store();
        sleeper.join();
        r.r1 = item.getAcquire();
    }

    void judge(II_Result r) {
        r.r2 = sleeper.woken();
        sleeper.leave();
    }

    @JCStressTest
    @State
    public static class PublisherFences extends OnePublisherRace {
        public PublisherFences() {
            super(true);
        }

        @Override
        @Actor
        public void publisher() {
            super.publisher();
        }

        @Override
        @Actor
        public void sleeper(II_Result r) {
            super.sleeper(r);
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "0, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "each missed the other: what the timed looks of a sleeper are for")
    @JCStressTest
    @State
    public static class SleeperFences extends OnePublisherRace {
        public SleeperFences() {
            super(false);
        }

        @Override
        @Actor
        public void publisher() {
            super.publisher();
        }

        @Override
        @Actor
        public void sleeper(II_Result r) {
            super.sleeper(r);
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }
}
