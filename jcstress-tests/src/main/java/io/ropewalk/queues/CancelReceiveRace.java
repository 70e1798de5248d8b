package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A cancel from elsewhere against a consumer of two items that are there: r1 what was received, r2
 * what was handed to onUndelivered in the end, once the consumer's side has been used again.
 */
@Outcome(id = "9, 12", expect = ACCEPTABLE, desc = "the cancel came before the first receive")
@Outcome(id = "19, 2", expect = ACCEPTABLE, desc = "the cancel came between the receives")
@Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "the cancel came after both receives")
@Outcome(
        id = "(|1), .*",
        expect = FORBIDDEN,
        desc = "a receive found nothing, neither an item nor the end")
@Outcome(expect = FORBIDDEN, desc = "an item was lost, or both delivered and undelivered")
abstract class CancelReceiveRace extends BufferRace {
    CancelReceiveRace(Kind kind) {
        super(kind, 2);
        send(send(1), 2);
    }

    void consumer(II_Result r) {
        r.r1 = receive(receive());
    }

    void canceller() {
        buffer.cancel();
    }

    void judge(II_Result r) {
        receiveRest();
        int expected = r.r1 == 9 ? 12 : r.r1 == 19 ? 2 : 0;
        r.r2 = undelivered(expected);
    }

    @JCStressTest
    @State
    public static class OneToOne extends CancelReceiveRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "29, 1",
            expect = ACCEPTABLE,
            desc =
                    "the cancelling thread took item 1 as one more consumer, then the receiver item"
                            + " 2")
    @JCStressTest
    @State
    public static class OneToMany extends CancelReceiveRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends CancelReceiveRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "29, 1",
            expect = ACCEPTABLE,
            desc =
                    "the cancelling thread took item 1 as one more consumer, then the receiver item"
                            + " 2")
    @JCStressTest
    @State
    public static class ManyToMany extends CancelReceiveRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "29, 1",
            expect = ACCEPTABLE,
            desc =
                    "the cancelling thread took item 1 as one more consumer, then the receiver item"
                            + " 2")
    @JCStressTest
    @State
    public static class Removable extends CancelReceiveRace {
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
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class LongsOneToOne extends CancelReceiveRace {
        public LongsOneToOne() {
            super(Kind.LONGS_ONE_TO_ONE);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void canceller() {
            super.canceller();
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }
}
