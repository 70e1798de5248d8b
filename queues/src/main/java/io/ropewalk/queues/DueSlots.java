package io.ropewalk.queues;

import java.util.Arrays;

/** By the reading of a clock at which each item is due. */
final class DueSlots extends HeapSlots {
    /** dues[slot]: compared by difference, for readings may wrap. */
    private long[] dues;

    DueSlots(int capacity) {
        super(capacity);
        dues = new long[length()];
    }

    @Override
    void grow(int length) {
        long[] newDues = Arrays.copyOf(dues, length);
        super.grow(length);
        dues = newDues;
    }

    /** When the first is due; there must be one. */
    long firstDue() {
        return dues[firstSlot()];
    }

    @Override
    boolean isBefore(int slot, int other) {
        long difference = dues[slot] - dues[other];
        return difference < 0 || (difference == 0 && stamps[slot] < stamps[other]);
    }

    /** Puts an item where it belongs: whether it is the first now. */
    boolean put(Object item, long due) {
        int place = size();
        while (place > 0 && due - dues[above(place)] < 0) {
            place = parent(place);
        }
        dues[put(item, place)] = due;
        return place == 0;
    }

    @Override
    void put(Object item) {
        throw new AssertionError("an item that is never due");
    }

    @Override
    Stays stays(Object[] items, int[] slots, long[] stamps) {
        long[] stayDues = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            stayDues[i] = dues[slots[i]];
        }
        return new InHeap(items, slots, stamps) {
            @Override
            int compare(int i, int j) {
                return Long.signum(stayDues[i] - stayDues[j]);
            }
        };
    }
}
