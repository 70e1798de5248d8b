package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A strand on its way to a real park, woken in vain first and then by a publication: r1 how the
 * wait ended, r2 whether in time, r3 how often a timed look had to find what no wake-up told.
 */
@Outcome(
        id = "1, 1, 0",
        expect = ACCEPTABLE,
        desc = "the item was found before the park, or the publisher woke the strand")
@Outcome(id = "1, 1, .*", expect = FORBIDDEN, desc = "nothing but a timer saved this wake-up")
@Outcome(expect = FORBIDDEN, desc = "a lost wake-up")
abstract class ParkRace {
    private final Meeting meeting = new Meeting();
    private final OnePublisherWaitQueue queue;
    private final AtomicInteger item = new AtomicInteger();

    ParkRace(boolean publisherFences) {
        queue = new OnePublisherWaitQueue("a test", "wait", publisherFences);
    }

    void sleeper(III_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        var how = queue.await(this::attempt, Deadline.after(patience.limit()));
        r.r1 = how == io.ropewalk.core.wait.Outcome.GRANTED ? 1 : 0;
        r.r2 = patience.kept();
    }

    private Attempt.Progress attempt() {
        return item.getAcquire() == 0 ? Attempt.Progress.NOT_YET : Attempt.Progress.DONE;
    }

    void publisher() {
        meeting.attendAndDawdle();
        queue.wake(1);
        item.setRelease(1);
        queue.afterPublish(1);
    }

    void judge(III_Result r) {
        r.r3 = (int) queue.rescues();
    }

    @JCStressTest
    @State
    public static class PublisherFences extends ParkRace {
        public PublisherFences() {
            super(true);
        }

        @Override
        @Actor
        public void sleeper(III_Result r) {
            super.sleeper(r);
        }

        @Override
        @Actor
        public void publisher() {
            super.publisher();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "1, 1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "announcement and item crossed; the strand found it at a timed look")
    @JCStressTest
    @State
    public static class SleeperFences extends ParkRace {
        public SleeperFences() {
            super(false);
        }

        @Override
        @Actor
        public void sleeper(III_Result r) {
            super.sleeper(r);
        }

        @Override
        @Actor
        public void publisher() {
            super.publisher();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
