package io.ropewalk.jcstress;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the two actors of a sample wait for each other before they begin.
 *
 * <p>The harness lets each actor run through a few hundred samples without looking at the other. An
 * actor that takes longer falls behind, and from then on finds everything done before it comes.
 * Tests with a long way, above all those that park, therefore meet once per sample. A meeting
 * orders what was written before it, but not what comes after.
 */
public final class Meeting {
    private static final int SPINS = 500;
    private static final int SHORT_DELAYS = 64;
    private static final int LONG_EVERY = 8;

    // A benign race: it only has to differ from sample to sample.
    private static int turn;

    private final AtomicInteger arrived = new AtomicInteger();

    /** Waits until the other actor has come too. */
    public void attend() {
        arrived.getAndIncrement();
        for (int spins = 0; arrived.get() < 2; spins++) {
            pause(spins);
        }
    }

    /**
     * Waits until the other actor has come too, and then for a moment that differs from sample to
     * sample, so that in the course of a run the rest of this actor falls upon each step of the
     * other one's way to sleep and back.
     */
    public void attendAndDawdle() {
        attend();
        int now = turn++;
        int delay = now * 7 % SHORT_DELAYS; // 7 and 64 have no common factor: each length comes
        if (now % LONG_EVERY == 0) {
            delay *= 16;
        }
        for (int i = 0; i < delay; i++) {
            Thread.onSpinWait();
        }
    }

    /**
     * Waits a little inside a loop over what another thread will do.
     *
     * @param spins how often the caller has waited
     */
    @SuppressWarnings("ThreadPriorityCheck") // with other work on the machine the peer may not run
    public static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
