package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * By an order, and among equals by acceptance: a binary heap of slots, out of whose middle an item
 * can be taken in logarithmic time.
 */
abstract class HeapSlots extends Arrangement {
    /*
     * heap[0] to heap[size - 1] are the taken slots, links[slot] is a slot's place there. No place comes
     * before its parent, (place - 1) / 2.
     *
     * The order may be code of the user's and throw, in a put as well as in a take. So the way is
     * searched first, with all comparisons, and then gone.
     *
     * 20 bytes a slot (with compressed references), 28 by due times.
     */
    private int[] heap;

    HeapSlots(int capacity) {
        super(capacity);
        heap = new int[length()];
    }

    /** Whether what is in one slot comes before what is in another. May throw. */
    abstract boolean isBefore(int slot, int other);

    static int parent(int place) {
        return (place - 1) >>> 1;
    }

    /** The slot above a place, which is not the top. */
    final int above(int place) {
        return heap[parent(place)];
    }

    final int firstSlot() {
        return heap[0];
    }

    @Override
    final @Nullable Object first() {
        return size() == 0 ? null : items[heap[0]];
    }

    @Override
    void grow(int length) {
        int[] newHeap = Arrays.copyOf(heap, length);
        super.grow(length);
        heap = newHeap;
    }

    /** Puts an item at its place, which whoever calls has found, after its equals. */
    final int put(Object item, int place) {
        int slot = claim(item);
        int from = size() - 1;
        while (from != place) {
            set(from, above(from));
            from = parent(from);
        }
        set(place, slot);
        return slot;
    }

    private void set(int place, int slot) {
        heap[place] = slot;
        links[slot] = place;
    }

    @Override
    final Object takeFirst() {
        return take(heap[0]);
    }

    /** The last of the heap fills the gap, or goes to where it belongs above or below it. */
    @Override
    final Object take(int slot) {
        mustNotBeAsking();
        int end = size() - 1;
        int gap = links[slot];
        int last = heap[end];
        if (slot == last) {
            return release(slot);
        }
        int place = placeOf(last, gap, end);
        if (place < gap) {
            for (int to = gap; to != place; to = parent(to)) {
                set(to, above(to));
            }
            set(place, last);
        } else {
            int moving = last;
            for (int to = place; to != gap; to = parent(to)) {
                int next = heap[to];
                set(to, moving);
                moving = next;
            }
            set(gap, moving);
        }
        return release(slot);
    }

    /** Where the last, beyond the end, belongs when there is a gap. */
    private int placeOf(int last, int gap, int end) {
        ask();
        try {
            int place = gap;
            while (place > 0 && isBefore(last, above(place))) {
                place = parent(place);
            }
            return place < gap ? place : placeBelow(gap, last, end);
        } finally {
            asked();
        }
    }

    private int placeBelow(int gap, int last, int end) {
        int place = gap;
        int child = 2 * gap + 1;
        while (child < end) {
            if (child + 1 < end && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], last)) {
                break;
            }
            place = child;
            child = 2 * place + 1;
        }
        return place;
    }

    /** Takes the last of the heap where the order fails: for that one nothing is compared. */
    @Override
    final Object takeLeft() {
        try {
            return takeFirst();
        } catch (Throwable failure) {
            return takeLast();
        }
    }

    private Object takeLast() {
        return take(heap[size() - 1]);
    }

    @Override
    final void clear() {
        while (size() > 0) {
            Object ignored = takeLast();
        }
    }

    @Override
    final Object[] copy() {
        Object[] all = new Object[size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = Objects.requireNonNull(items[heap[i]]);
        }
        return all;
    }

    @Override
    final Stays stays() {
        int[] slots = Arrays.copyOf(heap, size());
        long[] stayStamps = new long[slots.length];
        for (int i = 0; i < slots.length; i++) {
            stayStamps[i] = stamps[slots[i]];
        }
        return stays(copy(), slots, stayStamps);
    }

    abstract Stays stays(Object[] items, int[] slots, long[] stamps);

    /** As they stood in the heap. */
    abstract static class InHeap extends Stays {
        InHeap(Object[] items, int[] slots, long[] stamps) {
            super(items, slots, stamps);
        }

        /** Compares the items of two indices. */
        abstract int compare(int i, int j);

        @Override
        final Stays inOrder() {
            Integer[] order = new Integer[items.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    (i, j) -> {
                        int difference = compare(i, j);
                        return difference != 0 ? difference : Long.compare(stamps[i], stamps[j]);
                    });
            Stays sorted =
                    new Stays(
                            new Object[items.length],
                            new int[items.length],
                            new long[items.length]);
            for (int i = 0; i < order.length; i++) {
                sorted.items[i] = items[order[i]];
                sorted.slots[i] = slots[order[i]];
                sorted.stamps[i] = stamps[order[i]];
            }
            return sorted;
        }
    }
}
