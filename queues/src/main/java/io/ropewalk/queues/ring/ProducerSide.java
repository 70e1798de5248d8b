package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Keeps what the producer writes away from what all read. */
@SuppressWarnings("unused")
abstract class ProducerPadding extends Claims {
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;

    ProducerPadding(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombstones) {
        super(builder, ring, room, tombstones, false);
    }
}

/** What the one producer of a ring keeps for itself. */
abstract class ProducerFields extends ProducerPadding {
    /** The next sequence to claim. Written by the producer (opaque), read by anyone. */
    long next;

    /** Claims may go up to here without another look at the gates. Plain: for the producer. */
    long limit;

    /**
     * The first sequence that is not published; {@link Claims#NO_ROOM}, which is no sequence, while
     * a later one is. Plain: for the producer.
     */
    long inOrder;

    /** The first sequence that is not published, while a later one is. Plain: for the producer. */
    long gap;

    /** How many sequences behind {@link #gap} are published. Plain: for the producer. */
    int outOfOrder;

    /** By slot: the sequence published out of order; null before the first. Plain. */
    long @Nullable [] published;

    /**
     * The thread that used this side last, null before the first, or {@link ProducerSide#NOBODY}.
     * Changed by compare-and-set, compared plainly by the thread itself.
     */
    @Nullable Thread owner;

    ProducerFields(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombstones) {
        super(builder, ring, room, tombstones);
        next = first;
        limit = first;
        inOrder = first;
    }
}

/** Keeps what the producer alone uses away from what stages read. */
@SuppressWarnings("unused")
abstract class CursorPadding extends ProducerFields {
    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;

    CursorPadding(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombstones) {
        super(builder, ring, room, tombstones);
    }
}

/** What stages read. */
abstract class CursorField extends CursorPadding {
    /** The first sequence that is not published. Written by the producer (release). */
    long cursor;

    CursorField(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombstones) {
        super(builder, ring, room, tombstones);
        cursor = first;
    }
}

/**
 * The side of the one producer, and whose side it is. Knowing the last user is what lets a close
 * tell whether it may act for the producer: it may when it comes from that very thread, when that
 * thread has ended (which happens-before {@link Thread#isAlive} answers false), or when there was
 * none. Whoever retires the side has it to itself, for good.
 */
@SuppressWarnings("unused")
abstract class ProducerSide extends CursorField {
    /*
     * In one object with the claims, not in padded objects of their own: the producer reads three
     * references less for each item (a tenth of its time).
     */
    /** Owns a side that nobody may use any more. Never started, so never alive. */
    private static final Thread NOBODY = nobody();

    private static final VarHandle NEXT;
    private static final VarHandle CURSOR;
    private static final VarHandle OWNER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT =
                    lookup.findVarHandle(ProducerFields.class, "next", long.class)
                            .withInvokeExactBehavior();
            CURSOR =
                    lookup.findVarHandle(CursorField.class, "cursor", long.class)
                            .withInvokeExactBehavior();
            OWNER = lookup.findVarHandle(ProducerFields.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long r00, r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15;

    ProducerSide(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombstones) {
        super(builder, ring, room, tombstones);
    }

    /** A thread that holds on to nothing of the one that happened to load this class. */
    private static Thread nobody() {
        Thread thread = new Thread(null, () -> {}, "nobody", 0, false);
        thread.setContextClassLoader(null);
        return thread;
    }

    final long readNext() {
        return (long) NEXT.getOpaque((ProducerFields) this);
    }

    final void claimUpTo(long end) {
        NEXT.setOpaque((ProducerFields) this, end);
    }

    final long readCursor() {
        Step.point();
        return (long) CURSOR.getAcquire((CursorField) this);
    }

    final void moveCursor(long end) {
        Step.point();
        CURSOR.setRelease((CursorField) this, end);
    }

    /** Whether the calling thread used this side last. */
    final boolean isMine() {
        return owner == Thread.currentThread();
    }

    /** Makes the side the calling thread's, unless nobody may use it any more. */
    final boolean takeOver() {
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
    final boolean retire() {
        Step.point();
        Thread was = (Thread) OWNER.getVolatile(this);
        boolean may = was == null || was == Thread.currentThread() || !was.isAlive();
        Step.point();
        return may && was != NOBODY && OWNER.compareAndSet(this, was, NOBODY);
    }
}
