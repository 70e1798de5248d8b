package io.ropewalk.queues.ring;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * The slots of a ring, made once: a power of two. Unused places at both ends keep the array's
 * header and neighbours off the cache lines in use.
 *
 * @param <E> what a slot holds
 */
final class Slots<E> {
    static final int PAD = 32;

    /** Slot of sequence s: {@code array[PAD + ((int) s & mask)]}. Never changed once filled. */
    final Object[] array;

    final int mask;

    Slots(int count, Supplier<? extends E> factory) {
        array = new Object[PAD + count + PAD];
        mask = count - 1;
        for (int i = 0; i < count; i++) {
            array[PAD + i] =
                    Objects.requireNonNull(factory.get(), "the factory's slot number " + i);
        }
    }

    @SuppressWarnings("unchecked")
    E get(long sequence) {
        return (E) array[PAD + ((int) sequence & mask)];
    }
}
