package io.ropewalk.queues;

import java.util.Comparator;
import java.util.Objects;

/** By the user's order. */
final class ComparedSlots extends HeapSlots {
    private final Comparator<Object> order;

    /** Creates it empty. All items must be such that they can be compared so. */
    @SuppressWarnings("unchecked")
    ComparedSlots(int capacity, Comparator<?> order) {
        super(capacity);
        this.order = (Comparator<Object>) order;
    }

    private int compare(Object item, int slot) {
        return order.compare(item, Objects.requireNonNull(items[slot]));
    }

    @Override
    boolean isBefore(int slot, int other) {
        int difference = compare(Objects.requireNonNull(items[slot]), other);
        return difference < 0 || (difference == 0 && stamps[slot] < stamps[other]);
    }

    @Override
    void put(Object item) {
        int ignored = put(item, placeOf(item));
    }

    private int placeOf(Object item) {
        ask();
        try {
            int place = size();
            while (place > 0 && compare(item, above(place)) < 0) {
                place = parent(place);
            }
            return place;
        } finally {
            asked();
        }
    }

    @Override
    Stays stays(Object[] items, int[] slots, long[] stamps) {
        return new InHeap(items, slots, stamps) {
            @Override
            int compare(int i, int j) {
                return order.compare(this.items[i], this.items[j]);
            }
        };
    }
}
