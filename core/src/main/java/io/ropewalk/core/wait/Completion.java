package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** Tells a callback how its wait ended: exactly once, whatever its executor does. */
final class Completion implements Runnable {
    private final BiConsumer<@Nullable Outcome, @Nullable Throwable> told;
    private final @Nullable Executor executor;
    private @Nullable Outcome outcome;
    private @Nullable Throwable failure;
    private final AtomicBoolean begun = new AtomicBoolean();

    Completion(
            BiConsumer<@Nullable Outcome, @Nullable Throwable> told, @Nullable Executor executor) {
        this.told = told;
        this.executor = executor;
    }

    /** Notes how the wait ended; once, before {@link #start}. */
    void decide(@Nullable Outcome how, @Nullable Throwable why) {
        outcome = how;
        failure = why;
    }

    /** Runs in the executor, or here when there is none or it refuses. Throws nothing. */
    void start() {
        if (executor == null) {
            run();
            return;
        }
        try {
            executor.execute(this);
        } catch (Throwable refusal) {
            // What was granted is in this completion's hands alone: it must learn of it.
            Trampoline.report("an executor refused a completion, which runs here instead", refusal);
            run();
        }
    }

    @Override
    public void run() {
        if (begun.getAndSet(true)) {
            return;
        }
        try {
            told.accept(outcome, failure);
        } catch (Throwable thrown) {
            // The thread is somebody's that happened to send or release: not the one to tell.
            Trampoline.report("a completion failed", thrown);
        }
    }
}
