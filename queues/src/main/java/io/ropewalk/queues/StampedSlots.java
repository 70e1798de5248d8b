package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/** First in, first out; an item can be taken out of the middle in constant time. */
class StampedSlots extends Arrangement {
    /*
     * Taken slots are on the list from head to tail by links (the next one) and previous.
     *
     * 20 bytes a slot (with compressed references), none for an item that comes and goes.
     */
    private int[] previous;
    private int head = NONE;
    private int tail = NONE;

    StampedSlots(int capacity) {
        super(capacity);
        previous = new int[length()];
    }

    @Override
    final @Nullable Object first() {
        return head == NONE ? null : items[head];
    }

    @Override
    void grow(int length) {
        int[] newPrevious = Arrays.copyOf(previous, length);
        super.grow(length);
        previous = newPrevious;
    }

    @Override
    void put(Object item) {
        int ignored = append(item);
    }

    /** Puts an item at the tail: its slot. */
    final int append(Object item) {
        mustNotBeAsking();
        int slot = claim(item);
        links[slot] = NONE;
        previous[slot] = tail;
        if (tail == NONE) {
            head = slot;
        } else {
            links[tail] = slot;
        }
        tail = slot;
        return slot;
    }

    @Override
    final Object takeFirst() {
        return take(head);
    }

    @Override
    Object take(int slot) {
        mustNotBeAsking();
        int before = previous[slot];
        int after = links[slot];
        if (before == NONE) {
            head = after;
        } else {
            links[before] = after;
        }
        if (after == NONE) {
            tail = before;
        } else {
            previous[after] = before;
        }
        return release(slot);
    }

    @Override
    final Object[] copy() {
        Object[] all = new Object[size()];
        int i = 0;
        for (int slot = head; slot != NONE; slot = links[slot]) {
            all[i++] = Objects.requireNonNull(items[slot]);
        }
        return all;
    }

    @Override
    final Stays stays() {
        Stays stays = new Stays(copy(), new int[size()], new long[size()]);
        int i = 0;
        for (int slot = head; slot != NONE; slot = links[slot]) {
            stays.slots[i] = slot;
            stays.stamps[i++] = stamps[slot];
        }
        return stays;
    }
}
