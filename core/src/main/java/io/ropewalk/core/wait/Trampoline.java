package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Runs completions one after another, never one inside another: a chain of a million waiters that
 * grant each other needs no deep stack.
 */
final class Trampoline {
    private static final ThreadLocal<ArrayDeque<Runnable>> PENDING = new ThreadLocal<>();

    private Trampoline() {}

    static void run(Runnable completion, @Nullable Executor executor) {
        if (executor != null) {
            executor.execute(completion);
            return;
        }
        ArrayDeque<Runnable> pending = PENDING.get();
        if (pending != null) {
            pending.add(completion);
            return;
        }
        pending = new ArrayDeque<>();
        PENDING.set(pending);
        try {
            for (Runnable next = completion; next != null; next = pending.poll()) {
                runReported(next);
            }
        } finally {
            PENDING.remove();
        }
    }

    private static void runReported(Runnable completion) {
        try {
            completion.run();
        } catch (Throwable failure) {
            // The thread is somebody's that happened to send or release: not the one to tell.
            LoggerFactory.getLogger(Trampoline.class).error("a completion failed", failure);
        }
    }
}
