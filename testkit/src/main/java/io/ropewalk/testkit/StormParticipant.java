package io.ropewalk.testkit;

import io.ropewalk.core.Channel;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What producers and consumers of a storm have in common. */
abstract class StormParticipant implements Runnable {
    /*
     * Between two calls a participant does nothing that orders memory more than necessary: its notes
     * are its own, and its progress is stored without a fence.
     */
    private static final long STALL_NANOS = 100_000;

    final String name;
    final StormRound round;
    final StormOptions options;
    final Channel<Long> channel;
    final SplittableRandom random;
    final StormTally tally = new StormTally();

    private final AtomicLong progress = new AtomicLong();
    private long steps;
    private boolean pendingBefore;
    private AbortInjector.@Nullable Victim victim;
    private volatile boolean atWork;
    private volatile @Nullable Throwable failure;

    StormParticipant(String name, StormRound round, SplittableRandom random) {
        this.name = name;
        this.round = round;
        this.options = round.options;
        this.channel = round.channel;
        this.random = random;
    }

    /** Runs first, undisturbed by interrupts. */
    abstract void prepare() throws InterruptedException;

    /** Calls the channel until the work is done or the channel has ended. */
    abstract void work() throws InterruptedException;

    /** Runs last, whatever happened. */
    void leave() {}

    @Override
    public final void run() {
        try {
            round.awaitStart();
            prepare();
            if (round.strikes()) {
                victim = round.injector.addVictim(Thread.currentThread());
            }
            atWork = true;
            work();
        } catch (Throwable e) {
            failure = e;
        } finally {
            round.injector.remove(Thread.currentThread());
            try {
                leave();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    /** Whether it has begun to work, and so expects interrupts. */
    final boolean isAtWork() {
        return atWork;
    }

    final @Nullable Throwable failure() {
        return failure;
    }

    final long progress() {
        return progress.get();
    }

    /** To be called before each call to the channel. */
    final void beforeCall() {
        if (round.isAbandoned()) {
            throw new IllegalStateException("the round has failed already");
        }
        progress.lazySet(++steps);
        if (victim != null && random.nextInt(options.strikeEvery()) == 0) {
            round.injector.strike(random);
        }
        if (options.stallEvery() > 0 && random.nextInt(options.stallEvery()) == 0) {
            stall();
        }
        pendingBefore = Thread.currentThread().isInterrupted();
    }

    /** To be called after each call that returned normally. */
    final void afterCall(String call, boolean tied) {
        boolean expected = pendingBefore || (victim != null && victim.mustBePending());
        boolean pending = Thread.currentThread().isInterrupted();
        if (expected && !pending) {
            round.oracle.report(call + " returned normally and swallowed an interrupt");
            tookInterrupt();
        }
        if (tied && pending && !pendingBefore) {
            tally.count(StormOutcome.TIE);
        }
    }

    /** To be called when a call was refused because of the end. */
    void refusedByEnd() {
        tally.count(StormOutcome.CLOSED);
    }

    /** To be called when a call was ended by an interrupt. */
    final void interrupted() {
        tally.count(StormOutcome.INTERRUPTED);
        tookInterrupt();
    }

    private void tookInterrupt() {
        if (victim != null) {
            victim.tookInterrupt();
        }
    }

    final boolean mayWait(int dice, int bound) {
        return dice < bound && options.has(ChannelFeature.WAITS);
    }

    final boolean mayTime(int dice, int bound) {
        return dice < bound && options.has(ChannelFeature.TIMED);
    }

    final boolean mayBatch(int dice, int bound) {
        return dice < bound && options.has(ChannelFeature.BATCHES);
    }

    /** Sometimes none at all, sometimes endless, mostly short unless the round is calm. */
    final Duration timeout() {
        return switch (random.nextInt(round.calm ? 3 : 16)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofSeconds(Long.MIN_VALUE);
            case 2 -> Duration.ofSeconds(Long.MAX_VALUE);
            default -> Duration.ofNanos(anyMagnitude(options.longestTimeout().toNanos()));
        };
    }

    /** As likely between 1 and 2 as between 1,000 and 2,000. */
    final long anyMagnitude(long longest) {
        int bits = random.nextInt(64 - Long.numberOfLeadingZeros(longest));
        return Math.min(longest, (1L << bits) + random.nextLong(1L << bits));
    }

    /** Keeps the others waiting until they really sleep, and looks how many do. */
    private void stall() {
        if (victim != null) {
            victim.rest(STALL_NANOS);
        } else {
            LockSupport.parkNanos(this, STALL_NANOS);
        }
        tally.add(StormOutcome.PARKED, round.injector.sleepers());
    }

    /** Lets others go ahead. */
    final void pause() {
        LockSupport.parkNanos(this, 1_000);
    }

    /** After a call that did nothing: lets others run where nobody ever waits. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing else there lets others run
    final void relax() {
        if (options.has(ChannelFeature.WAITS) && options.lettingSendersWait()) {
            return;
        }
        if (options.strands() == StrandKind.PLATFORM) {
            Thread.yield();
        } else {
            // Virtual threads that yield to each other keep the others from their carriers.
            pause();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
