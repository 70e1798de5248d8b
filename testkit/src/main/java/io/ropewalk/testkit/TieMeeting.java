package io.ropewalk.testkit;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The two threads of a {@link TieStorm}: one that waits, and its partner, which hands over and
 * aborts.
 */
final class TieMeeting {
    /*
     * A round. The partner makes it and says so (made); the waiter fills the channel if it is to wait
     * for room, says so (ready) and calls. The partner, on seeing that, does its two things at the
     * times it has chosen, and says so (acted). The waiter, once it is back, takes what is left if it
     * is the receiver, and says so (over). Each of these is a release store of the round's number that
     * the other spins on; everything else is plain and ordered by them.
     *
     * Lead. The hand-over comes `lead` nanoseconds before the abort, or after it when that is
     * negative, give or take half a spread. A round that the hand-over wins shortens the lead, one that
     * it loses lengthens it, by a step that grows while it goes one way and shrinks when it turns. So
     * the lead stays where both are as likely, wherever the waiter is then: spinning, lining up,
     * falling asleep, or awake but without a processor. Of the rounds that are no ties few count, or
     * nearly all ties would end in the one way where the other leaves little time for one. Where the
     * hand-over must win, the abort comes at any time up to the lead, which grows by ties and shrinks
     * when the abort came too late for one.
     *
     * Time-out. It stays about the same for some rounds, so that the lead can settle: the moment at
     * which a call really gives up depends on it.
     */
    private static final int ROUNDS_PER_ORACLE = 20_000;
    private static final long LATE_LOOK_NANOS = 50_000;
    private static final long LATEST_NANOS = 5_000_000_000L;
    private static final int ROUNDS_PER_TIE = 100;

    private static final int TIMES_FOR_LEAST = 100;

    private static final int SPREAD_NANOS = 1_000;
    private static final int TIMED_SPREAD_NANOS = 400;
    private static final int LEAST_STEP_NANOS = 16;
    private static final int MOST_STEP_NANOS = 64_000;
    private static final int OTHERS_PER_STEP = 8;
    private static final int LONGEST_LEAD_NANOS = 5_000_000;
    private static final int ROUNDS_PER_TIMEOUT = 64;
    private static final int NEAR_NANOS = 100;
    private static final int BRIEF_NANOS = 500;

    private static final boolean SPINS = Runtime.getRuntime().availableProcessors() > 1;
    private static final int SPINS_PER_LOOK = 100;
    private static final long SPIN_NANOS = 50_000;
    private static final int YIELDS_BEFORE_SLEEP = 10;
    private static final long SLEEP_NANOS = 20_000;

    private final TieKind kind;
    private final Users producers;
    private final Users consumers;
    private final Function<ChannelSpec<Long>, Channel<Long>> factory;
    private final SplittableRandom random;
    private final Duration longestTimeout;
    private final Duration patience;
    private final Thread waiter = new Thread(this::waitAgainAndAgain, "tie waiter");

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger acted = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    private ConservationOracle oracle;
    private ConservationOracle.Sent sent;
    private ConservationOracle.Received received;
    private Channel<Long> channel;
    private long timeoutNanos;

    private long callBegun;
    private long callEnded;
    private boolean handedOver;
    private boolean interruptTaken;
    private boolean interruptPending;

    private long handOverBegun;
    private long handOverEnded;
    private long abortBegun;
    private long abortEnded;

    private long lead;
    private long step = LEAST_STEP_NANOS;

    TieMeeting(
            TieKind kind,
            Users producers,
            Users consumers,
            Function<ChannelSpec<Long>, Channel<Long>> factory,
            SplittableRandom random,
            Duration longestTimeout,
            Duration patience) {
        this.kind = kind;
        this.producers = producers;
        this.consumers = consumers;
        this.factory = factory;
        this.random = random;
        this.longestTimeout = longestTimeout;
        this.patience = patience;
        oracle = new ConservationOracle(1, 2 * ROUNDS_PER_ORACLE);
        sent = oracle.producer(0);
        received = oracle.receiver("receiver");
        channel = newChannel();
    }

    private Channel<Long> newChannel() {
        ConservationOracle judge = oracle;
        return factory.apply(
                new ChannelSpec<>(
                        1, producers, consumers, judge::undelivered, TimeSource.system()));
    }

