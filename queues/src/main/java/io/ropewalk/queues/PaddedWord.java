package io.ropewalk.queues;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Keeps the word away from what is allocated before it. */
@SuppressWarnings("unused")
abstract class WordPadding {
    // The int fills the gap behind the object header, where the JVM would else put a field of a
    // subclass.
    int gap;
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}

/** The word itself. */
abstract class WordField extends WordPadding {
    long value;
}

/** A shared long alone on its cache lines: an index that many threads change by compare-and-set. */
@SuppressWarnings("unused")
final class PaddedWord extends WordField {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE =
                    MethodHandles.lookup()
                            .findVarHandle(WordField.class, "value", long.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;

    PaddedWord(long initial) {
        VALUE.setVolatile((WordField) this, initial);
    }

    long getVolatile() {
        return (long) VALUE.getVolatile((WordField) this);
    }

    long getOpaque() {
        return (long) VALUE.getOpaque((WordField) this);
    }

    void setOpaque(long value) {
        VALUE.setOpaque((WordField) this, value);
    }

    long getAcquire() {
        return (long) VALUE.getAcquire((WordField) this);
    }

    void setRelease(long value) {
        VALUE.setRelease((WordField) this, value);
    }

    boolean compareAndSet(long expected, long value) {
        return VALUE.compareAndSet((WordField) this, expected, value);
    }

    long getAndAdd(long delta) {
        return (long) VALUE.getAndAdd((WordField) this, delta);
    }

    long getAndOr(long bits) {
        return (long) VALUE.getAndBitwiseOr((WordField) this, bits);
    }

    long getAndAnd(long bits) {
        return (long) VALUE.getAndBitwiseAnd((WordField) this, bits);
    }
}
