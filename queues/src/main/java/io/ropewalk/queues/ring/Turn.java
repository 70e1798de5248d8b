package io.ropewalk.queues.ring;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/**
 * Lets one of several at a time wait for something. The others wait for their turn: so each step of
 * what is waited for wakes one strand, and who waits longest is served first.
 */
final class Turn extends WaitQueue {
    /*
     * word: TAKEN, set by compareAndSet and cleared by getAndBitwiseAnd; SLEEPER <=> announced. A
     * sleeper sets SLEEPER and then attempts: a turn that is given back later in the order of that word
     * sees the bit and wakes, one that was given back earlier is found free.
     */
    private static final int TAKEN = 1;
    private static final int SLEEPER = 2;

    private static final VarHandle WORD;

    static {
        try {
            WORD =
                    MethodHandles.lookup()
                            .findVarHandle(Turn.class, "word", int.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by WORD
    private int word;

    Turn(Object subject, String operation) {
        super(subject, operation);
    }

    boolean tryTake() {
        while (true) {
            Step.point();
            int now = (int) WORD.getVolatile(this);
            if ((now & TAKEN) != 0) {
                return false;
            }
            Step.point();
            if (WORD.compareAndSet(this, now, now | TAKEN)) {
                return true;
            }
        }
    }

    /** Takes the turn, waiting for it unless {@code isClosed}. */
    Outcome take(Deadline deadline, BooleanSupplier isClosed) {
        if (tryTake()) {
            return Outcome.GRANTED;
        }
        return await(
                () ->
                        isClosed.getAsBoolean()
                                ? Progress.CLOSED
                                : tryTake() ? Progress.DONE : Progress.NOT_YET,
                deadline);
    }

    /** Whether somebody waits for it. */
    boolean isAwaited() {
        Step.point();
        return ((int) WORD.getVolatile(this) & SLEEPER) != 0;
    }

    void giveBack() {
        Step.point();
        int before = (int) WORD.getAndBitwiseAnd(this, ~TAKEN);
        if ((before & SLEEPER) != 0) {
            wake(1);
        }
    }

    @Override
    protected void announce(boolean platformThread) {
        int ignored = (int) WORD.getAndBitwiseOr(this, SLEEPER);
    }

    @Override
    protected void retract() {
        int ignored = (int) WORD.getAndBitwiseAnd(this, ~SLEEPER);
    }
}
