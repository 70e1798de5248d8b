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
 * A producer on its way to sleep at a full ring against the step of the stage that makes room: r1
 * what it claimed, r2 whether in time, r3 what it then finds in the slot.
 */
@Outcome(
        id = "1, 1, 5",
        expect = ACCEPTABLE,
        desc = "the room was found before the sleep, or the stage woke the producer")
@Outcome(
        id = {"-1, 0, .*", "1, 0, .*"},
        expect = FORBIDDEN,
        desc = "a lost wake-up: the stage saw no sleeper, and the sleeper no room")
@Outcome(
        id = "1, 1, .*",
        expect = FORBIDDEN,
        desc = "the slot was claimed before the stage, or who clears it, was through with it")
@Outcome(expect = FORBIDDEN, desc = "no room was made")
abstract class RingSleepingProducerRace extends RingRace {
    private final Meeting meeting = new Meeting();

    RingSleepingProducerRace(RingBufferBuilder<Slot> builder) {
        super(builder, 1, 0);
    }

    /** What the stage leaves in the slot. */
    abstract int left();

    void producer(III_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        long sequence;
        try {
            sequence = ring.tryClaim(1, patience.limit());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts here", e);
        }
        r.r1 = (int) sequence;
        r.r2 = patience.kept();
        r.r3 = ring.get(sequence).value;
    }

    void stage() {
        meeting.attendAndDawdle();
        ring.get(0).value = left();
        step(stage, 1);
    }

    @JCStressTest
    @State
    public static class OneProducer extends RingSleepingProducerRace {
        public OneProducer() {
            super(strict(Parties.ONE, 1));
        }

        @Override
        int left() {
            return 5;
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void stage() {
            super.stage();
        }
    }

    /** Whose slots are cleared before they may be claimed. */
    @JCStressTest
    @State
    public static class ManyProducersClearing extends RingSleepingProducerRace {
        public ManyProducersClearing() {
            super(strict(Parties.MANY, 1).clear(slot -> slot.value -= 2));
        }

        @Override
        int left() {
            return 7;
        }

        @Override
        @Actor
        public void producer(III_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void stage() {
            super.stage();
        }
    }
}
