package io.ropewalk.queues.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;
import io.ropewalk.queues.Parties;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A stage on its way to sleep against the publication that it waits for and, as soon as it is
 * through with that and on its way to sleep again, against the close: r1 what it was handed, r2
 * whether in time, r3 whether it ended in time.
 */
@Outcome(
        id = "1, 1, 1",
        expect = ACCEPTABLE,
        desc = "item and end were found before the sleep, or the stage was woken")
@Outcome(
        id = {"0, 0, .*", "1, 0, .*"},
        expect = FORBIDDEN,
        desc = "a lost wake-up: the producer saw no sleeper, and the sleeper no item")
@Outcome(id = "1, 1, 0", expect = FORBIDDEN, desc = "a close that did not wake the stage")
@Outcome(expect = FORBIDDEN, desc = "the item did not come")
abstract class RingSleepingStageRace extends RingRace {
    private final Meeting meeting = new Meeting();
    private final Runnable worker = worker();

    RingSleepingStageRace(Parties producers) {
        super(strict(producers, 2), 0, 0);
    }

    void stage() {
        meeting.attend();
        worker.run();
    }

    void producer(III_Result r) {
        meeting.attendAndDawdle();
        boolean accepted = put(1);
        Patience patience = new Patience();
        for (int spins = 0; accepted && handled.value == 0 && patience.lasts(); spins++) {
            Meeting.pause(spins);
        }
        r.r1 = handled.value;
        r.r2 = patience.kept();
        ring.close();
        patience = new Patience();
        for (int spins = 0; !stage.isOver() && patience.lasts(); spins++) {
            Meeting.pause(spins);
        }
        r.r3 = patience.kept();
        if (r.r3 == 0) {
            ring.cancel(); // or the other actor would stay
        }
    }

    @JCStressTest
    @State
    public static class OneProducer extends RingSleepingStageRace {
        public OneProducer() {
            super(Parties.ONE);
        }

        @Override
        @Actor
        public void stage() {
            super.stage();
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyProducers extends RingSleepingStageRace {
        public ManyProducers() {
            super(Parties.MANY);
        }

        @Override
        @Actor
        public void stage() {
            super.stage();
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }
    }
}
