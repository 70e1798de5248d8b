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
import org.openjdk.jcstress.infra.results.II_Result;

import java.time.Duration;

/**
 * A receiver whose time is up while the item comes, in either order: r1 what it got, r2 what is
 * left.
 */
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the hand-over won: a tie goes to the item")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the time-out won: the item stayed in the buffer")
@Outcome(expect = FORBIDDEN, desc = "the time-out lost or doubled the item")
abstract class TimedOutReceiverRace extends BufferRace {
    // A benign race: both orders come about equally often.
    private static int turn;

    private final Meeting meeting = new Meeting();
    private final JumpingClock clock;
    private final boolean jumpFirst = (turn++ & 1) == 0;

    TimedOutReceiverRace(Kind kind) {
        this(kind, new JumpingClock());
    }

    private TimedOutReceiverRace(Kind kind, JumpingClock clock) {
        super(kind, kind.<Integer>builder(1).waitPolicy(STRICT).timeSource(clock));
        this.clock = clock;
    }

    void consumer(II_Result r) {
        meeting.attend();
        try {
            Integer item = buffer.tryReceive(Duration.ofNanos(1));
            r.r1 = item == null ? 0 : item;
        } catch (InterruptedException e) {
            throw unexpected(e);
        }
    }

    void producer() {
        meeting.attendAndDawdle();
        if (jumpFirst) {
            clock.jump();
        }
        send(1);
        if (!jumpFirst) {
            clock.jump();
        }
    }

    void judge(II_Result r) {
        r.r2 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends TimedOutReceiverRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends TimedOutReceiverRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends TimedOutReceiverRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends TimedOutReceiverRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends TimedOutReceiverRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }
}
