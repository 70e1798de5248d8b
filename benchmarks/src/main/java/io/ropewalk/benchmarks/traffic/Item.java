package io.ropewalk.benchmarks.traffic;

import java.util.SplittableRandom;

/** What is handed over. Made before the measurement, read-only, and always the same few. */
public final class Item {
    /** How many a producer has: few enough to stay in the caches, a power of two. */
    public static final int COUNT = 512;

    /** Consumers add these up; random, so that a lost and a doubled item do not cancel out. */
    public final long value;

    Item(long value) {
        this.value = value;
    }

    /**
     * Makes the items of a producer.
     *
     * @param seed decides their values
     * @return as many as {@link #COUNT}
     */
    public static Item[] some(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Item[] items = new Item[COUNT];
        for (int i = 0; i < COUNT; i++) {
            items[i] = new Item(random.nextLong());
        }
        return items;
    }

    /**
     * Adds up the values of the first so many, starting over at the end.
     *
     * @param items the items of a producer
     * @param count how many
     * @return the sum
     */
    public static long sum(Item[] items, int count) {
        long once = 0;
        long rest = 0;
        for (int i = 0; i < COUNT; i++) {
            once += items[i].value;
            if (i < count % COUNT) {
                rest += items[i].value;
            }
        }
        return once * (count / COUNT) + rest;
    }
}
