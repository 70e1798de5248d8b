package io.ropewalk.core;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.Strand;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Whether, how often and how soon to try again what failed.
 *
 * <p>Rings, pipelines, pools and supervisors take a policy and ask it through {@link #start()};
 * code of one's own can also let {@link #call} do the waiting. A policy is immutable and safe for
 * any thread.
 *
 * {@snippet :
 * RetryPolicy policy =
 *         RetryPolicy.builder()
 *                 .maxAttempts(5)
 *                 .backoff(Backoff.exponential(Duration.ofMillis(10), 2, Duration.ofSeconds(1)))
 *                 .retryOn(e -> e instanceof java.io.IOException)
 *                 .build();
 * String text = policy.call(() -> Files.readString(Path.of("shared.txt")));
 * }
 *
 * <p>An {@link Error}, an {@link InterruptedException} and the end of a channel ({@link
 * ClosedException}) are never retried.
 */
public final class RetryPolicy {
    private final int maxAttempts;
    private final Backoff backoff;
    private final long maxElapsedNanos;
    private final Predicate<? super Exception> retryOn;
    private final TimeSource timeSource;

    private RetryPolicy(Builder builder) {
        maxAttempts = builder.maxAttempts;
        backoff = builder.backoff;
        maxElapsedNanos = builder.maxElapsedNanos;
        retryOn = builder.retryOn;
        timeSource = builder.timeSource;
    }

    /**
     * Starts to describe a policy.
     *
     * @return a builder for 3 attempts without pauses, after any exception
     */
    public static Builder builder() {
        return new Builder();
    }

    /** What to do after a failure. */
    public sealed interface Decision permits Retry, GiveUp {}

    /**
     * Try again.
     *
     * @param afterNanos how long to pause before, at least zero
     */
    public record Retry(long afterNanos) implements Decision {}

    /**
     * Do not try again.
     *
     * @param reason why, in words
     */
    public record GiveUp(String reason) implements Decision {}

    /**
     * Begins the attempts at one thing; the time that all of them may take runs from here.
     *
     * @return the attempts, for one thread at a time
     */
    public Attempts start() {
        return new Attempts();
    }

    /** The attempts at one thing. */
    public final class Attempts {
        private final Backoff.Pauses pauses = backoff.start();
        private final long begun = timeSource.nanoTime();
        private int failed;

        private Attempts() {}

        /**
         * Decides after a failure. What {@code retryOn} throws reaches the caller.
         *
         * @param failure what the latest attempt threw
         * @return whether to try again, and when
         */
        public Decision afterFailure(Throwable failure) {
            failed++;
            if (!(failure instanceof Exception exception)
                    || failure instanceof InterruptedException
                    || failure instanceof ClosedException) {
                return new GiveUp(failure.getClass().getName() + " is never retried");
            }
            if (failed >= maxAttempts) {
                return new GiveUp("attempt " + failed + " of " + maxAttempts + " failed");
            }
            if (!retryOn.test(exception)) {
                return new GiveUp(failure.getClass().getName() + " is not to be retried");
            }
            long pause = pauses.nextNanos();
            long left = maxElapsedNanos - (timeSource.nanoTime() - begun);
            if (pause >= left) {
                return new GiveUp(
                        "the time is up: at most " + Duration.ofNanos(maxElapsedNanos) + " in all");
            }
            return new Retry(pause);
        }
    }

    /**
     * Calls a task until it succeeds or this policy gives up, pausing in between.
     *
     * @param <T> the result
     * @param task what to try
     * @return its result
     * @throws InterruptedException when interrupted during a pause; the latest failure is attached
     *     as suppressed
     * @throws Exception the last failure; the one before is attached as suppressed, and so on
     */
    public <T> T call(Callable<T> task) throws Exception {
        Objects.requireNonNull(task, "task");
        Attempts attempts = start();
        Exception before = null;
        while (true) {
            try {
                return task.call();
            } catch (Exception failure) {
                attach(before, failure);
                if (!(attempts.afterFailure(failure) instanceof Retry retry)) {
                    throw failure;
                }
                before = failure;
                pause(retry.afterNanos(), failure);
            }
        }
    }

    /** Keeps the failure before; a task may throw the same object again. */
    @SuppressWarnings("ReferenceEquality") // what must not be attached to itself is the object
    private static void attach(@Nullable Exception before, Exception failure) {
        if (before != null && before != failure) {
            failure.addSuppressed(before);
        }
    }

    private void pause(long nanos, Exception failure) throws InterruptedException {
        try {
            Strand.sleepUntil(Deadline.afterNanos(nanos, timeSource), this);
        } catch (InterruptedException e) {
            e.addSuppressed(failure);
            throw e;
        }
    }

    @Override
    public String toString() {
        return "RetryPolicy[" + maxAttempts + " attempts, " + backoff + "]";
    }

    /** Describes a policy. Not for concurrent use. */
    public static final class Builder {
        private int maxAttempts = 3;
        private Backoff backoff = Backoff.fixed(Duration.ZERO);
        private long maxElapsedNanos = Long.MAX_VALUE;
        private Predicate<? super Exception> retryOn = e -> true;
        private TimeSource timeSource = TimeSource.system();

        private Builder() {}

        /**
         * Sets how often to try in all.
         *
         * @param maxAttempts at least 1, which means never again
         * @return this
         * @throws IllegalArgumentException when less than 1
         */
        public Builder maxAttempts(int maxAttempts) {
            if (maxAttempts < 1) {
                throw new IllegalArgumentException(
                        "maxAttempts is " + maxAttempts + ", must be at least 1");
            }
            this.maxAttempts = maxAttempts;
            return this;
        }

        /**
         * Sets the pauses between attempts.
         *
         * @param backoff the pauses; none by default
         * @return this
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = Objects.requireNonNull(backoff, "backoff");
            return this;
        }

        /**
         * Sets how long attempts and pauses together may take. No attempt begins after that; one
         * that runs is not stopped.
         *
         * @param maxElapsed positive; without limit by default
         * @return this
         * @throws IllegalArgumentException when zero or negative
         */
        public Builder maxElapsed(Duration maxElapsed) {
            long nanos = Deadline.saturatedNanos(maxElapsed);
            if (nanos <= 0) {
                throw new IllegalArgumentException(
                        "maxElapsed is " + maxElapsed + ", must be positive");
            }
            this.maxElapsedNanos = nanos;
            return this;
        }

        /**
         * Sets after which exceptions to try again.
         *
         * @param retryOn true to try again; any exception by default
         * @return this
         */
        public Builder retryOn(Predicate<? super Exception> retryOn) {
            this.retryOn = Objects.requireNonNull(retryOn, "retryOn");
            return this;
        }

        /**
         * Sets the clock.
         *
         * @param timeSource the clock; the machine's by default
         * @return this
         */
        public Builder timeSource(TimeSource timeSource) {
            this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
            return this;
        }

        /**
         * Builds the policy.
         *
         * @return a new policy
         */
        public RetryPolicy build() {
            return new RetryPolicy(this);
        }
    }
}
