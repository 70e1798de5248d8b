package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

import java.util.List;

/**
 * A batch of three, for which there is never room at once, against two receives that may sleep: the
 * batch waits for room and goes on where it stopped. r1 how many were sent, r2 what was received,
 * r3 whether in time, r4 what is left.
 */
@Outcome(
        id = "3, 12, 1, 3",
        expect = ACCEPTABLE,
        desc = "the batch was sent in two or three parts, as there was room, and in order")
@Outcome(id = ".*, .*, 0, .*", expect = FORBIDDEN, desc = "a lost wake-up")
@Outcome(expect = FORBIDDEN, desc = "an item of the batch was lost, doubled, or overtook another")
abstract class SendAllRace extends BufferRace {
    private final Meeting meeting = new Meeting();

    SendAllRace(Kind kind) {
        super(kind, 2, STRICT);
    }

    void producer(IIII_Result r) {
        meeting.attendAndDawdle();
        try {
            r.r1 = buffer.sendAll(List.of(1, 2, 3));
        } catch (InterruptedException e) {
            throw unexpected(e);
        }
    }

    void consumer(IIII_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        try {
            Integer first = buffer.tryReceive(patience.limit());
            Integer second = buffer.tryReceive(patience.limit());
            r.r2 = (first == null ? 0 : first * 10) + (second == null ? 0 : second);
        } catch (InterruptedException e) {
            throw unexpected(e);
        }
        r.r3 = patience.kept();
    }

    void judge(IIII_Result r) {
        r.r4 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends SendAllRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void producer(IIII_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends SendAllRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
        }

        @Override
        @Actor
        public void producer(IIII_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends SendAllRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void producer(IIII_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends SendAllRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void producer(IIII_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }

    @JCStressTest
    @State
    public static class Removable extends SendAllRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void producer(IIII_Result r) {
            super.producer(r);
        }

        @Override
        @Actor
        public void consumer(IIII_Result r) {
            super.consumer(r);
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }
}
