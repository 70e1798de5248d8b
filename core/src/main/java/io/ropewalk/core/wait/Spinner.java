package io.ropewalk.core.wait;

/**
 * How long one side of a primitive spins before it sleeps. Learns from its hits and misses: a side
 * whose partner is usually about to act spins longer, one that mostly ends up asleep hardly spins.
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
     * spins: plain, shared by all strands of the side. Lost updates only make it learn slower; an
     * int is never torn, and each new value is computed from one read, within [least, most].
     */
    private static final int LEAST = 4;

    private final int most;
    private final int yields;
    private int spins;

    /**
     * Creates a spinner.
     *
     * @param most the most spins; zero for none
     * @param yields how often to yield after the spins
     */
    public Spinner(int most, int yields) {
        this.most = most;
        this.yields = yields;
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
        return most > 0 && Strand.maySpin() ? spins + yields : yields;
    }

    /**
     * Waits a moment before a try.
     *
     * @param done how many tries have been made
     * @param tries how many there are to make in all
     */
    public void pause(int done, int tries) {
        if (done < tries - yields) {
            Thread.onSpinWait();
        } else {
            Strand.yieldNow();
        }
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
