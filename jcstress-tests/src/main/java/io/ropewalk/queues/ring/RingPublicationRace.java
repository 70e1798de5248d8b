package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Three claims that come to their end in the wrong order: the third, the first, and the second as
 * aborted; against a stage: r1 how far it may go, r2 the items that it finds there.
 */
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the first was not published yet")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the first was there, the gap still open")
@Outcome(id = "3, 13", expect = ACCEPTABLE, desc = "with the second, all have come")
@Outcome(id = "3, 103", expect = FORBIDDEN, desc = "an aborted claim was taken for an item")
@Outcome(
        id = {"1, 0", "3, 3", "3, 10", "3, 1"},
        expect = FORBIDDEN,
        desc = "published before its content")
@Outcome(id = "2, .*", expect = FORBIDDEN, desc = "a gap closed without what is behind")
@Outcome(expect = FORBIDDEN, desc = "anything else")
abstract class RingPublicationRace extends RingRace {
    RingPublicationRace(Parties producers) {
        super(of(producers, 4), 0, 3);
    }

    void producer() {
        ring.get(0).value = 1;
        ring.get(2).value = 3;
        ring.publish(2);
        ring.publish(0);
        ring.abort(1);
    }

    void reader(II_Result r) {
        long end = claims.endFrom(0, 3);
        int items = 0;
        boolean anyAborted = claims.tombstones.since(0);
        for (long s = 0; s < end; s++) {
            if (!anyAborted || !claims.tombstones.contains(s)) {
                items = items * 10 + ring.get(s).value;
            }
        }
        r.r1 = (int) end;
        r.r2 = items;
    }

    @JCStressTest
    @State
    public static class OneProducer extends RingPublicationRace {
        public OneProducer() {
            super(Parties.ONE);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void reader(II_Result r) {
            super.reader(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyProducers extends RingPublicationRace {
        public ManyProducers() {
            super(Parties.MANY);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Actor
        public void reader(II_Result r) {
            super.reader(r);
        }
    }
}
