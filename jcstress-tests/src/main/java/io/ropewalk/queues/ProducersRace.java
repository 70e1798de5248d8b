package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two producers, one of them with a batch, for the two slots of a buffer: r1 and r2 what each got
 * accepted, r3 what is there.
 */
@Outcome(
        id = "12, 0, 12",
        expect = ACCEPTABLE,
        desc = "the batch was claimed first and filled the buffer")
@Outcome(
        id = "1, 3, 31",
        expect = ACCEPTABLE,
        desc = "the single item was claimed first; one item of the batch had room")
@Outcome(
        id = ".*, .*, 13",
        expect = FORBIDDEN,
        desc = "there was room for two when the batch was claimed: it must take it in one claim")
@Outcome(
        expect = FORBIDDEN,
        desc =
                "two producers got the same slot, or an item was lost or accepted beyond the"
                        + " capacity")
abstract class ProducersRace extends BufferRace {
    ProducersRace(Kind kind) {
        super(kind, 2);
    }

    void batcher(III_Result r) {
        int sent = buffer.offerMany(new Object[] {1, 2}, 0, 2);
        r.r1 = sent == 2 ? 12 : sent == 1 ? 1 : 0;
    }

    void single(III_Result r) {
        r.r2 = send(3);
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class ManyToOne extends ProducersRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void batcher(III_Result r) {
            super.batcher(r);
        }

        @Override
        @Actor
        public void single(III_Result r) {
            super.single(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends ProducersRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void batcher(III_Result r) {
            super.batcher(r);
        }

        @Override
        @Actor
        public void single(III_Result r) {
            super.single(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends ProducersRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void batcher(III_Result r) {
            super.batcher(r);
        }

        @Override
        @Actor
        public void single(III_Result r) {
            super.single(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
