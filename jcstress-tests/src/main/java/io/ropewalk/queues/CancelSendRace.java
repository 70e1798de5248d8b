package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A cancel from elsewhere against a producer of two items. No receiver comes: accepted =
 * undelivered. r1 what was accepted, r2 what was handed to onUndelivered when both calls had
 * returned, r3 what was in the end, once the producer's side has been used again.
 */
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "the cancel came before the first item")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the cancel came between the items")
@Outcome(id = "12, 12, 12", expect = ACCEPTABLE, desc = "the cancel came after both items")
@Outcome(
        id = ".*3, .*, .*",
        expect = FORBIDDEN,
        desc = "an item was accepted after the cancel had returned")
@Outcome(expect = FORBIDDEN, desc = "accepted = undelivered does not hold")
abstract class CancelSendRace extends BufferRace {
    CancelSendRace(Kind kind) {
        super(kind, 2);
    }

    void producer(III_Result r) {
        r.r1 = send(send(1), 2);
    }

    void canceller() {
        buffer.cancel();
    }

    void judge(III_Result r) {
        r.r2 = undelivered();
        r.r1 = send(r.r1, 3);
        r.r3 = undelivered(r.r1);
    }

    @Outcome(
            id = {"1, 0, 1", "12, 0, 12", "12, 1, 12"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a store crossed the cancel; a later look, or call, finds the item")
    @JCStressTest
    @State
    public static class OneToOne extends CancelSendRace {
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
            id = {"1, 0, 1", "12, 0, 12", "12, 1, 12"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a store crossed the cancel; a later look, or call, finds the item")
    @JCStressTest
    @State
    public static class OneToMany extends CancelSendRace {
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
    public static class ManyToOne extends CancelSendRace {
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
    public static class ManyToMany extends CancelSendRace {
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
    public static class Removable extends CancelSendRace {
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

    @Outcome(
            id = {"1, 0, 1", "12, 0, 12", "12, 1, 12"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a store crossed the cancel; a later look, or call, finds the item")
    @JCStressTest
    @State
    public static class LongsOneToOne extends CancelSendRace {
        public LongsOneToOne() {
            super(Kind.LONGS_ONE_TO_ONE);
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
    public static class LongsManyToMany extends CancelSendRace {
        public LongsManyToMany() {
            super(Kind.LONGS_MANY_TO_MANY);
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
    public static class GatedToMany extends CancelSendRace {
        public GatedToMany() {
            super(Kind.GATED_TO_MANY);
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
    public static class GatedToOne extends CancelSendRace {
        public GatedToOne() {
            super(Kind.GATED_TO_ONE);
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
