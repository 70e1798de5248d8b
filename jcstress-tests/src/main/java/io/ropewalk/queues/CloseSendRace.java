package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A close from elsewhere, followed by three receives, against a producer of two items. Accepted
 * must be what was received or is left, and the end must come after it: r1 what was accepted, r2
 * what the closer received, r3 what is there afterwards, once the producer's side has been used
 * again (which answers a request to close).
 */
@Outcome(id = "0, 9, 9", expect = ACCEPTABLE, desc = "the close came before the first item")
@Outcome(id = "1, 19, 9", expect = ACCEPTABLE, desc = "the close came between the items")
@Outcome(id = "12, 129, 9", expect = ACCEPTABLE, desc = "the close came after both items")
@Outcome(
        id = {"1, 9, .*", "12, 9, .*", "12, 19, .*"},
        expect = FORBIDDEN,
        desc = "an item was accepted after a receiver was told the end")
@Outcome(
        id = {"0, 1.*", "1, 12.*"},
        expect = FORBIDDEN,
        desc = "an item was refused and delivered")
@Outcome(
        expect = FORBIDDEN,
        desc = "accepted = delivered + left does not hold, or the end did not come")
abstract class CloseSendRace extends BufferRace {
    CloseSendRace(Kind kind) {
        super(kind, 2);
    }

    void producer(III_Result r) {
        r.r1 = send(send(1), 2);
    }

    void closer(III_Result r) {
        buffer.close();
        r.r2 = receive(receive(receive()));
    }

    void judge(III_Result r) {
        r.r1 = send(r.r1, 3);
        r.r3 = receiveRest();
    }

    @Outcome(
            id = "0, 0, 9",
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request before the first item; the producer has not answered it yet")
    @Outcome(
            id = {"1, 0, 19", "1, 1, 9"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request after item 1 was sent; the end is to come")
    @Outcome(
            id = {"12, 0, 129", "12, 1, 29", "12, 12, 9"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request that the producer has not seen yet")
    @JCStressTest
    @JCStressMeta(CloseSendRace.class)
    @State
    public static class OneToOne extends CloseSendRace {
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
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "0, 0, 9",
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request before the first item; the producer has not answered it yet")
    @Outcome(
            id = {"1, 0, 19", "1, 1, 9"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request after item 1 was sent; the end is to come")
    @Outcome(
            id = {"12, 0, 129", "12, 1, 29", "12, 12, 9"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request that the producer has not seen yet")
    @JCStressTest
    @JCStressMeta(CloseSendRace.class)
    @State
    public static class OneToMany extends CloseSendRace {
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
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends CloseSendRace {
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
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends CloseSendRace {
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
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends CloseSendRace {
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
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "0, 0, 9",
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request before the first item; the producer has not answered it yet")
    @Outcome(
            id = {"1, 0, 19", "1, 1, 9"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request after item 1 was sent; the end is to come")
    @Outcome(
            id = {"12, 0, 129", "12, 1, 29", "12, 12, 9"},
            expect = ACCEPTABLE_INTERESTING,
            desc = "a request that the producer has not seen yet")
    @JCStressTest
    @JCStressMeta(CloseSendRace.class)
    @State
    public static class LongsOneToOne extends CloseSendRace {
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
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class GatedToMany extends CloseSendRace {
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
        public void closer(III_Result r) {
            super.closer(r);
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
