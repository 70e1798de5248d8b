package io.ropewalk.core;

import io.ropewalk.core.time.Deadline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How long to pause before each further try of something that failed.
 *
 * <p>A backoff is a description: immutable, and safe for any thread. {@link #start()} begins one
 * sequence of pauses.
 *
 * {@snippet :
 * Backoff backoff =
 *         Backoff.exponential(Duration.ofMillis(10), 2, Duration.ofSeconds(5))
 *                 .withJitter(Backoff.Jitter.FULL);
 * Backoff.Pauses pauses = backoff.start();
 * long first = pauses.nextNanos(); // between 0 and 10 ms
 * long second = pauses.nextNanos(); // between 0 and 20 ms
 * }
 *
 * <p>Pauses are nanoseconds and saturate at the maximum. Source of the jitters: M. Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
public final class Backoff {
    /** How a pause is spread, so that those who failed together do not come back together. */
    public enum Jitter {
        /** Not at all. */
        NONE,
        /** Evenly between zero and the pause. */
        FULL,
        /** Evenly between half of the pause and the pause. */
        EQUAL,
        /** Evenly between the first pause and three times the one before, up to the maximum. */
        DECORRELATED
    }

    /** One sequence of pauses; for one thread at a time. */
    public interface Pauses {
        /**
         * The next pause.
         *
         * @return nanoseconds, at least zero
         */
        long nextNanos();
    }

    private final long first;
    private final double factor;
    private final long most;
    private final Jitter jitter;

    private Backoff(long first, double factor, long most, Jitter jitter) {
        this.first = first;
        this.factor = factor;
        this.most = most;
        this.jitter = jitter;
    }

    /**
     * The same pause each time.
     *
     * @param pause the pause; zero for none
     * @return the backoff
     * @throws IllegalArgumentException when {@code pause} is negative
     */
    public static Backoff fixed(Duration pause) {
        return exponential(pause, 1, pause);
    }

    /**
     * A pause that grows by a factor each time, up to a maximum.
     *
     * @param first the first pause
     * @param factor what each further pause is multiplied by; at least 1
     * @param max the longest pause
     * @return the backoff
     * @throws IllegalArgumentException when {@code first} is negative, {@code factor} is less than
     *     1 or no number, or {@code max} is less than {@code first}
     */
    public static Backoff exponential(Duration first, double factor, Duration max) {
        long firstNanos = Deadline.saturatedNanos(first);
        long mostNanos = Deadline.saturatedNanos(max);
        if (firstNanos < 0) {
            throw new IllegalArgumentException(
                    "the first pause is " + first + ", must not be negative");
        }
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("factor is " + factor + ", must be at least 1");
        }
        if (mostNanos < firstNanos) {
            throw new IllegalArgumentException("max is " + max + ", must be at least " + first);
        }
        return new Backoff(firstNanos, factor, mostNanos, Jitter.NONE);
    }

    /**
     * The same pauses, spread.
     *
     * @param jitter how
     * @return the backoff
     */
    public Backoff withJitter(Jitter jitter) {
        return new Backoff(first, factor, most, Objects.requireNonNull(jitter, "jitter"));
    }

    /**
     * Begins a sequence of pauses.
     *
     * @return the pauses, spread by the thread's own source of chance
     */
    public Pauses start() {
        return new Sequence(null);
    }

    /**
     * Begins a sequence of pauses that a seeded generator makes repeatable.
     *
     * @param random the source of chance
     * @return the pauses
     */
    public Pauses start(RandomGenerator random) {
        return new Sequence(Objects.requireNonNull(random, "random"));
    }

    private final class Sequence implements Pauses {
        private final @Nullable RandomGenerator random;
        private double grown = first;
        private long previous = first;

        Sequence(@Nullable RandomGenerator random) {
            this.random = random;
        }

        @Override
        public long nextNanos() {
            long full = Math.min((long) grown, most); // the cast saturates
            grown = Math.min(grown * factor, (double) Long.MAX_VALUE);
            return switch (jitter) {
                case NONE -> full;
                case FULL -> between(0, full);
                case EQUAL -> between(full / 2, full);
                case DECORRELATED -> {
                    long limit = previous > most / 3 ? most : previous * 3;
                    previous = between(first, Math.max(first, limit));
                    yield previous;
                }
            };
        }

        private long between(long least, long greatest) {
            RandomGenerator source = random == null ? ThreadLocalRandom.current() : random;
            long bound = greatest == Long.MAX_VALUE ? greatest : greatest + 1;
            return least >= bound ? least : source.nextLong(least, bound);
        }
    }

    @Override
    public String toString() {
        return "Backoff["
                + Duration.ofNanos(first)
                + ", times "
                + factor
                + ", at most "
                + Duration.ofNanos(most)
                + ", jitter "
                + jitter
                + "]";
    }
}
