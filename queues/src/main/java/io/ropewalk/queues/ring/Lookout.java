package io.ropewalk.queues.ring;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.Spinner;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Where one worker sees how far it may go, and sleeps while it may not. */
final class Lookout {
    /*
     * The worker may go as far as the furthest behind of its upstreams has come. While that is not beyond
     * its own place, it waits for that one alone, in its queue: spin, yield, park. Then it looks at all
     * again.
     *
     * It ends when the stage is to end there, or when the upstream that it waits for is over and has not
     * come further. Whoever makes that true does so before waking the upstream's queue.
     *
     * Everything but `parks` belongs to the worker's thread.
     */
    private final Stage stage;
    private final Upstream[] upstreams;
    private final Spinner spinner;
    private final AtomicLong parks = new AtomicLong();
    private boolean interrupted;

    Lookout(Stage stage, Upstream[] upstreams, WaitPolicy policy, int lap, LongSupplier passed) {
        this.stage = stage;
        this.upstreams = upstreams;
        spinner = new Spinner(policy.maxSpins(), policy.yields(), lap, passed);
    }

    /**
     * Waits until there is something to do.
     *
     * @param next where the worker stands
     * @param most how far it would go at once
     * @return beyond {@code next}, or {@code next} itself when the worker is to end
     */
    long await(long next, int most) {
        while (!stage.mustEndAt(next)) {
            Upstream last = upstreams[0];
            long ahead = last.endFrom(next, most) - next;
            for (int i = 1; i < upstreams.length; i++) {
                long other = upstreams[i].endFrom(next, most) - next;
                if (other < ahead) {
                    ahead = other;
                    last = upstreams[i];
                }
            }
            if (ahead > 0) {
                return next + ahead;
            }
            if (!waitFor(last, next)) {
                break;
            }
        }
        return next;
    }

    private boolean waitFor(Upstream upstream, long next) {
        int tries = spinner.tries();
        for (int i = 0; i < tries; i++) {
            spinner.pause(i, tries);
            if (upstream.endFrom(next, 1) - next > 0) {
                spinner.hit();
                return true;
            }
        }
        if (tries > 0) {
            spinner.miss();
        }
        parks.setOpaque(parks.getPlain() + 1);
        while (true) {
            Outcome outcome = upstream.waiters().await(() -> look(upstream, next), Deadline.NEVER);
            if (outcome != Outcome.INTERRUPTED) {
                return outcome == Outcome.GRANTED;
            }
            interrupted = true;
        }
    }

    private Progress look(Upstream upstream, long next) {
        if (upstream.endFrom(next, 1) - next > 0) {
            return Progress.DONE;
        }
        if (stage.mustEndAt(next)) {
            return Progress.CLOSED;
        }
        stage.graph().claims().sealIfAllowed(); // this may be the producer that a close waits for
        if (!upstream.isOverAt(next)) {
            return Progress.NOT_YET;
        }
        return upstream.endFrom(next, 1) - next > 0 ? Progress.DONE : Progress.CLOSED;
    }

    /** Waits for the worker's turn among the members of its group. */
    void await(Turn turn) {
        while (turn.take(Deadline.NEVER, () -> false) == Outcome.INTERRUPTED) {
            interrupted = true;
        }
    }

    /** Gives the handler the interrupts that came while the worker waited. */
    void handOverInterrupt() {
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    long parks() {
        return parks.getOpaque();
    }

    /** Wakes whoever looks out there: to see that a stage is to end. */
    void wake() {
        for (Upstream upstream : upstreams) {
            upstream.waiters().wakeAll();
        }
    }
}
