package io.ropewalk.core.wait;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A wait queue whose waiters all wait for one and the same publisher, which publishes by a plain
 * release store. The publisher pays no fence; the sleepers pay instead.
 *
 * <p>After each publication the publisher calls {@link #afterPublish}: one opaque load while nobody
 * waits.
 *
 * <p>Two ways to be sure that no wake-up is lost:
 *
 * <ul>
 *   <li><b>Sleepers fence</b> (platform threads): a sleeper announces itself, fences, attempts, and
 *       then looks again after 50 µs, 1 ms, 20 ms and each further second. A publication that
 *       crossed the announcement is found at the next look; {@link #rescues()} counts those.
 *   <li><b>Publisher fences</b>: chosen at construction, or for good from the first sleeper that is
 *       a virtual thread, a coroutine or a callback. Sleepers then park without a timer, once the
 *       publisher has acknowledged.
 * </ul>
 */
public class OnePublisherWaitQueue extends WaitQueue {
    /*
     * signal: SLEEPER <=> announced; FENCES and ATTENTION once set stay. Written under the lock (RMW), read opaque
     * by the publisher after each publication.
     * acknowledged: written once by the publisher (release), read by sleepers (acquire).
     *
     * Sleepers fence. Store-buffer litmus: publisher { item; read signal }, sleeper { signal; fence;
     * read item }. Without a fence in the publisher both may miss. The sleeper's looks end that: the
     * publisher's store becomes visible in finite time, in practice within a microsecond, so the
     * first look after 50 us nearly always suffices. Java's memory model promises no time; the ADR
     * "wake-up without a fence" says what is assumed.
     *
     * Publisher fences. publisher { item; read FENCES; fence; read SLEEPER }, sleeper { SLEEPER;
     * fence; read item }: one of them sees the other. A publication that still read the word without
     * FENCES is not covered, so a sleeper trusts only after `acknowledged`: it is stored by the
     * publisher behind all earlier items, and a sleeper reads it before the attempt that precedes an
     * untimed park. A publisher that never publishes again never acknowledges: after looks at 50 us,
     * 1 ms, 20 ms and 1 s its last store is taken to be visible.
     */
    private static final int SLEEPER = 1;
    private static final int FENCES = 2;
    private static final int ATTENTION = 4;

    private static final long[] LOOK_AFTER = {50_000, 1_000_000, 20_000_000, 1_000_000_000};

    private static final VarHandle SIGNAL;
    private static final VarHandle ACKNOWLEDGED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SIGNAL =
                    lookup.findVarHandle(OnePublisherWaitQueue.class, "signal", int.class)
                            .withInvokeExactBehavior();
            ACKNOWLEDGED =
                    lookup.findVarHandle(OnePublisherWaitQueue.class, "acknowledged", boolean.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by SIGNAL
    private int signal;

    @SuppressWarnings("unused") // by ACKNOWLEDGED
    private boolean acknowledged;

    /**
     * Creates an empty queue.
     *
     * @param subject what is waited on
     * @param operation what a waiter does there
     * @param publisherFences whether the publisher fences from the start
     */
    public OnePublisherWaitQueue(Object subject, String operation, boolean publisherFences) {
        super(subject, operation);
        signal = publisherFences ? FENCES : 0;
        acknowledged = publisherFences;
    }

    /**
     * Wakes waiters if there are any. The publisher calls this after it has published.
     *
     * @param count how many attempts the publication can make succeed
     */
    public final void afterPublish(int count) {
        Step.point();
        if ((int) SIGNAL.getOpaque(this) != 0) {
            wakeAnnounced(count);
        }
    }

    private void wakeAnnounced(int count) {
        if (((int) SIGNAL.getOpaque(this) & FENCES) != 0) {
            VarHandle.fullFence(); // item before SLEEPER and ATTENTION
            if (!(boolean) ACKNOWLEDGED.getOpaque(this)) {
                ACKNOWLEDGED.setRelease(this, true);
            }
        }
        if (((int) SIGNAL.getOpaque(this) & ATTENTION) != 0) {
            attend();
        }
        Step.point();
        if (((int) SIGNAL.getOpaque(this) & SLEEPER) != 0) {
            wake(count);
        }
    }

    /** Makes the publisher {@link #attend} after this and each later publication. */
    public final void demandAttention() {
        int ignored = (int) SIGNAL.getAndBitwiseOr(this, ATTENTION);
    }

    /** What the publisher does after a publication once its attention was demanded. */
    protected void attend() {}

    @Override
    protected final boolean mayMissSignals() {
        return !isFencedForSure();
    }

    private boolean isFencedForSure() {
        return ((int) SIGNAL.getOpaque(this) & FENCES) != 0
                && (boolean) ACKNOWLEDGED.getAcquire(this);
    }

    @Override
    protected final void announce(boolean platformThread) {
        int bits = platformThread ? SLEEPER : SLEEPER | FENCES;
        int ignored = (int) SIGNAL.getAndBitwiseOr(this, bits);
    }

    @Override
    protected final void retract() {
        int ignored = (int) SIGNAL.getAndBitwiseAnd(this, ~SLEEPER);
    }

    @Override
    protected long recheckNanos(int round) {
        boolean flipped = ((int) SIGNAL.getOpaque(this) & FENCES) != 0;
        if (isFencedForSure() || (flipped && round >= LOOK_AFTER.length)) {
            return Long.MAX_VALUE;
        }
        return lookAfter(round);
    }

    /**
     * When to look for oneself where no signal can be relied on.
     *
     * @param round how often one has looked
     * @return 50 µs, 1 ms, 20 ms, and from then on a second, in nanoseconds
     */
    public static long lookAfter(int round) {
        return LOOK_AFTER[Math.min(round, LOOK_AFTER.length - 1)];
    }
}
