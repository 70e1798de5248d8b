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
 * A producer that sends two items and closes, against three receives: r1 what those got, r2 what is
 * there afterwards.
 */
@Outcome(id = "0, 129", expect = ACCEPTABLE, desc = "all receives came before the first item")
@Outcome(id = "1, 29", expect = ACCEPTABLE, desc = "one receive came in time for item 1")
@Outcome(id = "12, 9", expect = ACCEPTABLE, desc = "both items came, the end not yet")
@Outcome(id = "129, 9", expect = ACCEPTABLE, desc = "both items and the end came")
@Outcome(
        id = {"9, .*", "19, .*"},
        expect = FORBIDDEN,
        desc = "receivers get the rest, then the end: the end must not overtake an item")
@Outcome(expect = FORBIDDEN, desc = "an item was lost or doubled, or the end did not come")
abstract class CloseByProducerRace extends BufferRace {
    CloseByProducerRace(Kind kind) {
        super(kind, 2);
    }

    void producer() {
        send(send(1), 2);
        buffer.close();
    }

    void consumer(II_Result r) {
        r.r1 = receive(receive(receive()));
    }

    void judge(II_Result r) {
        r.r2 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends CloseByProducerRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends CloseByProducerRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends CloseByProducerRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends CloseByProducerRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends CloseByProducerRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(II_Result r) {
            super.judge(r);
        }
    }
}
