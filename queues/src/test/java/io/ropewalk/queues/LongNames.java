package io.ropewalk.queues;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Under which numbers items go through a buffer of longs. */
interface LongNames<T> {
    /** The name of an item that is about to be sent. */
    long nameOf(T item);

    /** The item that has come out under a name. */
    T itemOf(long name);

    /** Longs are their own names. */
    final class Same implements LongNames<Long> {
        @Override
        public long nameOf(Long item) {
            return item;
        }

        @Override
        public Long itemOf(long name) {
            return name;
        }
    }

    /**
     * Each item that is sent has a name of its own, under which it can come out once. The names are
     * from all over the range, the ones first that code for longs takes for something else.
     */
    final class Given<T> implements LongNames<T> {
        private static final long[] FIRST = {
            0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1, -2, Integer.MIN_VALUE, 1L << 32
        };
        private static final long ODD = 0x9E3779B97F4A7C15L;

        private final AtomicLong given = new AtomicLong();
        private final Map<Long, T> items = new ConcurrentHashMap<>();

        @Override
        public long nameOf(T item) {
            while (true) {
                long number = given.getAndIncrement();
                long name = number < FIRST.length ? FIRST[(int) number] : number * ODD;
                if (items.putIfAbsent(name, item) == null) {
                    return name;
                }
            }
        }

        @Override
        public T itemOf(long name) {
            T item = items.remove(name);
            if (item == null) {
                throw new AssertionError(name + " was never sent, or has come out before");
            }
            return item;
        }
    }
}
