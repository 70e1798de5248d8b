package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.jcstress.Meeting;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.util.concurrent.CompletableFuture;

/**
 * A pending receive is cancelled while its item comes: r1 what cancel answered, r2 what the future
 * got, r3 what is left.
 */
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "cancelled: the item stayed in the buffer")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "too late: the future has the item")
@Outcome(expect = FORBIDDEN, desc = "the cancel lost or doubled the item")
abstract class CancelFutureRace extends BufferRace {
    private final Meeting meeting = new Meeting();
    private final CompletableFuture<Integer> future;

    CancelFutureRace(Kind kind) {
        super(kind, 1, STRICT);
        future = buffer.receiveAsync().toCompletableFuture();
    }

    void canceller(III_Result r) {
        meeting.attend();
        r.r1 = future.cancel(false) ? 1 : 0;
    }

    void producer() {
        meeting.attendAndDawdle();
        send(1);
    }

    void judge(III_Result r) {
        r.r2 = future.isCompletedExceptionally() ? 0 : future.getNow(0);
        r.r3 = receiveRest();
    }

    @JCStressTest
    @State
    public static class OneToOne extends CancelFutureRace {
        public OneToOne() {
            super(Kind.ONE_TO_ONE);
        }

        @Override
        @Actor
        public void canceller(III_Result r) {
            super.canceller(r);
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
    public static class ManyToMany extends CancelFutureRace {
        public ManyToMany() {
            super(Kind.MANY_TO_MANY);
        }

        @Override
        @Actor
        public void canceller(III_Result r) {
            super.canceller(r);
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
