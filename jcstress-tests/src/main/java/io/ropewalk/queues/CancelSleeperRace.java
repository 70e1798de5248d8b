package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
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
 * A sender that sleeps at a full buffer against a cancel, which empties it: r1 what was accepted,
 * r2 whether the sender went on in time, r3 what was handed to onUndelivered in the end.
 */
@Outcome(
        id = "0, 1, 1",
        expect = ACCEPTABLE,
        desc = "the sender was refused: before its sleep, or woken from it")
@Outcome(id = ".*, 0, .*", expect = FORBIDDEN, desc = "a lost wake-up of the end")
@Outcome(expect = FORBIDDEN, desc = "accepted = undelivered does not hold")
abstract class CancelSleeperRace extends BufferRace {
    private final Meeting meeting = new Meeting();

    CancelSleeperRace(Kind kind) {
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

    void canceller() {
        meeting.attendAndDawdle();
        buffer.cancel();
    }

    void judge(III_Result r) {
        r.r3 = undelivered(r.r1 == 2 ? 12 : 1);
    }

    @Outcome(
            id = "2, 1, 12",
            expect = ACCEPTABLE_INTERESTING,
            desc = "the send slipped into the room that the drain made, before it saw the cancel")
    @JCStressTest
    @State
    public static class OneToOne extends CancelSleeperRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "2, 1, 12",
            expect = ACCEPTABLE_INTERESTING,
            desc = "the send slipped into the room that the drain made, before it saw the cancel")
    @JCStressTest
    @State
    public static class OneToMany extends CancelSleeperRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends CancelSleeperRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends CancelSleeperRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends CancelSleeperRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
