package io.ropewalk.queues;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * First in, first out, with a key for each item, by which it is found and can be replaced where it
 * stands.
 */
final class KeyedSlots extends StampedSlots {
    /*
     * A hash table beside the list, as long as it: buckets[hash & mask] is the first of a chain of
     * slots by nextInBucket. keys and hashes stay in it while the slot is taken.
     *
     * Only find runs code of the user's, equals of the keys, and it writes nothing. Putting, replacing
     * and taking compare slots and use the hash that came with the key.
     */
    private @Nullable Object[] keys;
    private int[] hashes;
    private int[] nextInBucket;
    private int[] buckets;

    KeyedSlots(int capacity) {
        super(capacity);
        int length = length();
        keys = new Object[length];
        hashes = new int[length];
        nextInBucket = new int[length];
        buckets = emptyBuckets(length);
    }

    private static int[] emptyBuckets(int length) {
        int[] buckets = new int[length == 1 ? 1 : Integer.highestOneBit(length - 1) << 1];
        Arrays.fill(buckets, NONE);
        return buckets;
    }

    private static int bucket(int hash, int[] buckets) {
        return (hash ^ hash >>> 16) & buckets.length - 1;
    }

    @Override
    void grow(int length) {
        @Nullable Object[] newKeys = Arrays.copyOf(keys, length);
        int[] newHashes = Arrays.copyOf(hashes, length);
        int[] newNext = new int[length];
        int[] newBuckets = emptyBuckets(length);
        super.grow(length);
        keys = newKeys;
        hashes = newHashes;
        nextInBucket = newNext;
        buckets = newBuckets;
        for (int slot = 0; slot < length; slot++) {
            if (keys[slot] != null) {
                enter(slot);
            }
        }
    }

    private void enter(int slot) {
        int bucket = bucket(hashes[slot], buckets);
        nextInBucket[slot] = buckets[bucket];
        buckets[bucket] = slot;
    }

    /**
     * The slot of the item with this key, or {@link #NONE}.
     *
     * @param hash of the key
     */
    int find(Object key, int hash) {
        ask();
        try {
            int slot = buckets[bucket(hash, buckets)];
            while (slot != NONE && !(hashes[slot] == hash && key.equals(keys[slot]))) {
                slot = nextInBucket[slot];
            }
            return slot;
        } finally {
            asked();
        }
    }

    /** Puts an item with a key that no other has at the tail. */
    void put(Object item, Object key, int hash) {
        int slot = append(item);
        keys[slot] = key;
        hashes[slot] = hash;
        enter(slot);
    }

    /** Ends the stay of an item and begins that of another in its place: the former. */
    @Nullable Object replace(int slot, Object item, Object key) {
        Object replaced = items[slot];
        items[slot] = item;
        keys[slot] = key; // an equal one, and the old may be part of the old item
        stamp(slot);
        return replaced;
    }

    @Override
    void put(Object item) {
        throw new AssertionError("an item without its key");
    }

    @Override
    Object take(int slot) {
        mustNotBeAsking();
        int bucket = bucket(hashes[slot], buckets);
        int other = buckets[bucket];
        if (other == slot) {
            buckets[bucket] = nextInBucket[slot];
        } else {
            while (nextInBucket[other] != slot) {
                other = nextInBucket[other];
            }
            nextInBucket[other] = nextInBucket[slot];
        }
        keys[slot] = null;
        return super.take(slot);
    }
}
