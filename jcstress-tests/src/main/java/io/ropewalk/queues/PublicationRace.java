package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * What a producer wrote into an item before it sent it, read by the consumer from plain fields. The
 * second send matters most: the first one claims the producer's side by an atomic update, which
 * orders more than is asked for.
 */
@Outcome(
        id = {"0, 0, 0, 0"},
        expect = ACCEPTABLE,
        desc = "both looks came before the first item")
@Outcome(
        id = {"1, 2, 0, 0", "0, 0, 1, 2"},
        expect = ACCEPTABLE,
        desc = "one look came in time for the first item, which is complete")
@Outcome(
        id = {"1, 2, 3, 4"},
        expect = ACCEPTABLE,
        desc = "both items came, complete")
@Outcome(
        expect = FORBIDDEN,
        desc =
                "what precedes a send must happen-before what follows its receipt; first in, first"
                        + " out")
abstract class PublicationRace extends Object {
    private final WaitingBuffer<Pair> buffer;

    // Made before the race: the barrier behind an object's creation would publish it by itself.
    private final Pair one = new Pair();
    private final Pair two = new Pair();

    private static final class Pair {
        int left;
        int right;
    }

    PublicationRace(Kind kind) {
        buffer = kind.build(2, BufferRace.PLAIN, pair -> {});
    }

    void producer() {
        send(one, 1, 2);
        send(two, 3, 4);
    }

    private void send(Pair pair, int left, int right) {
        pair.left = left;
        pair.right = right;
        buffer.trySend(pair);
    }

    void consumer(IIII_Result r) {
        Pair first = buffer.tryReceive();
        if (first != null) {
            r.r1 = first.left;
            r.r2 = first.right;
        }
        Pair second = buffer.tryReceive();
        if (second != null) {
            r.r3 = second.left;
            r.r4 = second.right;
        }
    }

    @JCStressTest
    @State
    public static class OneToOne extends PublicationRace {
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
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends PublicationRace {
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
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends PublicationRace {
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
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends PublicationRace {
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
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends PublicationRace {
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
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }
    }

    @JCStressTest
    @State
    public static class GatedToMany extends PublicationRace {
        public GatedToMany() {
            super(Kind.GATED_TO_MANY);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }
    }

    @JCStressTest
    @State
    public static class GatedToOne extends PublicationRace {
        public GatedToOne() {
            super(Kind.GATED_TO_ONE);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }
    }
}
