package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;
import io.ropewalk.jcstress.Patience;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

import java.util.concurrent.CompletableFuture;

/**
 * A producer takes an item out for the one consumer, whose receive is pending, and hands its side
 * back; then the consumer receives the next by itself: r1 the first item, r2 the second.
 */
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "each went on where the other had stopped")
@Outcome(expect = FORBIDDEN, desc = "the consumer did not see what was done in its place")
abstract class HandBackRace extends BufferRace {
    private final Meeting meeting = new Meeting();
    private final CompletableFuture<Integer> future;

    HandBackRace(Kind kind) {
        super(kind, 2, STRICT);
        future = buffer.receiveAsync().toCompletableFuture();
    }

    void producer() {
        meeting.attendAndDawdle();
        send(1);
        send(2);
    }

    void consumer(II_Result r) {
        meeting.attend();
        Patience patience = new Patience();
        for (int spins = 0; !future.isDone() && patience.lasts(); spins++) {
            Meeting.pause(spins);
        }
        r.r1 = future.getNow(0);
        for (int spins = 0; r.r2 == 0 && patience.lasts(); spins++) {
            r.r2 = receive();
            Meeting.pause(spins);
        }
    }

    @JCStressTest
    @State
    public static class OneToOne extends HandBackRace {
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
        public void consumer(II_Result r) {
            super.consumer(r);
        }
    }

    @JCStressTest
    @State
    public static class ManyToOne extends HandBackRace {
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
        public void consumer(II_Result r) {
            super.consumer(r);
        }
    }
}
