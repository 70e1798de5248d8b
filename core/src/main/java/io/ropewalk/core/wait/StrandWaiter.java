package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;

import org.jspecify.annotations.Nullable;

import java.util.function.BooleanSupplier;

/**
 * A strand that parks while it waits and makes its own attempts: the loop of every blocking call.
 */
final class StrandWaiter extends Waiter implements BooleanSupplier {
    private final Strand strand;
    private final Attempt attempt;
    private final Deadline deadline;

    /** Whether a signal was seen before the latest attempt, which therefore used it up. */
    private boolean signalled;

    /** Whether the latest attempt was made because the time for a look had come. */
    private boolean looking;

    private long sleeps;

    /** Whether an interrupt was cleared that this wait may yet owe to the strand. */
    private boolean interrupted;

    StrandWaiter(WaitQueue queue, Strand strand, Attempt attempt, Deadline deadline) {
        super(queue);
        this.strand = strand;
        this.attempt = attempt;
        this.deadline = deadline;
    }

    /** Waits in the calling strand, from joining the queue to leaving it. */
    Outcome run() {
        Step.point();
        if (attempt instanceof HandOverAttempt handOver) {
            handOver.joins(this);
        }
        queue.join(this);
        Outcome outcome = Outcome.CANCELLED; // stands only when the attempt throws
        try {
            outcome = attemptUntilOver();
        } catch (RuntimeException | Error failure) {
            if (leave(outcome) != Outcome.GRANTED) {
                throw failure;
            }
            Trampoline.report("failed, but was handed something meanwhile: " + queue, failure);
            return Outcome.GRANTED;
        }
        return leave(outcome);
    }

    /** Leaves the queue; what was handed over meanwhile wins. */
    private Outcome leave(Outcome ended) {
        Outcome outcome = ended;
        boolean handsOver = false;
        if (attempt instanceof HandOverAttempt handOver) {
            handsOver = true;
            if (handOver.leaves() && handOver.attempt() == Attempt.Progress.DONE) {
                outcome = Outcome.GRANTED;
            }
        }
        boolean granted = outcome == Outcome.GRANTED;
        boolean usedClaim =
                signalled || handsOver; // who hands over claims, and signals nothing else
        queue.leave(this, outcome, granted && usedClaim, granted && looking, sleeps);
        if (interrupted && outcome != Outcome.INTERRUPTED) {
            strand.interrupt();
        }
        return outcome;
    }

    private Outcome attemptUntilOver() {
        int round = 0;
        Outcome givenUp = null;
        while (true) {
            // Before the attempt: what was published before a publisher's acknowledgement is then
            // visible to the attempt that precedes an untimed park.
            long lookAfter = queue.recheckNanos(round);
            Attempt.Progress progress = attempt.attempt();
            if (progress != Attempt.Progress.NOT_YET) {
                return progress == Attempt.Progress.DONE ? Outcome.GRANTED : Outcome.CLOSED;
            }
            if (givenUp != null) {
                return givenUp;
            }
            if (signalled) {
                // Not left to sleep(): who is signalled again and again in vain never gets there.
                if (strand.clearInterrupt()) {
                    interrupted = true;
                    return Outcome.INTERRUPTED;
                }
                if (deadline.hasPassed()) {
                    return Outcome.TIMED_OUT;
                }
                signalled = false;
                Step.point();
                queue.rejoin(this);
                round = 0;
                continue;
            }
            givenUp = sleep(lookAfter);
            round++;
            if (givenUp == Outcome.INTERRUPTED && !signalled) {
                return givenUp; // Nobody handed anything over: nothing to look for.
            }
        }
    }

    /**
     * Sleeps until there is a reason to attempt again.
     *
     * @return null to go on, or why the next attempt is the last
     */
    private @Nullable Outcome sleep(long lookAfter) {
        boolean timed = lookAfter != Long.MAX_VALUE;
        long start = timed ? System.nanoTime() : 0;
        long left = lookAfter;
        Deadline ripe = queue.leadOf(this);
        Deadline until = ripe.isBefore(deadline) ? ripe : deadline;
        looking = false;
        while (true) {
            Step.point();
            if (state() == CLAIMED) {
                signalled = true;
                return null;
            }
            if (strand.clearInterrupt()) {
                interrupted = true;
                signalled = state() == CLAIMED;
                return Outcome.INTERRUPTED;
            }
            if (deadline.hasPassed()) {
                signalled = state() == CLAIMED;
                return Outcome.TIMED_OUT;
            }
            if (left <= 0 || ripe.hasPassed()) {
                looking = true;
                return null;
            }
            sleeps++;
            strand.parkUntil(queue.blocker(), this, until, left, !deadline.isBounded());
            if (timed) {
                left = lookAfter - (System.nanoTime() - start);
            }
        }
    }

    /** Whether a signal has come: what a park asks last. */
    @Override
    public boolean getAsBoolean() {
        return state() != WAITING;
    }

    @Override
    void signal() {
        strand.unpark();
    }

    @Override
    boolean isPlatformThread() {
        return strand.isPlatformThread();
    }

    @Override
    String name() {
        return strand.name();
    }

    @Override
    Strand strand() {
        return strand;
    }
}
