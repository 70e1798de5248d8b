package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * A wait without a strand: whoever wakes it makes the attempt for it and, once that succeeds, runs
 * its completion.
 *
 * <p>The completion is called exactly once, with {@link Outcome#GRANTED}, {@link Outcome#CLOSED} or
 * {@link Outcome#CANCELLED}, or with the exception that the attempt threw. It runs without locks,
 * in the given executor, or else (also when that refuses) in the thread that granted, one after
 * another and never nested. It should not wait: others wait behind it. What it throws is logged.
 *
 * @see WaitQueue#register
 */
public final class CallbackWaiter extends Waiter {
    private final String name;
    private final Attempt attempt;
    private final Completion completion;

    /** Whether the grant is only a look, of a series that goes on by itself. For its claimer. */
    private boolean looking;

    /** The next in its granter's line. For that thread only. */
    @Nullable CallbackWaiter nextInLine;

    /** The queue's count of missed signals when the latest attempt began. Under its lock. */
    long signalsSeen;

    /** Under the queue's lock. */
    boolean cancelRequested;

    CallbackWaiter(
            WaitQueue queue,
            String name,
            Attempt attempt,
            BiConsumer<@Nullable Outcome, @Nullable Throwable> completion,
            @Nullable Executor executor) {
        super(queue);
        this.name = name;
        this.attempt = attempt;
        this.completion = new Completion(completion, executor);
        if (attempt instanceof HandOverAttempt handOver) {
            handOver.joins(this);
        }
    }

    /**
     * Gives the wait up. A grant that has begun is not called back: if it succeeds, the completion
     * gets it, and giving it back is the completion's affair.
     *
     * @return true when this call ended the wait as {@link Outcome#CANCELLED}
     */
    public boolean cancel() {
        Step.point();
        Trampoline here = Trampoline.here(); // may fail for want of memory: before the end
        boolean cancelled = queue.cancel(this);
        if (cancelled) {
            leave();
            completion.decide(Outcome.CANCELLED, null);
            here.addCompletion(this);
        }
        here.run();
        return cancelled;
    }

    private void leave() {
        if (attempt instanceof HandOverAttempt handOver) {
            boolean met = handOver.leaves(); // an ended wait can be met no more
            assert !met;
        }
    }

    @Override
    void signal() {
        Trampoline.grant(this);
    }

    /** Signals for a look that is one of a series. */
    void signalForLook() {
        looking = true;
        signal();
    }

    /**
     * Makes attempts until one ends the wait, or one failed and no signal came since it began. Runs
     * in CLAIMED, in one thread at a time, on that thread's trampoline.
     */
    void grant() {
        boolean ofSeries = looking;
        looking = false;
        while (true) {
            long lookAfter = queue.recheckNanos(0); // before the attempt; see StrandWaiter
            Attempt.Progress progress;
            try {
                progress = attempt.attempt();
            } catch (Throwable failure) {
                queue.grantEnded(this, Outcome.CANCELLED);
                complete(null, failure);
                return;
            }
            if (progress != Attempt.Progress.NOT_YET) {
                boolean done = progress == Attempt.Progress.DONE;
                Outcome outcome = done ? Outcome.GRANTED : Outcome.CLOSED;
                if (done && ofSeries) {
                    queue.foundByLook();
                }
                queue.grantEnded(this, outcome);
                complete(outcome, null);
                return;
            }
            Step.point();
            WaitQueue.AfterFailedGrant next = queue.grantFailed(this);
            if (next == WaitQueue.AfterFailedGrant.CANCELLED) {
                queue.grantEnded(this, Outcome.CANCELLED);
                leave();
                complete(Outcome.CANCELLED, null);
            }
            if (next == WaitQueue.AfterFailedGrant.WAIT_ON
                    && !ofSeries
                    && lookAfter != Long.MAX_VALUE) {
                queue.lookForCallbacksAfter(lookAfter);
            }
            if (next == WaitQueue.AfterFailedGrant.WAIT_ON) {
                queue.leadFor(this);
            }
            if (next != WaitQueue.AfterFailedGrant.ATTEMPT_AGAIN) {
                return;
            }
        }
    }

    private void complete(@Nullable Outcome outcome, @Nullable Throwable failure) {
        completion.decide(outcome, failure);
        Trampoline.complete(this);
    }

    /** Runs the completion. Throws nothing. */
    void tell() {
        completion.start();
    }

    @Override
    boolean isPlatformThread() {
        return false;
    }

    @Override
    String name() {
        return name;
    }

    @Override
    @Nullable Strand strand() {
        return null;
    }
}
