package io.ropewalk.core.wait;

import java.util.function.LongSupplier;

/**
 * How long one side of a primitive spins before it sleeps, and how often it looks meanwhile. Learns
 * from its hits and misses: a side whose partner is usually about to act spins longer, one that
 * mostly ends up asleep hardly spins.
 *
 * <p>Spins only where {@link Strand#maySpin()} allows it, then yields a few times (platform threads
 * only, with one processor too).
 *
 * <pre>{@code
 * int tries = spinner.tries();
 * for (int i = 0; i < tries; i++) {
 *     spinner.pause(i, tries);
 *     if (attempt()) {
 *         spinner.hit();
 *         return;
 *     }
 * }
 * spinner.miss();
 * }</pre>
 */
public final class Spinner {
    /*
     * spins, gap, last: plain, shared by all strands of the side. Lost updates only make it learn
     * slower; an int is never torn, and each new value is computed from one read, within its bounds.
     * A torn `last` gives one wrong run.
     *
     * gap: how many spins go by between two looks. A look takes the cache line away from the partner
     * who is writing it, and costs that one about as much as dozens of items. A side that is faster
     * than its partner would look after each item. It learns from the run, the items that have
     * passed since it last had to wait:
     *   a single one                   the partner answers, one at a time: look at once
     *   a few                          a stream: leave the partner alone for longer
     *   more than half of the capacity the partner was about to wait in its turn: look sooner
     * At most 64 spins, one or two microseconds: what a stream's item may come later for it. A side
     * that has learnt to hardly spin still lets one gap go by before it sleeps.
     */
    private static final int LEAST = 4;
    private static final int MOST_GAP = 64;
    private static final int LONG_RUN = 128;

    private final int most;
    private final int yields;
    private final int capacity;
    private final LongSupplier passed;
    private int spins;
    private int gap = 1;
    private long last;

    /**
     * Creates a spinner.
     *
     * @param most the most spins; zero for none
     * @param yields how often to yield after the spins
     * @param capacity how many items may pass until the partner has to wait
     * @param passed tells how many items have passed this side so far
     */
    public Spinner(int most, int yields, int capacity, LongSupplier passed) {
        this.most = most;
        this.yields = yields;
        this.capacity = capacity;
        this.passed = passed;
        this.spins = most / 2;
    }

    /**
     * How many tries to make before sleeping.
     *
     * @return zero where the caller must neither spin nor yield
     */
    public int tries() {
        if (!Strand.mayYield()) {
            return 0;
        }
        if (most == 0 || !Strand.maySpin()) {
            return yields;
        }
        return Math.max(1, spins / learnGap()) + yields;
    }

    private int learnGap() {
        long position = passed.getAsLong();
        long run = position - last;
        last = position;
        int now = gap;
        if (run < 2 || run > capacity / 2) {
            now = Math.max(1, now / 2);
        } else if (run < Math.min(capacity / 4, LONG_RUN)) {
            now = Math.min(now * 2, Math.min(MOST_GAP, most));
        }
        gap = now;
        return now;
    }

    /**
     * Waits a moment before a try.
     *
     * @param done how many tries have been made
     * @param tries how many there are to make in all
     */
    public void pause(int done, int tries) {
        if (done < tries - yields) {
            int spinsOfThis = spinsBeforeTry(tries);
            for (int i = 0; i < spinsOfThis; i++) {
                Thread.onSpinWait();
            }
        } else {
            Strand.yieldNow();
        }
    }

    /** Another strand may have changed the gap since: all tries together stay within the most. */
    int spinsBeforeTry(int tries) {
        return Math.min(gap, Math.max(1, most / (tries - yields)));
    }

    /** A try succeeded. */
    public void hit() {
        int now = spins;
        spins = now + (most - now + 7) / 8;
    }

    /** All tries failed. */
    public void miss() {
        int now = spins;
        spins = Math.max(Math.min(LEAST, most), now - now / 4);
    }
}
