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
 * Two consumers, one of them with a batch, for the two items of a full buffer: r1 and r2 what each
 * got, r3 what is left.
 */
@Outcome(id = "12, 0, 0", expect = ACCEPTABLE, desc = "the batch was claimed first")
@Outcome(
        id = "2, 1, 0",
        expect = ACCEPTABLE,
        desc = "the single receive was first; the batch got the other item")
@Outcome(
        id = "1, .*, .*",
        expect = FORBIDDEN,
        desc = "two items were there when the batch was claimed: it must take them in one claim")
@Outcome(expect = FORBIDDEN, desc = "two consumers got the same item, or one was lost")
abstract class ConsumersRace extends BufferRace {
    ConsumersRace(Kind kind) {
        super(kind, 2);
        send(send(1), 2);
    }

    void batcher(III_Result r) {
        int handed = buffer.drainTo(item -> r.r1 = append(r.r1, item), 2);
        if (handed == 0) {
            r.r1 = 0;
        }
    }

    void single(III_Result r) {
        r.r2 = receive();
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToMany extends ConsumersRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
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
    public static class ManyToMany extends ConsumersRace {
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
    public static class Removable extends ConsumersRace {
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

    @JCStressTest
    @State
    public static class GatedToMany extends ConsumersRace {
        public GatedToMany() {
            super(Kind.GATED_TO_MANY);
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
