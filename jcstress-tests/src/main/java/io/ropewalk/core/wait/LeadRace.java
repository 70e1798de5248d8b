package io.ropewalk.core.wait;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A strand that joins a queue whose waiters are led, and gives up, against a callback that
 * registers: r1 how the strand ended, r2 how the callback did once the moment has come.
 */
@Outcome(
        id = "2, 1",
        expect = ACCEPTABLE,
        desc = "the callback led from the start, or took over from the strand")
@Outcome(id = "2, 0", expect = FORBIDDEN, desc = "neither of the two set an alarm: nobody leads")
@Outcome(expect = FORBIDDEN, desc = "told twice, or granted before the moment")
@JCStressTest
@State
public class LeadRace {
    private static final long MOMENT = 10;

    private final Clock clock = new Clock();
    private final Permits.Told told = new Permits.Told();
    private final WaitQueue queue =
            new WaitQueue("a test", "wait") {
                @Override
                protected void announce(boolean platformThread) {}

                @Override
                protected void retract() {}

                @Override
                protected Deadline ripeAt() {
                    return Deadline.at(MOMENT, clock);
                }
            };

    public LeadRace() {}

    @Actor
    public void strand(II_Result r) {
        var how = queue.await(this::attempt, Deadline.at(0, clock));
        r.r1 = how == io.ropewalk.core.wait.Outcome.TIMED_OUT ? Permits.GIVEN_UP : Permits.GRANTED;
    }

    @Actor
    public void callback() {
        queue.register("callback", this::attempt, told, null);
    }

    @Arbiter
    public void judge(II_Result r) {
        clock.now = MOMENT;
        Runnable ring = clock.alarm.get();
        if (ring != null) {
            ring.run();
        }
        r.r2 = told.get();
    }

    private Attempt.Progress attempt() {
        return clock.now < MOMENT ? Attempt.Progress.NOT_YET : Attempt.Progress.DONE;
    }

    /** A clock that is moved by hand and knows of one alarm: only the callback asks for any. */
    private static final class Clock implements TimeSource {
        final AtomicReference<@Nullable Runnable> alarm = new AtomicReference<>();
        volatile long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Alarm alarmAt(long nanoTime, Runnable ring) {
            alarm.set(ring);
            return () -> alarm.compareAndSet(ring, null);
        }
    }
}
