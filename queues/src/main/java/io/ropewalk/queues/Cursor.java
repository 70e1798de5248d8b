package io.ropewalk.queues;

import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Keeps the cursor away from what is allocated before it. */
@SuppressWarnings("unused")
abstract class CursorPadding {
    // The int fills the gap behind the object header; see WordPadding.
    int gap;
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}

/** What a side that is declared ONE keeps, apart from the slots. */
abstract class CursorFields extends CursorPadding {
    /** Items passed so far. Written by the side (release), read by anyone (acquire). */
    long index;

    /** A bound of {@link #index} that the side has read off the other side. Plain: for the side. */
    long limit;

    /**
     * How often this side found no room or no item. Written by the side, read by anyone (opaque).
     */
    long misses;

    /** The slot that is next. Plain: for the side only. */
    int slot;

    /**
     * The thread that used this side last, null before the first, or {@link Cursor#NOBODY}. Changed
     * by compare-and-set, compared plainly by the thread itself.
     */
    @Nullable Thread owner;
}

/**
 * The place of a side that is declared ONE, alone on its cache lines, and whose side it is.
 *
 * <p>Knowing the last user is what lets a close or a cancel tell whether it may act for that side:
 * it may when it comes from that very thread, when that thread has ended (which happens-before
 * {@link Thread#isAlive} answers false), or when there was none.
 */
@SuppressWarnings("unused")
final class Cursor extends CursorFields {
    /** Owns a side that nobody may use any more. Never started, so never alive. */
    private static final Thread NOBODY = nobody();

    private static final VarHandle INDEX;
    private static final VarHandle MISSES;
    private static final VarHandle OWNER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INDEX =
                    lookup.findVarHandle(CursorFields.class, "index", long.class)
                            .withInvokeExactBehavior();
            MISSES =
                    lookup.findVarHandle(CursorFields.class, "misses", long.class)
                            .withInvokeExactBehavior();
            OWNER = lookup.findVarHandle(CursorFields.class, "owner", Thread.class);
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

    /** Moves on by {@code count} items to {@code nextSlot}. For the side only. */
    void advance(int nextSlot, int count) {
        slot = nextSlot;
        INDEX.setRelease((CursorFields) this, index + count);
    }

    /** Moves on by {@code count} items. For the side only. */
    void advance(int count) {
        INDEX.setRelease((CursorFields) this, index + count);
    }

    void startAt(long firstIndex) {
        limit = firstIndex;
        INDEX.setVolatile((CursorFields) this, firstIndex);
    }

    long index() {
        return (long) INDEX.getAcquire((CursorFields) this);
    }

    void countMiss() {
        MISSES.setOpaque((CursorFields) this, misses + 1);
    }

    long misses() {
        return (long) MISSES.getOpaque((CursorFields) this);
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

    /**
     * Leaves the side without a user, so that anybody may retire it, after a call that a thread
     * made in the place of the side's user: a granted wait without a strand.
     */
    void handBack() {
        Step.point();
        OWNER.compareAndSet(this, Thread.currentThread(), null);
    }

    /** Whether nobody may use this side any more. */
    boolean isRetired() {
        return (Thread) OWNER.getVolatile(this) == NOBODY;
    }

    /**
     * Ends the use of this side, if the calling thread may: it is the last user, the last user has
     * ended, or there was none. The caller that gets true has the side to itself, for good.
     */
    boolean retire() {
        Step.point();
        Thread was = (Thread) OWNER.getVolatile(this);
        boolean may = was == null || was == Thread.currentThread() || !was.isAlive();
        Step.point();
        return may && was != NOBODY && OWNER.compareAndSet(this, was, NOBODY);
    }
}
