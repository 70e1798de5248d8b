package io.ropewalk.queues;

import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Function;

/** First in, first out, but a newer item takes the place of the one with its key that waits. */
final class KeyedBuffer<T> extends RemovableBuffer<T> {
    /*
     * Key and hash are asked for before the section, in which equals of the keys alone is left of the
     * user's code.
     *
     * A replacement wakes no receiver: there was an item before and there is one now, and whoever put
     * the former in has woken for it. To the counts it is a receipt and an acceptance.
     *
     * A sender that was woken for room and replaces instead leaves the room to the next: it wakes one,
     * as whoever makes room does.
     */
    private final Function<? super T, ?> key;
    private final KeyedSlots slots;

    KeyedBuffer(BoundedBufferBuilder<T> builder, Function<? super T, ?> key) {
        this(builder, key, new KeyedSlots(builder.capacity));
    }

    private KeyedBuffer(
            BoundedBufferBuilder<T> builder, Function<? super T, ?> key, KeyedSlots slots) {
        super(builder, slots);
        this.key = key;
        this.slots = slots;
    }

    private Object keyOf(T item) {
        Object itsKey = key.apply(item);
        if (itsKey == null) {
            throw new NullPointerException(
                    "the key of " + item.getClass().getName() + " to conflate by is null");
        }
        return itsKey;
    }

    @Override
    void check(T item) {
        Object ignored = keyOf(item);
    }

    @Override
    int offer(T item) {
        Object itsKey = keyOf(item);
        int hash = itsKey.hashCode();
        Object replaced = null;
        boolean awaited;
        Step.point();
        synchronized (lock) {
            if (closed) {
                return CLOSED;
            }
            int slot = slots.find(itsKey, hash);
            if (slot != Arrangement.NONE) {
                replaced = slots.replace(slot, item, itsKey);
                awaited = senders.announced && slots.room() > 0;
            } else if (slots.room() == 0) {
                return FULL;
            } else {
                slots.reserve(1);
                slots.put(item, itsKey, hash);
                awaited = receivers.announced;
            }
        }
        if (awaited) {
            (replaced == null ? receivers : senders).wake(1);
        }
        if (replaced != null) {
            countDropped();
            undelivered(replaced);
        }
        return ACCEPTED;
    }

    /** One claim for each: each has its key, and perhaps another item to hand over. */
    @Override
    @SuppressWarnings("unchecked")
    int offerMany(@Nullable Object[] items, int from, int to) {
        int sent = 0;
        int answer = ACCEPTED;
        while (from + sent < to && answer == ACCEPTED) {
            try {
                answer = offer((T) Objects.requireNonNull(items[from + sent]));
            } catch (RuntimeException failure) {
                if (sent == 0) {
                    throw failure;
                }
                return sent; // the next call begins with this one
            }
            if (answer == ACCEPTED) {
                sent++;
            }
        }
        return sent > 0 ? sent : answer;
    }
}
