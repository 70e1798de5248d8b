package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.ClosedException;
import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A sender that sleeps at a full buffer against a close from elsewhere, which nobody makes room
 * for: r1 what was accepted, r2 whether the sender heard of it in time, r3 what is there
 * afterwards.
 */
@Outcome(
        id = "0, 1, 19",
        expect = ACCEPTABLE,
        desc = "the sender was refused: before its sleep, or woken from it")
@Outcome(id = "0, 0, .*", expect = FORBIDDEN, desc = "a lost wake-up of the end")
@Outcome(
        id = "2, .*, .*",
        expect = FORBIDDEN,
        desc = "an item was accepted although there was no room")
@Outcome(
        expect = FORBIDDEN,
        desc = "what was accepted before the close must still be received, then the end")
abstract class CloseSendSleeperRace extends BufferRace {
    private final Meeting meeting = new Meeting();

    CloseSendSleeperRace(Kind kind) {
        super(kind, 1, STRICT);
        send(1);
    }

    void producer(III_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        try {
            r.r1 = buffer.trySend(2, patience.limit()) ? 2 : 0;
        } catch (ClosedException e) {
            r.r1 = 0;
        } catch (InterruptedException e) {
            throw unexpected(e);
        }
        r.r2 = patience.kept();
    }

    void closer() {
        meeting.attendAndDawdle();
        buffer.close();
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends CloseSendSleeperRace {
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
        public void closer() {
            super.closer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends CloseSendSleeperRace {
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
        public void closer() {
            super.closer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends CloseSendSleeperRace {
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
        public void closer() {
            super.closer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends CloseSendSleeperRace {
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
        public void closer() {
            super.closer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends CloseSendSleeperRace {
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
        public void closer() {
            super.closer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
