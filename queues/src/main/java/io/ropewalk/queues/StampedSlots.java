package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/**
 * A first-in first-out list in numbered slots, out of whose middle an item can be taken in constant
 * time. Not for concurrent use: its owner's lock guards it.
 */
final class StampedSlots {
    /*
     * A slot s is one of
     *   taken       on the list from head to tail by next and previous; items[s] is its item and
     *               stamps[s] tells how many items had been put in before it
     *   free        on the chain from free by next; items[s] == null, stamps[s] == FREE
     *   untouched   s >= touched; as free, on no chain
     *
     * A stamp is never used twice, so slot and stamp name one stay of one item: whoever noted
     * both can tell later, by one comparison, whether that very item is still there.
     *
     * The arrays begin small and double up to the capacity. All new arrays are made before the
     * first is replaced, and append and take call nothing after their first write: when memory or
     * stack are short, nothing has changed. They never shrink.
     *
     * All fields are plain and guarded by the owner's lock.
     *
     * 20 bytes a slot (with compressed references), none for an item that comes and goes.
     */
    private static final int NONE = -1;
    private static final long FREE = -1;
    private static final int FIRST_LENGTH = 16;

    private final int capacity;
    private @Nullable Object[] items;
    private int[] next;
    private int[] previous;
    private long[] stamps;
    private int head = NONE;
    private int tail = NONE;
    private int free = NONE;
    private int touched;
    private int size;
    private long added;

    StampedSlots(int capacity) {
        this.capacity = capacity;
        int length = Math.min(capacity, FIRST_LENGTH);
        items = new Object[length];
        next = new int[length];
        previous = new int[length];
        stamps = new long[length];
    }

    int size() {
        return size;
    }

    int room() {
        return capacity - size;
    }

    /** How many items were ever put in. */
    long added() {
        return added;
    }

    /** The item at the head, or null when there is none. */
    @Nullable Object first() {
        return head == NONE ? null : items[head];
    }

    /**
     * Makes sure that so many items can be appended, at most {@link #room}.
     *
     * @throws OutOfMemoryError when there is no memory to grow; nothing has changed
     */
    void reserve(int count) {
        if (count > items.length - size) {
            long wanted = Math.max(size + count, 2L * items.length);
            int length = (int) Math.min(capacity, wanted);
            @Nullable Object[] newItems = Arrays.copyOf(items, length);
            int[] newNext = Arrays.copyOf(next, length);
            int[] newPrevious = Arrays.copyOf(previous, length);
            long[] newStamps = Arrays.copyOf(stamps, length);
            items = newItems;
            next = newNext;
            previous = newPrevious;
            stamps = newStamps;
        }
    }

    /** Puts an item at the tail; its slot must have been {@linkplain #reserve reserved}. */
    void append(Object item) {
        int slot = free;
        if (slot == NONE) {
            slot = touched++;
        } else {
            free = next[slot];
        }
        items[slot] = item;
        stamps[slot] = added++;
        next[slot] = NONE;
        previous[slot] = tail;
        if (tail == NONE) {
            head = slot;
        } else {
            next[tail] = slot;
        }
        tail = slot;
        size++;
    }

    /** Takes the item at the head; there must be one. */
    Object takeFirst() {
        return take(head);
    }

    /** Takes an item out if it is still the one that was noted: whether it was. */
    boolean take(int slot, long stamp) {
        if (stamps[slot] != stamp) {
            return false;
        }
        Object ignored = take(slot);
        return true;
    }

    private Object take(int slot) {
        Object item = Objects.requireNonNull(items[slot]);
        int before = previous[slot];
        int after = next[slot];
        if (before == NONE) {
            head = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            tail = before;
        } else {
            previous[after] = before;
        }
        items[slot] = null;
        stamps[slot] = FREE;
        next[slot] = free;
        free = slot;
        size--;
        return item;
    }

    /** The items in their order. */
    Object[] copy() {
        Object[] all = new Object[size];
        int i = 0;
        for (int slot = head; slot != NONE; slot = next[slot]) {
            all[i++] = Objects.requireNonNull(items[slot]);
        }
        return all;
    }

    /** The items in their order, each with its stay. */
    Stays stays() {
        Stays stays = new Stays(copy());
        int i = 0;
        for (int slot = head; slot != NONE; slot = next[slot]) {
            stays.slots[i] = slot;
            stays.stamps[i++] = stamps[slot];
        }
        return stays;
    }

    /** What was there at one moment, and how to find each item again if it still is. */
    static final class Stays {
        final Object[] items;
        final int[] slots;
        final long[] stamps;

        private Stays(Object[] items) {
            this.items = items;
            slots = new int[items.length];
            stamps = new long[items.length];
        }
    }
}
