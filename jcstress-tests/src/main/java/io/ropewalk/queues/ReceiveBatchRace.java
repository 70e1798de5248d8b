package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Single sends against a drain of two items, of which one may be there. A drain takes what was
 * there at one moment of the call: it does not promise to have emptied the buffer.
 */
@Outcome(
        id = "2, 1, 2",
        expect = ACCEPTABLE,
        desc =
                "the drain counted the items before item 2 came, and claimed after item 3 was told"
                        + " full")
abstract class ReceiveBatchRace extends NearlyFull {
    ReceiveBatchRace(Kind kind) {
        super(kind);
    }

    void producer(III_Result r) {
        r.r1 = send(send(2), 3);
    }

    void consumer(III_Result r) {
        int handed = buffer.drainTo(item -> r.r2 = append(r.r2, item), 2);
        if (handed == 0) {
            r.r2 = 0;
        }
    }

    @JCStressTest
    @State
    public static class OneToOne extends ReceiveBatchRace {
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
    public static class OneToMany extends ReceiveBatchRace {
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
    public static class ManyToOne extends ReceiveBatchRace {
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
    public static class ManyToMany extends ReceiveBatchRace {
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
    public static class Removable extends ReceiveBatchRace {
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

    @JCStressTest
    @State
    public static class LongsOneToOne extends ReceiveBatchRace {
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
