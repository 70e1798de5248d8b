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
 * Three sends against one receive with two items there and a capacity that is not the number of
 * slots, at positions where the bound that tells how far producers may go wraps: r1 what was
 * accepted, r2 what was received, r3 what is left.
 */
@Outcome(
        id = "3, 1, 23",
        expect = ACCEPTABLE,
        desc = "the receive came after the sends, of which one had room")
@Outcome(
        id = {"34, 1, 234", "35, 1, 235"},
        expect = ACCEPTABLE,
        desc = "the receive came between; a stale bound did not hide the room")
@Outcome(
        id = "345, .*",
        expect = FORBIDDEN,
        desc = "more was accepted than the capacity, into the slot beyond it")
@Outcome(
        id = ".*, 0, .*",
        expect = FORBIDDEN,
        desc = "items 1 and 2 were there all the time: a receive must not say that there is none")
@Outcome(expect = FORBIDDEN, desc = "an item was lost, doubled, or overtook another")
abstract class WrapThreeRace extends BufferRace {
    WrapThreeRace(Kind kind) {
        super(kind, kind.<Integer>builder(3).firstIndex(Long.MAX_VALUE - 3));
        send(send(1), 2);
    }

    void producer(III_Result r) {
        r.r1 = send(send(send(3), 4), 5);
    }

    void consumer(III_Result r) {
        r.r2 = receive();
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToMany extends WrapThreeRace {
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
    public static class ManyToOne extends WrapThreeRace {
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
    public static class ManyToMany extends WrapThreeRace {
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
    public static class LongsOneToOne extends WrapThreeRace {
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
