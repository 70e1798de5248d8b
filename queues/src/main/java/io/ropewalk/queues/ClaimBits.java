package io.ropewalk.queues;

/**
 * A claim as a number: the first slot and how many follow each other in the ring, and whether
 * somebody sleeps who must be woken once they have been used. A number below zero is none.
 */
final class ClaimBits {
    /** Nothing to claim now: no room, or no item. */
    static final long NONE = -1;

    /** Nothing to claim any more. */
    static final long END = -2;

    private static final int SLEEPER = 1;
    private static final int SLOT = 1;
    private static final int RUN = 32;

    private ClaimBits() {}

    /**
     * A claim.
     *
     * @param slot at least 0 and less than 2^30
     * @param run how many, at least 1
     * @param word the index word by whose change it was claimed
     */
    static long of(int slot, int run, long word) {
        return ((long) run << RUN) | ((long) slot << SLOT) | (word & IndexBits.SLEEPER);
    }

    static int slot(long claim) {
        return (int) claim >>> SLOT;
    }

    static int run(long claim) {
        return (int) (claim >>> RUN);
    }

    static boolean hasSleeper(long claim) {
        return (claim & SLEEPER) != 0;
    }
}
