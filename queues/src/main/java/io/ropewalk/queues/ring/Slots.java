package io.ropewalk.queues.ring;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * The slots of a ring, made once: a power of two.
 *
 * @param <E> what a slot holds
 */
final class Slots<E> {
    /**
     * Slot of sequence s: {@code array[(int) s & (array.length - 1)]}. Never changed once filled,
     * so nothing around it needs padding; and in this form the compiler knows that the index is in
     * bounds.
     */
    final Object[] array;

    Slots(int count, Supplier<? extends E> factory) {
        array = new Object[count];
        for (int i = 0; i < count; i++) {
            array[i] = Objects.requireNonNull(factory.get(), "the factory's slot number " + i);
        }
    }

    @SuppressWarnings("unchecked")
    E get(long sequence) {
        return (E) array[(int) sequence & (array.length - 1)];
    }
}
