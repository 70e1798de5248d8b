package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.ClosedException;
import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A receiver that sleeps until an item and then until the end, against a producer that sends the
 * one and closes: r1 what it got, r2 whether in time.
 */
@Outcome(
        id = "19, 1",
        expect = ACCEPTABLE,
        desc = "item and end came, found before a sleep or told by a wake-up")
@Outcome(id = ".*, 0", expect = FORBIDDEN, desc = "a lost wake-up: of the item or of the end")
@Outcome(expect = FORBIDDEN, desc = "the end overtook the item, or did not come")
abstract class CloseSleeperRace extends BufferRace {
    private final Meeting meeting = new Meeting();

    CloseSleeperRace(Kind kind) {
        super(kind, 1, STRICT);
    }

    void consumer(II_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        try {
            for (int calls = 0; calls < 2; calls++) {
                Integer item = buffer.tryReceive(patience.limit());
                r.r1 = append(r.r1, item == null ? 0 : item);
            }
        } catch (ClosedException e) {
            r.r1 = append(r.r1, END);
        } catch (InterruptedException e) {
            throw unexpected(e);
        }
        r.r2 = patience.kept();
    }

    void producer() {
        meeting.attendAndDawdle();
        buffer.trySend(1);
        buffer.close();
    }

    @JCStressTest
    @State
    public static class OneToOne extends CloseSleeperRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }
    }

    @JCStressTest
    @State
    public static class OneToMany extends CloseSleeperRace {
        public OneToMany() {
            super(Kind.ONE_TO_MANY);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends CloseSleeperRace {
        public ManyToOne() {
            super(Kind.MANY_TO_ONE);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }
    }

    @JCStressTest
    @State
    public static class ManyToMany extends CloseSleeperRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }
    }

    @JCStressTest
    @State
    public static class Removable extends CloseSleeperRace {
        public Removable() {
            super(Kind.REMOVABLE);
        }

        @Override
        @Actor
        public void consumer(II_Result r) {
            super.consumer(r);
        }

        @Override
        @Actor
        public void producer() {
            super.producer();
        }
    }
}
