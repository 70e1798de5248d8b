package io.ropewalk.queues.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Keeps the number away from what is allocated before it. */
@SuppressWarnings("unused")
abstract class SequencePadding {
    // The int fills the gap behind the object header, where the JVM would else put a field of a
    // subclass.
    int gap;
    long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}

/** The number itself. */
abstract class SequenceField extends SequencePadding {
    long value;
}

/**
 * A shared number alone on its cache lines: 128 bytes on both sides, for processors that fetch
 * lines in pairs. Everything that one party of a ring writes while another reads it is one.
 */
@SuppressWarnings("unused")
final class Sequence extends SequenceField {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE =
                    MethodHandles.lookup()
                            .findVarHandle(SequenceField.class, "value", long.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long q00, q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;

    Sequence(long initial) {
        VALUE.setVolatile((SequenceField) this, initial);
    }

    long getAcquire() {
        return (long) VALUE.getAcquire((SequenceField) this);
    }

    long getOpaque() {
        return (long) VALUE.getOpaque((SequenceField) this);
    }

    long getVolatile() {
        return (long) VALUE.getVolatile((SequenceField) this);
    }

    void setRelease(long value) {
        VALUE.setRelease((SequenceField) this, value);
    }

    void setOpaque(long value) {
        VALUE.setOpaque((SequenceField) this, value);
    }

    boolean compareAndSet(long expected, long value) {
        return VALUE.compareAndSet((SequenceField) this, expected, value);
    }

    long getAndOr(long bits) {
        return (long) VALUE.getAndBitwiseOr((SequenceField) this, bits);
    }
}
