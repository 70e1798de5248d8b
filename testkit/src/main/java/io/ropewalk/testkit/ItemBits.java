package io.ropewalk.testkit;

/** A set of sequence numbers below a fixed bound, one bit each; for one thread at a time. */
final class ItemBits {
    private final long[] words;

    ItemBits(int bound) {
        words = new long[(bound + 63) >>> 6];
    }

    /** Adds a number; answers whether it was new. */
    boolean add(int sequence) {
        long bit = 1L << sequence;
        boolean isNew = (words[sequence >>> 6] & bit) == 0;
        words[sequence >>> 6] |= bit;
        return isNew;
    }

    boolean contains(int sequence) {
        return (words[sequence >>> 6] & 1L << sequence) != 0;
    }

    int words() {
        return words.length;
    }

    long word(int index) {
        return words[index];
    }

    long count() {
        long sum = 0;
        for (long word : words) {
            sum += Long.bitCount(word);
        }
        return sum;
    }
}
