package io.ropewalk.queues.ring;

import io.ropewalk.core.RetryPolicy;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one worker does after its handler has failed.
 *
 * @param <E> what a slot holds
 */
final class Failures<E> {
    /** How it ended. */
    enum Fate {
        /** A further attempt succeeded. */
        HANDLED,
        /** Skipped or handed over: the worker goes on. */
        LOST,
        /** The stage stops in front of the item. */
        STOPPED
    }

    private static final int MOST_ATTACHED = 8;

    private final Stage stage;
    private final StageHandler<? super E> handler;
    private final ErrorPolicy<? super E> policy;
    private final TimeSource timeSource;
    private final OnePublisherWaitQueue pauses;
    private final Reports skips;
    private final Reports hooks;
    private final Reports deadLetters;
    // Written by the worker, read by anyone: opaque.
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong deadLettered = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();

    Failures(Stage stage, StageHandler<? super E> handler, ErrorPolicy<? super E> policy) {
        this.stage = stage;
        this.handler = handler;
        this.policy = policy;
        timeSource = stage.graph().timeSource();
        pauses = new OnePublisherWaitQueue(stage, "pause before a retry", true);
        skips = new Reports("handler of " + stage.name());
        hooks = new Reports("batch hook of " + stage.name());
        deadLetters = new Reports("dead letter of " + stage.name());
    }

    /** Decides about an item whose first attempt failed. Never throws. */
    Fate afterFailure(E slot, long sequence, boolean endOfBatch, Throwable failure) {
        Throwable last = failure;
        if (policy.retry != null) {
            last = retry(policy.retry, slot, sequence, endOfBatch, failure);
            if (last == null) {
                return Fate.HANDLED;
            }
            if (stage.mustEndAt(sequence)) {
                return Fate.STOPPED;
            }
        }
        switch (policy.last) {
            case STOP -> {
                stage.fail(sequence, last);
                return Fate.STOPPED;
            }
            case SKIP -> skip(sequence, last);
            case DEAD_LETTER -> handOver(slot, sequence, last);
        }
        return Fate.LOST;
    }

    private void skip(long sequence, Throwable failure) {
        increment(skipped);
        skips.tell(sequence, failure);
    }

    private void handOver(E slot, long sequence, Throwable failure) {
        try {
            policy.deadLetter().onFailure(slot, sequence, failure);
            increment(deadLettered);
        } catch (Throwable e) {
            attach(failure, e);
            increment(skipped);
            deadLetters.tell(sequence, e);
        }
    }

    /** The latest failure, or null when an attempt succeeded. */
    private @Nullable Throwable retry(
            RetryPolicy retry, E slot, long sequence, boolean endOfBatch, Throwable failure) {
        Throwable last = failure;
        try {
            RetryPolicy.Attempts attempts = retry.start();
            while (attempts.afterFailure(last) instanceof RetryPolicy.Retry again
                    && pause(again.afterNanos(), sequence)) {
                increment(retried);
                Throwable next = attempt(slot, sequence, endOfBatch);
                if (next == null) {
                    return null;
                }
                attach(last, next);
                last = next;
            }
        } catch (Throwable e) { // of the policy's own code
            attach(e, last);
        }
        return last;
    }

    private @Nullable Throwable attempt(E slot, long sequence, boolean endOfBatch) {
        try {
            handler.onItem(slot, sequence, endOfBatch);
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /**
     * Keeps the failure before. A handler may throw the same object again, and a million times: so
     * not more than a few.
     */
    @SuppressWarnings("ReferenceEquality") // what must not be attached to itself is the object
    private static void attach(Throwable before, Throwable failure) {
        if (before != failure && failure.getSuppressed().length < MOST_ATTACHED) {
            failure.addSuppressed(before);
        }
    }

    /** Pauses, interrupts or not: false when the stage is to stop instead. */
    private boolean pause(long nanos, long sequence) {
        if (stage.mustEndAt(sequence)) {
            return false;
        }
        if (nanos <= 0) {
            return true;
        }
        Deadline deadline = Deadline.afterNanos(nanos, timeSource);
        boolean interrupted = false;
        Outcome outcome = Outcome.INTERRUPTED;
        while (outcome == Outcome.INTERRUPTED) {
            outcome =
                    pauses.await(
                            () -> stage.mustEndAt(sequence) ? Progress.CLOSED : Progress.NOT_YET,
                            deadline);
            interrupted |= outcome == Outcome.INTERRUPTED;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome == Outcome.TIMED_OUT;
    }

    void wakePause() {
        pauses.wakeAll();
    }

    /** A failure of a batch's hook: whether the worker goes on. */
    boolean afterHookFailure(long sequence, Throwable failure) {
        if (policy.last == ErrorPolicy.Last.STOP) {
            stage.fail(sequence, failure);
            return false;
        }
        hooks.tell(sequence, failure);
        return true;
    }

    private static void increment(AtomicLong counter) {
        counter.setOpaque(counter.getPlain() + 1);
    }

    long skipped() {
        return skipped.getOpaque();
    }

    long deadLettered() {
        return deadLettered.getOpaque();
    }

    long retried() {
        return retried.getOpaque();
    }
}
