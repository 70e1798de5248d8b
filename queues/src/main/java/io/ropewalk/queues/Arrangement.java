package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Objects;

/**
 * Items in numbered slots, and which of them comes next: what a {@link LockedBuffer} keeps its
 * items in. Not for concurrent use: its owner's lock guards it.
 */
abstract class Arrangement {
    /*
     * A slot s is one of
     *   taken       arranged by the subclass, which may use links[s]; items[s] is its item and stamps[s]
     *               tells how many items had been put in before it
     *   free        on the chain from free by links; items[s] == null, stamps[s] == FREE
     *   untouched   s >= touched; as free, on no chain
     *
     * A stamp is never used twice, so slot and stamp name one stay of one item: whoever noted
     * both can tell later, by one comparison, whether that very item is still there.
     *
     * The arrays begin small and double up to the capacity. All new arrays are made before the
     * first is replaced, and nothing is called after the first write of put and take: when memory or
     * stack are short, or code of the user's throws, nothing has changed. They never shrink.
     *
     * Code of the user's (an order, equals of keys) may use the very buffer that calls it: its thread
     * has the lock. So it is called between ask and asked, and what would change anything meanwhile
     * throws.
     *
     * All fields are plain and guarded by the owner's lock. Those that are read for each item are
     * here, so that a call which depends on the subclass is made once an item.
     */
    static final int NONE = -1;

    private static final long FREE = -1;
    private static final int FIRST_LENGTH = 16;

    @Nullable Object[] items;
    long[] stamps;
    int[] links;
    private final int capacity;
    private int free = NONE;
    private int touched;
    private int size;
    private long added;
    private boolean asking;

    Arrangement(int capacity) {
        this.capacity = capacity;
        int length = Math.min(capacity, FIRST_LENGTH);
        items = new Object[length];
        stamps = new long[length];
        links = new int[length];
    }

    final int size() {
        return size;
    }

    final int room() {
        return capacity - size;
    }

    /** How many items were ever put in. */
    final long added() {
        return added;
    }

    /** For how many items there are slots. */
    final int length() {
        return items.length;
    }

    /** The item that comes next, or null when there is none. */
    abstract @Nullable Object first();

    /**
     * Makes sure that so many items can be put in, at most {@link #room}.
     *
     * @throws OutOfMemoryError when there is no memory to grow; nothing has changed
     */
    final void reserve(int count) {
        if (count > items.length - size) {
            mustNotBeAsking();
            long wanted = Math.max(size + count, 2L * items.length);
            grow((int) Math.min(capacity, wanted));
        }
    }

    /** Makes all arrays longer. Subclasses make theirs first, and replace them last. */
    void grow(int length) {
        @Nullable Object[] newItems = Arrays.copyOf(items, length);
        long[] newStamps = Arrays.copyOf(stamps, length);
        int[] newLinks = Arrays.copyOf(links, length);
        items = newItems;
        stamps = newStamps;
        links = newLinks;
    }

    /** Puts an item where it belongs; its slot must have been {@linkplain #reserve reserved}. */
    abstract void put(Object item);

    /** Takes the item that comes next; there must be one. */
    abstract Object takeFirst();

    /** Takes an item out if it is still the one that was noted: whether it was. */
    final boolean take(int slot, long stamp) {
        if (stamps[slot] != stamp) {
            return false;
        }
        Object ignored = take(slot);
        return true;
    }

    /** Takes an item out of wherever it is. */
    abstract Object take(int slot);

    /** As {@link #takeFirst}, but throws nothing: another item is better than none. */
    Object takeLeft() {
        return takeFirst();
    }

    /** Takes all. */
    void clear() {
        while (size > 0) {
            Object ignored = takeFirst();
        }
    }

    /** The items. */
    abstract Object[] copy();

    /** The items, each with its stay. */
    abstract Stays stays();

    /** Puts an item into a free slot, which the subclass has yet to arrange. */
    final int claim(Object item) {
        int slot = free;
        if (slot == NONE) {
            slot = touched++;
        } else {
            free = links[slot];
        }
        items[slot] = item;
        size++;
        stamp(slot);
        return slot;
    }

    /** Begins the stay of an item. */
    final void stamp(int slot) {
        stamps[slot] = added++;
    }

    /** Frees the slot of an item that is not in the arrangement any more. */
    final Object release(int slot) {
        Object item = Objects.requireNonNull(items[slot]);
        items[slot] = null;
        stamps[slot] = FREE;
        links[slot] = free;
        free = slot;
        size--;
        return item;
    }

    /** To be called before code of the user's is: nothing may change until {@link #asked}. */
    final void ask() {
        mustNotBeAsking();
        asking = true;
    }

    final void asked() {
        asking = false;
    }

    /** To be called before any change. */
    final void mustNotBeAsking() {
        if (asking) {
            throw new ConcurrentModificationException(
                    "a comparison of items or keys sends to or receives from the very buffer that"
                            + " compares them");
        }
    }
}
