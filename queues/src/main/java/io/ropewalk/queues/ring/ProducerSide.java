package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What the one producer of a ring keeps for itself, away from what stages write. */
abstract class ProducerFields extends SequencePadding {
    /** The next sequence to claim. Written by the producer (opaque), read by anyone. */
    long next;

    /** Claims may go up to here without another look at the gates. Plain: for the producer. */
    long limit;

    /** The first sequence that is not published, as the cursor says. Plain: for the producer. */
    long head;

    /** How many sequences behind {@link #head} were published before it. Plain. */
    int outOfOrder;

    /** By slot: the sequence published out of order; null before the first. Plain. */
    long @Nullable [] published;

    /**
     * The thread that used this side last, null before the first, or {@link ProducerSide#NOBODY}.
     * Changed by compare-and-set, compared plainly by the thread itself.
     */
    @Nullable Thread owner;
}

/**
 * The side of the one producer, and whose side it is. Knowing the last user is what lets a close
 * tell whether it may act for the producer: it may when it comes from that very thread, when that
 * thread has ended (which happens-before {@link Thread#isAlive} answers false), or when there was
 * none. Whoever retires the side has it to itself, for good.
 */
@SuppressWarnings("unused")
final class ProducerSide extends ProducerFields {
    /** Owns a side that nobody may use any more. Never started, so never alive. */
    private static final Thread NOBODY = nobody();

    private static final VarHandle NEXT;
    private static final VarHandle OWNER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT =
                    lookup.findVarHandle(ProducerFields.class, "next", long.class)
                            .withInvokeExactBehavior();
            OWNER = lookup.findVarHandle(ProducerFields.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;

    /** A thread that holds on to nothing of the one that happened to load this class. */
    private static Thread nobody() {
        Thread thread = new Thread(null, () -> {}, "nobody", 0, false);
        thread.setContextClassLoader(null);
        return thread;
    }

    ProducerSide(long first) {
        next = first;
        limit = first;
        head = first;
    }

    long claimed() {
        return (long) NEXT.getOpaque((ProducerFields) this);
    }

    void claimUpTo(long end) {
        NEXT.setOpaque((ProducerFields) this, end);
    }

    /** Whether the calling thread used this side last. */
    boolean isMine() {
        return owner == Thread.currentThread();
    }

    /** Makes the side the calling thread's, unless nobody may use it any more. */
    boolean takeOver() {
        Thread me = Thread.currentThread();
        while (true) {
            Step.point();
            Thread was = (Thread) OWNER.getVolatile(this);
            if (was == NOBODY) {
                return false;
            }
            if (was == me || OWNER.compareAndSet(this, was, me)) {
                return true;
            }
        }
    }

    /** Ends the use of this side, if the calling thread may. */
    boolean retire() {
        Step.point();
        Thread was = (Thread) OWNER.getVolatile(this);
        boolean may = was == null || was == Thread.currentThread() || !was.isAlive();
        Step.point();
        return may && was != NOBODY && OWNER.compareAndSet(this, was, NOBODY);
    }
}
