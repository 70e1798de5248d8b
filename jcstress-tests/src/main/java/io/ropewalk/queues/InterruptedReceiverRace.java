package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.util.Objects;

/**
 * A receiver that is interrupted while the item comes, in either order: r1 what it got, r2 whether
 * an interrupt was pending afterwards, r3 what is left.
 */
@Outcome(
        id = "1, 1, 0",
        expect = ACCEPTABLE,
        desc = "the hand-over won: the item was returned, and the interrupt stayed pending")
@Outcome(
        id = "0, 0, 1",
        expect = ACCEPTABLE,
        desc = "the interrupt won: the item stayed in the buffer")
@Outcome(id = "1, 0, 0", expect = FORBIDDEN, desc = "the interrupt was swallowed")
@Outcome(
        id = "0, 1, 1",
        expect = FORBIDDEN,
        desc = "the interrupt was both thrown and left pending")
@Outcome(expect = FORBIDDEN, desc = "the interrupt lost or doubled the item")
abstract class InterruptedReceiverRace extends BufferRace {
    // A benign race: both orders come about equally often.
    private static int turn;

    private final Meeting meeting = new Meeting();
    private final boolean interruptFirst = (turn++ & 1) == 0;
    private volatile @Nullable Thread receiver;
    private volatile boolean done;

    InterruptedReceiverRace(Kind kind) {
        super(kind, 1, STRICT);
    }

    void consumer(III_Result r) {
        receiver = Thread.currentThread();
        meeting.attend();
        try {
            r.r1 = buffer.receive();
        } catch (InterruptedException e) {
            r.r1 = 0;
        }
        for (int spins = 0; !done; spins++) {
            Meeting.pause(spins);
        }
        r.r2 = Thread.interrupted() ? 1 : 0;
    }

    void producer() {
        meeting.attendAndDawdle();
        if (interruptFirst) {
            interruptReceiver();
        }
        send(1);
        if (!interruptFirst) {
            interruptReceiver();
        }
        done = true;
    }

    private void interruptReceiver() {
        Objects.requireNonNull(receiver).interrupt();
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends InterruptedReceiverRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends InterruptedReceiverRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends InterruptedReceiverRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends InterruptedReceiverRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends InterruptedReceiverRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
