package io.ropewalk.testkit;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts random threads at random moments, to prove that an interrupt loses nothing.
 *
 * {@snippet :
 * try (AbortInjector injector = AbortInjector.start(seed, Duration.ofNanos(50_000))) {
 *     injector.add(worker);
 *     worker.start();
 *     worker.join();
 * }
 * }
 *
 * <p>The seed decides whom it picks and how long it pauses; what the victim does at that moment is
 * the scheduler's affair, so a seed narrows a failure down and does not replay it. Any thread may
 * also {@link #strike} at a moment of its own choice: where the pauses of a timer are coarse, that
 * comes closer to the short windows that matter.
 *
 * <p>Any thread may call anything. The victims' interrupts stay pending until they look.
 */
public final class AbortInjector implements AutoCloseable {
    private final List<Victim> victims = new CopyOnWriteArrayList<>();
    private final LongAdder strikes = new LongAdder();
    private final SplittableRandom random;
    private final long meanPauseNanos;
    private final Thread thread;
    private volatile boolean stopped;

    private AbortInjector(long seed, Duration meanPause) {
        random = new SplittableRandom(seed);
        meanPauseNanos = Math.max(1, meanPause.toNanos());
        thread = new Thread(this::run, "ropewalk abort injector");
        thread.setDaemon(true);
    }

    /**
     * Starts a daemon thread that strikes now and then.
     *
     * @param seed decides whom and when
     * @param meanPause how long it pauses between two strikes, on average
     * @return the injector, to be closed
     */
    public static AbortInjector start(long seed, Duration meanPause) {
        AbortInjector injector = new AbortInjector(seed, meanPause);
        injector.thread.start();
        return injector;
    }

    /**
     * Adds a victim. It need not have been started.
     *
     * @param thread must survive interrupts
     */
    public void add(Thread thread) {
        addVictim(thread);
    }

    Victim addVictim(Thread thread) {
        Victim victim = new Victim(thread);
        victims.add(victim);
        return victim;
    }

    /**
     * Spares a victim from now on. A strike that is under way may still reach it.
     *
     * @param thread one that was added
     */
    public void remove(Thread thread) {
        victims.removeIf(victim -> victim.thread == thread);
    }

    /**
     * Interrupts one victim now; does nothing when there is none.
     *
     * @param choice picks the victim
     */
    public void strike(SplittableRandom choice) {
        Object[] all = victims.toArray();
        if (all.length > 0) {
            strike((Victim) all[choice.nextInt(all.length)]);
        }
    }

    private void strike(Victim victim) {
        strikes.increment();
        victim.begun.incrementAndGet();
        victim.thread.interrupt();
        victim.done.incrementAndGet();
    }

    /**
     * How many interrupts there were.
     *
     * @return the count so far
     */
    public long strikes() {
        return strikes.sum();
    }

    /**
     * How many victims are asleep now, which says that they wait for something.
     *
     * @return a count that may be out of date already
     */
    public int sleepers() {
        int count = 0;
        for (Victim victim : victims) {
            if (!victim.resting && BackgroundCall.isAsleep(victim.thread.getState())) {
                count++;
            }
        }
        return count;
    }

    private void run() {
        while (!stopped) {
            LockSupport.parkNanos(this, random.nextLong(2 * meanPauseNanos));
            strike(random);
        }
    }

    /**
     * Stops the thread and waits for it; no timed strike follows. An interrupt of the caller stays
     * pending.
     */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "AbortInjector[" + strikes() + " strikes on " + victims.size() + " threads]";
    }

    /**
     * Tells a victim whether it should find an interrupt pending: when more strikes are done than
     * had begun at the moment when it last took an interrupt.
     */
    static final class Victim {
        private final Thread thread;
        private final AtomicLong begun = new AtomicLong();
        private final AtomicLong done = new AtomicLong();
        private long taken;
        private volatile boolean resting;

        private Victim(Thread thread) {
            this.thread = thread;
        }

        /** Sleeps for a while without counting as a sleeper. */
        void rest(long nanos) {
            resting = true;
            LockSupport.parkNanos(this, nanos);
            resting = false;
        }

        /** To be called by the victim after an interrupt was cleared and acted on. */
        void tookInterrupt() {
            taken = begun.get();
        }

        /** To be asked by the victim; true is certain, false is not. */
        boolean mustBePending() {
            return done.get() > taken;
        }
    }
}
