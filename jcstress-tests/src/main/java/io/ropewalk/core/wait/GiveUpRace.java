package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.jcstress.Meeting;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

import java.util.Objects;

/**
 * A strand that gives up waiting while a permit is released and a callback stands behind it: r1 how
 * the strand ended, r2 how the callback did, r3 how many permits are left, r4 whether an interrupt
 * was pending afterwards.
 */
@Outcome(
        id = "2, 0, 1, .*",
        expect = FORBIDDEN,
        desc = "the strand took the signal with it when it gave up")
@Outcome(
        id = "1, .*, 0, .*",
        expect = FORBIDDEN,
        desc = "a strand that was granted swallowed its interrupt, or both were granted")
@Outcome(
        expect = FORBIDDEN,
        desc = "a permit was lost or doubled, or the interrupt is not where it belongs")
abstract class GiveUpRace {
    private final Meeting meeting = new Meeting();
    private final Permits permits = new Permits();
    private final Permits.Told told = new Permits.Told();
    private final boolean interrupted;
    private boolean stood;
    private @Nullable CallbackWaiter behind;

    GiveUpRace(boolean interrupted) {
        this.interrupted = interrupted;
    }

    void strand(IIII_Result r) {
        meeting.attend();
        Deadline deadline = interrupted ? Deadline.NEVER : Deadline.afterNanos(1, new Ticks());
        var how = permits.queue.await(this::attempt, deadline);
        r.r1 = how == io.ropewalk.core.wait.Outcome.GRANTED ? Permits.GRANTED : Permits.GIVEN_UP;
        r.r4 = Thread.interrupted() ? 1 : 0;
    }

    /** The first attempt comes after the strand has joined: what registers now stands behind it. */
    private Attempt.Progress attempt() {
        if (!stood) {
            stood = true;
            behind = permits.register(told);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return permits.take();
    }

    void releaser() {
        meeting.attendAndDawdle();
        permits.release();
    }

    void judge(IIII_Result r) {
        r.r2 = told.get();
        r.r3 = permits.get();
        Objects.requireNonNull(behind).cancel();
    }

    /** Time that passes by being looked at: a deadline is over at the first look. */
    private static final class Ticks implements TimeSource {
        private long now;

        @Override
        public long nanoTime() {
            return now++;
        }
    }

    @Outcome(
            id = "1, 0, 0, 0",
            expect = ACCEPTABLE,
            desc = "the strand found the permit, or was claimed and took it in its last attempt")
    @Outcome(
            id = "2, 1, 0, 0",
            expect = ACCEPTABLE,
            desc = "the strand gave up; the callback found the permit or was handed the signal")
    @JCStressTest
    @JCStressMeta(GiveUpRace.class)
    @State
    public static class TimedOut extends GiveUpRace {
        public TimedOut() {
            super(false);
        }

        @Override
        @Actor
        public void strand(IIII_Result r) {
            super.strand(r);
        }

        @Override
        @Actor
        public void releaser() {
            super.releaser();
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "1, 0, 0, 1",
            expect = ACCEPTABLE,
            desc = "the strand got the permit; the interrupt stayed pending")
    @Outcome(
            id = "2, 1, 0, 0",
            expect = ACCEPTABLE,
            desc = "the strand gave up; the callback found the permit or was handed the signal")
    @JCStressTest
    @JCStressMeta(GiveUpRace.class)
    @State
    public static class Interrupted extends GiveUpRace {
        public Interrupted() {
            super(true);
        }

        @Override
        @Actor
        public void strand(IIII_Result r) {
            super.strand(r);
        }

        @Override
        @Actor
        public void releaser() {
            super.releaser();
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }
}
