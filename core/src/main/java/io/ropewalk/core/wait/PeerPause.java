package io.ropewalk.core.wait;

/**
 * Waiting for a peer that is between two instructions: it has claimed a slot and not yet published
 * it. That takes nanoseconds, or as long as the system keeps the peer off the processor.
 *
 * <p>Spins a little where that can help, yields a few times, then sleeps for short times. Never an
 * unbounded spin: with one processor, or when virtual threads occupy all carriers, the peer could
 * not go on.
 */
public final class PeerPause {
    private static final int SPINS = 64;
    private static final int YIELDS = 8;
    private static final long FIRST_NANOS = 50_000;
    private static final int DOUBLINGS = 4;

    private PeerPause() {}

    /**
     * Waits a moment.
     *
     * @param round how often the caller has waited for the same peer
     * @param blocker shown in thread dumps
     */
    public static void pause(int round, Object blocker) {
        int spins = Strand.maySpin() ? SPINS : 0;
        if (round < spins) {
            Thread.onSpinWait();
        } else if (round < spins + YIELDS) {
            Strand.yieldNow();
        } else {
            int doublings = Math.min(round - spins - YIELDS, DOUBLINGS);
            Strand.current().pause(blocker, FIRST_NANOS << doublings);
        }
    }
}
