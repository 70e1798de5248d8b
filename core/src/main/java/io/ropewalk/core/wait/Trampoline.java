package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;

/**
 * Where a thread grants callbacks and runs their completions: one after another, never one inside
 * another, so that a chain of a million waiters that grant each other needs no deep stack. Nothing
 * that a callback does reaches the thread that happened to wake it.
 */
final class Trampoline {
    /*
     * Grants come first, in a loop of their own; a wake-up inside an attempt adds to it. Completions,
     * which are foreign code, run after that loop has ended: what they wake is then granted at once,
     * inside them, while the completions of those grants wait for the running one to return. They
     * are also handed to their executors from here, for an executor may run them in this thread.
     */
    private static final ThreadLocal<@Nullable Trampoline> HERE = new ThreadLocal<>();

    private final ArrayDeque<CallbackWaiter> grants = new ArrayDeque<>();
    private final ArrayDeque<Completion> completions = new ArrayDeque<>();
    private boolean granting;
    private boolean completing;

    private Trampoline() {}

    private static Trampoline here() {
        Trampoline here = HERE.get();
        if (here == null) {
            here = new Trampoline();
            HERE.set(here);
        }
        return here;
    }

    /** Grants a claimed callback, now or when the grant that this thread is making has ended. */
    static void grant(CallbackWaiter waiter) {
        Trampoline here = here();
        here.grants.add(waiter);
        here.run();
    }

    /** Starts a completion as soon as no other one and no grant runs on this thread. */
    static void complete(Completion completion) {
        Trampoline here = here();
        here.completions.add(completion);
        here.run();
    }

    private void run() {
        if (granting) {
            return;
        }
        granting = true;
        try {
            for (CallbackWaiter next = grants.poll(); next != null; next = grants.poll()) {
                next.grant();
            }
        } finally {
            granting = false;
        }
        if (completing) {
            return;
        }
        completing = true;
        try {
            for (Completion next = completions.poll(); next != null; next = completions.poll()) {
                next.start();
            }
        } finally {
            completing = false;
            HERE.remove();
        }
    }

    static void report(String message, Throwable failure) {
        try {
            LoggerFactory.getLogger(Trampoline.class).error(message, failure);
        } catch (Throwable unreportable) {
            // Nothing is left to tell it to; the waiters behind this one must still be served.
        }
    }
}
