package io.ropewalk.queues;

/**
 * The layout of an index word that many threads change. A position counts in steps of {@link #ONE},
 * so that two bits stay free; it wraps at 2^64 and is compared by difference. The word changes by
 * atomic updates only, and so does each bit.
 */
final class IndexBits {
    /** One position. */
    static final long ONE = 4;

    /** Somebody sleeps who must be woken by whoever moves this index. */
    static final long SLEEPER = 1;

    /**
     * In a producers' word: no more items. Set once; every claim is before it or fails, so a close
     * is totally ordered against every send.
     */
    static final long CLOSED = 2;

    private static final long BITS = ONE - 1;

    private IndexBits() {}

    static long position(long word) {
        return word & ~BITS;
    }

    static boolean isClosed(long word) {
        return (word & CLOSED) != 0;
    }

    static boolean hasSleeper(long word) {
        return (word & SLEEPER) != 0;
    }

    /** The position of an index that counts in steps of one. */
    static long positionOf(long index) {
        return index * ONE;
    }

    /** How many items lie between two positions. */
    static long distance(long later, long earlier) {
        return (later - earlier) >> 2;
    }
}
