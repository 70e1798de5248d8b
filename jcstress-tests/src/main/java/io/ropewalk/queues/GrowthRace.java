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
 * A producer who lets the buffer grow twice, from room for one item over three, against a consumer
 * who looks four times: r1 what was accepted, r2 what the consumer received, r3 what is left.
 */
@Outcome(id = "12345, 0, 12345", expect = ACCEPTABLE, desc = "all looks came before the first item")
@Outcome(id = "12345, 1, 2345", expect = ACCEPTABLE, desc = "one look found an item")
@Outcome(id = "12345, 12, 345", expect = ACCEPTABLE, desc = "two looks found items")
@Outcome(id = "12345, 123, 45", expect = ACCEPTABLE, desc = "three looks found items")
@Outcome(id = "12345, 1234, 5", expect = ACCEPTABLE, desc = "each look found an item")
@Outcome(expect = FORBIDDEN, desc = "an item was lost, doubled, refused, or overtook another")
abstract class GrowthRace extends BufferRace {
    GrowthRace(Kind kind) {
        super(kind, 7);
    }

    void producer(III_Result r) {
        r.r1 = send(send(send(send(send(1), 2), 3), 4), 5);
    }

    void consumer(III_Result r) {
        r.r2 = receive(receive(receive(receive())));
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class GatedToOne extends GrowthRace {
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
    public static class GatedToMany extends GrowthRace {
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