    TieReport run(int ties, int leastTies, Duration longest, long seed) {
        long begun = System.nanoTime();
        waiter.setDaemon(true);
        waiter.start();
        long rounds = 0;
        long won = 0;
        long lost = 0;
        try {
            while (won + lost < ties) {
                long elapsed = System.nanoTime() - begun;
                long most = longest.toNanos() * (won + lost < leastTies ? TIMES_FOR_LEAST : 1);
                if (elapsed > most) {
                    break;
                }
                if (rounds >= (long) ROUNDS_PER_TIE * ties) {
                    throw new AssertionError((won + lost) + " ties in " + rounds + " rounds");
                }
                if (rounds % ROUNDS_PER_ORACLE == ROUNDS_PER_ORACLE - 1) {
                    judgeAndRenew();
                }
                meet((int) ++rounds);
                boolean tie = isTie();
                if (tie) {
                    won += handedOver ? 1 : 0;
                    lost += handedOver ? 0 : 1;
                }
                if (tie || kind.mustHandOver() || random.nextInt(OTHERS_PER_STEP) == 0) {
                    adapt(tie);
                }
            }
            judge();
        } finally {
            stopped = true;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        return new TieReport(kind, seed, rounds, won, lost, elapsed);
    }

    /** An item that crossed a cancel may be handed back some time after both calls have ended. */
    private void judge() {
        long begun = System.nanoTime();
        while (oracle.acceptedCount() > oracle.deliveredCount() + oracle.undeliveredCount()
                && System.nanoTime() - begun < LATEST_NANOS) {
            LockSupport.parkNanos(this, LATE_LOOK_NANOS);
        }
        oracle.judge();
    }

    /** The notes of an oracle grow with its rounds. */
    private void judgeAndRenew() {
        judge();
        oracle = new ConservationOracle(1, 2 * ROUNDS_PER_ORACLE);
        sent = oracle.producer(0);
        received = oracle.receiver("receiver");
        channel = newChannel();
    }

    private void meet(int round) {
        if (kind.ends()) {
            channel = newChannel();
        }
        if (round % ROUNDS_PER_TIMEOUT == 1) {
            timeoutNanos = 1 + random.nextLong(longestTimeout.toNanos());
        }
        made.setRelease(round);
        await(ready, round);
        act(System.nanoTime());
        acted.setRelease(round);
        await(over, round);
        settle();
    }

    /** Whether both happened while the call was under way. */
    private boolean isTie() {
        if (kind.isTimed()) {
            long timeUp = callBegun + timeoutNanos - NEAR_NANOS;
            return callEnded - timeUp >= 0
                    && duringCall(timeUp, handOverBegun, handOverEnded)
                    && duringCall(callEnded - BRIEF_NANOS, handOverBegun, handOverEnded);
        }
        return duringCall(callBegun, handOverBegun, handOverEnded)
                && duringCall(callBegun, abortBegun, abortEnded);
    }

    private boolean duringCall(long from, long begun, long ended) {
        return begun - callEnded <= 0 && ended - from >= 0;
    }

    private void act(long begun) {
        int spread = kind.isTimed() ? TIMED_SPREAD_NANOS : SPREAD_NANOS;
        long ahead = lead + random.nextInt(spread) - spread / 2;
        long sometime = begun + random.nextInt(SPREAD_NANOS);
        if (kind.isTimed()) {
            handOverAt(begun + timeoutNanos - ahead);
        } else if (kind.mustHandOver()) {
            handOverAt(sometime);
            abortAt(handOverEnded + random.nextLong(1 + Math.max(0, lead)));
        } else if (kind.ends()) {
            handOverAt(sometime); // after the end there is none
            abortAt(handOverEnded + ahead);
        } else if (ahead > 0) {
            handOverAt(sometime);
            abortAt(sometime + ahead);
        } else {
            abortAt(sometime);
            handOverAt(sometime - ahead);
        }
    }

    private void handOverAt(long time) {
        spinUntil(time);
        handOverBegun = System.nanoTime();
        if (kind.sends()) {
            take(channel.tryReceive());
        } else {
            long item = sent.offer();
            if (channel.trySend(item)) {
                sent.accept(item);
            } else {
                oracle.report("an empty channel refused an item");
            }
        }
        handOverEnded = System.nanoTime();
    }

    private void abortAt(long time) {
        spinUntil(time);
        abortBegun = System.nanoTime();
        switch (kind) {
            case CANCELLED_RECEIVE, CANCELLED_SEND -> channel.cancel();
            case CLOSED_RECEIVE, CLOSED_SEND -> channel.close();
            default -> waiter.interrupt();
        }
        abortEnded = System.nanoTime();
    }

    private static void spinUntil(long time) {
        while (System.nanoTime() - time < 0) {
            Thread.onSpinWait();
        }
    }

    private void take(@Nullable Long item) {
        if (item == null) {
            oracle.report("nothing to take from a full channel");
        } else {
            received.take(item);
        }
    }

    /** What the partner does when both are back: takes what is left, and judges. */
    private void settle() {
        if (kind.sends()) {
            takeRest();
        }
        if (kind.mustHandOver() && !handedOver) {
            oracle.report("a call got the end and not what was handed over before");
        }
        if (kind.interrupts()) {
            if (interruptTaken == interruptPending) {
                oracle.report(
                        interruptTaken
                                ? "one interrupt was both thrown and pending"
                                : "an interrupt was swallowed");
            }
        } else if (interruptTaken || interruptPending) {
            oracle.report("an interrupt came from nowhere");
        }
    }

    private void adapt(boolean tie) {
        boolean shorter = kind.mustHandOver() ? !tie : handedOver;
        boolean sameWay = shorter == (step < 0);
        long size = sameWay ? 2 * Math.abs(step) : Math.abs(step) / 2;
        size = Math.max(LEAST_STEP_NANOS, Math.min(MOST_STEP_NANOS, size));
        step = shorter ? -size : size;
        long least = kind.ends() ? 0 : -LONGEST_LEAD_NANOS;
        lead = Math.max(least, Math.min(LONGEST_LEAD_NANOS, lead + step));
    }

    private void takeRest() {
        try {
            Long rest = channel.tryReceive();
            if (rest != null) {
                received.take(rest);
            }
        } catch (ClosedException e) {
            // nothing is left
        }
    }

    private void waitAgainAndAgain() {
        try {
            for (int round = 1; ; round++) {
                await(made, round);
                waitOnce(round);
                over.setRelease(round);
            }
        } catch (Stopped e) {
            // all is done
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void waitOnce(int round) {
        if (kind.sends()) {
            fill();
        }
        interruptTaken = false;
        ready.setRelease(round);
        callBegun = System.nanoTime();
        try {
            handedOver = kind.sends() ? send() : receive();
        } catch (ClosedException e) {
            handedOver = false;
        } catch (InterruptedException e) {
            handedOver = false;
            interruptTaken = true;
        }
        callEnded = System.nanoTime();
        await(acted, round);
        interruptPending = Thread.interrupted();
        if (!kind.sends()) {
            takeRest();
        }
    }

    private void fill() {
        long item = sent.offer();
        if (channel.trySend(item)) {
            sent.accept(item);
        } else {
            oracle.report("an empty channel refused an item");
        }
    }

    private boolean send() throws InterruptedException {
        long item = sent.offer();
        boolean accepted = true;
        if (kind.isTimed()) {
            accepted = channel.trySend(item, Duration.ofNanos(timeoutNanos));
        } else {
            channel.send(item);
        }
        if (accepted) {
            sent.accept(item);
        }
        return accepted;
    }

    private boolean receive() throws InterruptedException {
        Long item =
                kind.isTimed()
                        ? channel.tryReceive(Duration.ofNanos(timeoutNanos))
                        : channel.receive();
        if (item != null) {
            received.take(item);
        }
        return item != null;
    }

    /**
     * Waits until the other has come to this round: spins, or with one processor yields, and then
     * sleeps for short times, since a processor that others want is given to sleepers first.
     */
    private void await(AtomicInteger signal, int round) {
        if (isThere(signal, round)) {
            return;
        }
        long begun = System.nanoTime();
        while (signal.getAcquire() != round) {
            if (System.nanoTime() - begun > SPIN_NANOS || !SPINS) {
                LockSupport.parkNanos(this, SLEEP_NANOS);
                look(begun);
            } else if (isThere(signal, round)) {
                return;
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // with one processor nothing else lets the other run
    private static boolean isThere(AtomicInteger signal, int round) {
        int tries = SPINS ? SPINS_PER_LOOK : YIELDS_BEFORE_SLEEP;
        for (int i = 0; i < tries; i++) {
            if (signal.getAcquire() == round) {
                return true;
            }
            if (SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return false;
    }

    private void look(long begun) {
        boolean isWaiter = Thread.currentThread() == waiter;
        if (isWaiter && stopped) {
            throw new Stopped();
        }
        Throwable died = failure;
        if (died != null) {
            throw new AssertionError("the waiter died of " + died, died);
        }
        if (!isWaiter && System.nanoTime() - begun > patience.toNanos()) {
            AssertionError stuck =
                    new AssertionError(
                            "no progress for " + patience + " on " + channel + ", stuck where?");
            stuck.setStackTrace(waiter.getStackTrace());
            waiter.interrupt();
            throw stuck;
        }
    }

    /** Ends the waiter's thread. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
