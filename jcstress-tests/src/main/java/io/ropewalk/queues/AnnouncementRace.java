package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.wait.Attempt;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A receiver that waits without a thread, so that no park slows the race down: it announces itself,
 * then attempts; the sender publishes, then looks for the announcement. r1 what was received, r2
 * who found it, r3 what is left.
 */
@Outcome(
        id = "1, 1, 0",
        expect = ACCEPTABLE,
        desc = "the attempt after the announcement found the item")
@Outcome(
        id = "1, 2, 0",
        expect = ACCEPTABLE,
        desc = "the sender saw the announcement and made the attempt")
@Outcome(
        id = "0, 0, 1",
        expect = FORBIDDEN,
        desc = "a lost wake-up: the sender saw no announcement, and the attempt no item")
@Outcome(expect = FORBIDDEN, desc = "the item was lost or doubled")
abstract class AnnouncementRace extends BufferRace {
    private static final int BY_RECEIVER = 1;
    private static final int BY_SENDER = 2;

    // Written in an attempt, under the queue's protocol; read when both actors have returned.
    private int received;
    private int finder;
    private @Nullable Thread receiver;

    AnnouncementRace(Kind kind) {
        super(kind, 1, STRICT);
    }

    void consumer() {
        receiver = Thread.currentThread();
        buffer.items().register("receiver", this::attempt, (outcome, failure) -> {}, null);
    }

    private Attempt.Progress attempt() {
        int item = receive();
        if (item == 0) {
            return Attempt.Progress.NOT_YET;
        }
        received = append(received, item);
        finder = Thread.currentThread() == receiver ? BY_RECEIVER : BY_SENDER;
        return Attempt.Progress.DONE;
    }

    void producer() {
        send(1);
    }

    void judge(III_Result r) {
        r.r1 = received;
        r.r2 = finder;
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends AnnouncementRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void consumer() {
            super.consumer();
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
    public static class OneToMany extends AnnouncementRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
        }

        @Override
        @Actor
        public void consumer() {
            super.consumer();
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
    public static class ManyToOne extends AnnouncementRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void consumer() {
            super.consumer();
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
    public static class ManyToMany extends AnnouncementRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void consumer() {
            super.consumer();
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
    public static class Removable extends AnnouncementRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void consumer() {
            super.consumer();
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
