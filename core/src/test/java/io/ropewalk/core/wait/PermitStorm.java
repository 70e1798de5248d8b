package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Many strands acquire and release few permits, and give up in every way there is: by time-out, by
 * interrupt, by cancel. Judged by what each of them got, never by what the permits say.
 */
final class PermitStorm {
    private static final int STRANDS = 8;
    private static final int PERMITS = 2;

    private final Permits permits = new Permits(PERMITS);
    private final AtomicLong holders = new AtomicLong();
    private final AtomicLong ties = new AtomicLong();
    private final Map<Outcome, AtomicLong> strands = histogram();
    private final Map<Outcome, AtomicLong> callbacks = histogram();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Function<Runnable, Thread> threads;
    private final int operations;
    private final long seed;

    /**
     * @param threads starts a thread
     */
    PermitStorm(int operations, long seed, Function<Runnable, Thread> threads) {
        this.operations = operations;
        this.seed = seed;
        this.threads = threads;
    }

    /** Rages, and checks that no permit was lost or doubled and that nobody waits any more. */
    void run() {
        List<Running<Object>> running = new ArrayList<>();
        for (int i = 0; i < STRANDS; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            boolean mayHoldAll = i == 0; // two of those would wait for each other
            running.add(Running.start(() -> rage(random, mayHoldAll), threads));
        }
        Running<Object> interrupter = Running.start(() -> interrupt(running));
        for (Running<Object> strand : running) {
            strand.result(120);
        }
        over.set(true);
        interrupter.result();
        Running.await(() -> holders.get() == 0);
        System.out.println(this);
        mustBe("permits", PERMITS, permits.available());
        mustBe("waiters", 0, permits.queue.waiters());
        if (permits.announced()) {
            throw new AssertionError("still announced");
        }
        mustHaveHappened("grant", strands.get(Outcome.GRANTED));
        mustHaveHappened("time-out", strands.get(Outcome.TIMED_OUT));
        mustHaveHappened("interrupt", strands.get(Outcome.INTERRUPTED));
        mustHaveHappened("callback", callbacks.get(Outcome.GRANTED));
        mustHaveHappened("cancel", callbacks.get(Outcome.CANCELLED));
        mustHaveHappened("sleep", new AtomicLong(permits.queue.sleeps()));
    }

    private Object rage(SplittableRandom random, boolean mayHoldAll) {
        for (int i = 0; i < operations / STRANDS; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> acquire(Deadline.NEVER, random);
                case 3, 4, 5 ->
                        acquire(
                                Deadline.afterNanos(random.nextLong(30_000), TimeSource.system()),
                                random);
                case 6 -> register();
                default -> {
                    if (mayHoldAll) {
                        cancelWhileNoneIsLeft();
                    } else {
                        register().cancel();
                    }
                }
            }
        }
        return "done";
    }

    /** However little the strands get in each other's way, these cancels come in time. */
    private void cancelWhileNoneIsLeft() {
        int held = 0;
        while (held < PERMITS && permits.acquire(Deadline.NEVER) == Outcome.GRANTED) {
            hold();
            held++;
        }
        register().cancel();
        while (held-- > 0) {
            giveBack();
        }
    }

    private void acquire(Deadline deadline, SplittableRandom random) {
        Outcome outcome = permits.acquire(deadline);
        strands.get(outcome).incrementAndGet();
        if (outcome == Outcome.GRANTED) {
            if (Thread.interrupted()) {
                ties.incrementAndGet();
            }
            hold();
            if (random.nextInt(16) == 0) {
                Strand.yieldNow();
            }
            giveBack();
        }
    }

    private CallbackWaiter register() {
        return permits.acquire(
                (outcome, failure) -> {
                    callbacks.get(outcome).incrementAndGet();
                    if (outcome == Outcome.GRANTED) {
                        hold();
                        giveBack();
                    }
                },
                null);
    }

    private void hold() {
        if (holders.incrementAndGet() > PERMITS) {
            throw new AssertionError("more holders than permits");
        }
    }

    private void giveBack() {
        holders.decrementAndGet();
        permits.release();
    }

    private Object interrupt(List<Running<Object>> running) {
        SplittableRandom random = new SplittableRandom(seed - 1);
        while (!over.get()) {
            running.get(random.nextInt(STRANDS)).interrupt();
            LockSupport.parkNanos(50_000);
        }
        return "done";
    }

    private void mustHaveHappened(String what, AtomicLong times) {
        if (times.get() < operations / 20_000 + 1) {
            throw new AssertionError("hardly a " + what + ": " + this);
        }
    }

    private static void mustBe(String what, int expected, int actual) {
        if (actual != expected) {
            throw new AssertionError(actual + " " + what + " instead of " + expected);
        }
    }

    private static Map<Outcome, AtomicLong> histogram() {
        Map<Outcome, AtomicLong> histogram = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            histogram.put(outcome, new AtomicLong());
        }
        return histogram;
    }

    @Override
    public String toString() {
        return "permit storm, seed "
                + seed
                + ": strands "
                + strands
                + ", callbacks "
                + callbacks
                + ", ties "
                + ties
                + ", sleeps "
                + permits.queue.sleeps();
    }
}
