package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two items in one claim, of which there may be room for one, against single receives. A batch is
 * as large as the room was at one moment of the call: it does not promise to be full.
 */
@Outcome(
        id = "2, 1, 2",
        expect = ACCEPTABLE,
        desc = "the batch counted the room before item 1 left; both receives came before its claim")
abstract class SendBatchRace extends NearlyFull {
    SendBatchRace(Kind kind) {
        super(kind);
    }

    void producer(III_Result r) {
        int sent = buffer.offerMany(new Object[] {2, 3}, 0, 2);
        r.r1 = sent == 2 ? 23 : sent == 1 ? 2 : 0;
    }

    void consumer(III_Result r) {
        r.r2 = receive(receive());
    }

    @JCStressTest
    @State
    public static class OneToOne extends SendBatchRace {
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
    public static class OneToMany extends SendBatchRace {
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
    public static class ManyToOne extends SendBatchRace {
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
    public static class ManyToMany extends SendBatchRace {
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
    public static class Removable extends SendBatchRace {
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
    public static class LongsOneToOne extends SendBatchRace {
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
