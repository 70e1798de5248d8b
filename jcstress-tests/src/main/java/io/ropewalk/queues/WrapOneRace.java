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
 * Two sends against two receives through one slot, so that each item comes a lap after the one
 * before, at positions that wrap from the largest number to the smallest: r1 what was accepted, r2
 * what was received, r3 what is left.
 */
@Outcome(
        id = "1, 0, 1",
        expect = ACCEPTABLE,
        desc = "both receives came before the first send; the second send found the buffer full")
@Outcome(
        id = "1, 1, 0",
        expect = ACCEPTABLE,
        desc = "the second send came before the first receive, and found the buffer full")
@Outcome(
        id = "12, 1, 2",
        expect = ACCEPTABLE,
        desc = "a receive made room for the second send; none came after it")
@Outcome(id = "12, 12, 0", expect = ACCEPTABLE, desc = "each send found room, each receive an item")
@Outcome(id = "12, 0, .*", expect = FORBIDDEN, desc = "more was accepted than one slot can hold")
@Outcome(expect = FORBIDDEN, desc = "an item was lost, doubled, or overtook another")
abstract class WrapOneRace extends BufferRace {
    WrapOneRace(Kind kind) {
        super(kind, kind.<Integer>builder(1).firstIndex(Long.MAX_VALUE - 1));
        send(0);
        receive();
    }

    void producer(III_Result r) {
        r.r1 = send(send(1), 2);
    }

    void consumer(III_Result r) {
        r.r2 = receive(receive());
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends WrapOneRace {
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
    public static class OneToMany extends WrapOneRace {
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
    public static class ManyToOne extends WrapOneRace {
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
    public static class ManyToMany extends WrapOneRace {
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
    public static class LongsOneToOne extends WrapOneRace {
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
