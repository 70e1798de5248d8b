package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * As {@link PublicationRace}, where the items are places in a table that the producer has written
 * to: what each look got, and what stood in the table.
 */
@Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "both looks came before the first item")
@Outcome(
        id = {"1, 7, 0, 0", "0, 0, 1, 7"},
        expect = ACCEPTABLE,
        desc = "one look came in time for the first item, whose entry was written")
@Outcome(id = "1, 7, 2, 8", expect = ACCEPTABLE, desc = "both items came, their entries written")
@Outcome(
        expect = FORBIDDEN,
        desc =
                "what precedes a send must happen-before what follows its receipt; first in, first"
                        + " out, no number but those that were sent")
abstract class LongPublicationRace {
    private final BoundedLongBuffer buffer;
    private int first;
    private int second;

    LongPublicationRace(Parties parties) {
        buffer =
                BoundedLongBuffer.builder(2)
                        .producers(parties)
                        .consumers(parties)
                        .checkRoles(false)
                        .build();
    }

    void producer() {
        first = 7;
        buffer.trySend(1);
        second = 8;
        buffer.trySend(2);
    }

    void consumer(IIII_Result r) {
        r.r1 = (int) buffer.tryReceive(0);
        r.r2 = entry(r.r1);
        r.r3 = (int) buffer.tryReceive(0);
        r.r4 = entry(r.r3);
    }

    private int entry(int place) {
        return place == 1 ? first : place == 2 ? second : 0;
    }

    @JCStressTest
    @State
    public static class OneToOne extends LongPublicationRace {
        public OneToOne() {
            super(Parties.ONE);
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
    public static class ManyToMany extends LongPublicationRace {
        public ManyToMany() {
            super(Parties.MANY);
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
