package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A receiver on its way to sleep against the send that it waits for: r1 what it got, r2 whether in
 * time, r3 how often a timed look had to find what no wake-up told.
 */
@Outcome(
        id = "1, 1, 0",
        expect = ACCEPTABLE,
        desc = "the item was found before the sleep, or the sender woke the receiver")
@Outcome(id = "1, 1, .*", expect = FORBIDDEN, desc = "nothing but a timer saved this wake-up")
@Outcome(
        id = "1, 0, .*",
        expect = FORBIDDEN,
        desc = "a lost wake-up: the sender saw no sleeper, and the sleeper no item")
@Outcome(expect = FORBIDDEN, desc = "the item did not come")
abstract class SleepingReceiverRace extends BufferRace {
    private final Meeting meeting = new Meeting();

    SleepingReceiverRace(Kind kind, WaitPolicy waitPolicy) {
        super(kind, 1, waitPolicy);
    }

    void consumer(III_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        try {
            Integer item = buffer.tryReceive(patience.limit());
            r.r1 = item == null ? 0 : item;
        } catch (InterruptedException e) {
            throw unexpected(e);
        }
        r.r2 = patience.kept();
    }

    void producer() {
        meeting.attendAndDawdle();
        buffer.trySend(1);
    }

    void judge(III_Result r) {
        r.r3 = (int) buffer.stats().rescues();
    }

    @JCStressTest
    @State
    public static class OneToOne extends SleepingReceiverRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE, STRICT);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "1, 1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "announcement and item crossed in the store buffers; the sleeper found it at a"
                            + " timed look")
    @JCStressTest
    @State
    public static class OneToOneSleeperFences extends SleepingReceiverRace {
        public OneToOneSleeperFences() {
            super(Kind.ONE_TO_ONE, PLAIN.withoutSpinning());
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends SleepingReceiverRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY, STRICT);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @Outcome(
            id = "1, 1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "announcement and item crossed in the store buffers; the sleeper found it at a"
                            + " timed look")
    @JCStressTest
    @State
    public static class OneToManySleeperFences extends SleepingReceiverRace {
        public OneToManySleeperFences() {
            super(Kind.ONE_TO_MANY, PLAIN.withoutSpinning());
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends SleepingReceiverRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE, PLAIN.withoutSpinning());
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends SleepingReceiverRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY, PLAIN.withoutSpinning());
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends SleepingReceiverRace {
        public Removable() {
            super(Kind.REMOVABLE, PLAIN.withoutSpinning());
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class LongsOneToOne extends SleepingReceiverRace {
        public LongsOneToOne() {
            super(Kind.LONGS_ONE_TO_ONE, STRICT);
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class GatedToMany extends SleepingReceiverRace {
        public GatedToMany() {
            super(Kind.GATED_TO_MANY, PLAIN.withoutSpinning());
        }

        @Override
        @Actor
        public void consumer(III_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }

        @Override
        @Arbiter
        public void judge(III_Result r) {
            super.judge(r);
        }
    }
}
