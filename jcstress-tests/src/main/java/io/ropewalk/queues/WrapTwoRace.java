package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** One by one, over the end of the ring. */
abstract class WrapTwoRace extends NearlyFull {
    WrapTwoRace(Kind kind) {
        super(kind);
    }

    void producer(III_Result r) {
        r.r1 = send(send(2), 3);
    }

    void consumer(III_Result r) {
        r.r2 = receive(receive());
    }

    @Outcome(
            id = "2, 1, 2",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "full and empty crossed in the store buffers: no fence between a store and the"
                            + " next look")
    @JCStressTest
    @State
    public static class OneToOne extends WrapTwoRace {
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

    @Outcome(
            id = "2, 1, 2",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "full and empty crossed in the store buffers: no fence between a store and the"
                            + " next look")
    @JCStressTest
    @State
    public static class OneToMany extends WrapTwoRace {
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

    @Outcome(
            id = "2, 1, 2",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "full and empty crossed in the store buffers: no fence between a store and the"
                            + " next look")
    @JCStressTest
    @State
    public static class ManyToOne extends WrapTwoRace {
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
    public static class ManyToMany extends WrapTwoRace {
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
}
