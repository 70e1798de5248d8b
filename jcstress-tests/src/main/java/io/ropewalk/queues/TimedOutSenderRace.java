package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.JumpingClock;
import io.ropewalk.jcstress.Meeting;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.time.Duration;

/**
 * A sender at a full buffer whose time is up while room is made, in either order: r1 what was
 * received, r2 whether the send was told accepted, r3 what is left.
 */
@Outcome(id = "1, 2, 2", expect = ACCEPTABLE, desc = "the room won: a tie goes to the send")
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the time-out won: the item was not sent")
@Outcome(
        id = "1, 0, 2",
        expect = FORBIDDEN,
        desc = "an item was sent that its sender was told is not")
@Outcome(id = "1, 2, 0", expect = FORBIDDEN, desc = "an accepted item was lost")
@Outcome(expect = FORBIDDEN, desc = "the item that made room was not received")
abstract class TimedOutSenderRace extends BufferRace {
    // A benign race: both orders come about equally often.
    private static int turn;

    private final Meeting meeting = new Meeting();
    private final JumpingClock clock;
    private final boolean jumpFirst = (turn++ & 1) == 0;

    TimedOutSenderRace(Kind kind) {
        this(kind, new JumpingClock());
    }

    private TimedOutSenderRace(Kind kind, JumpingClock clock) {
        super(kind, kind.<Integer>builder(1).waitPolicy(STRICT).timeSource(clock));
        this.clock = clock;
        send(1);
    }

    void producer(III_Result r) {
        meeting.attend();
        try {
            r.r2 = buffer.trySend(2, Duration.ofNanos(1)) ? 2 : 0;
        } catch (InterruptedException e) {
            throw unexpected(e);
        }
    }

    void consumer(III_Result r) {
        meeting.attendAndDawdle();
        if (jumpFirst) {
            clock.jump();
        }
        r.r1 = receive();
        if (!jumpFirst) {
            clock.jump();
        }
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends TimedOutSenderRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends TimedOutSenderRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends TimedOutSenderRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends TimedOutSenderRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends TimedOutSenderRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
