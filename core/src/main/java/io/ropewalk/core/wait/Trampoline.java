package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

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
     *
     * A claimed callback is in nobody's hands but its claimer's, so it is linked through a field of its
     * own, first to the grants and then to the completions: nothing is allocated between the claim and
     * the completion, and a failure of one (an error of the JVM) leaves the others in their list.
     */
    private static final ThreadLocal<@Nullable Trampoline> HERE = new ThreadLocal<>();

    private final Line grants = new Line();
    private final Line completions = new Line();
    private boolean granting;
    private boolean completing;

    private Trampoline() {}

    /** Callbacks in their order. */
    private static final class Line {
        private @Nullable CallbackWaiter first;
        private @Nullable CallbackWaiter last;

        void add(CallbackWaiter waiter) {
            if (last == null) {
                first = waiter;
            } else {
                last.nextInLine = waiter;
            }
            last = waiter;
        }

        @Nullable CallbackWaiter poll() {
            CallbackWaiter polled = first;
            if (polled != null) {
                first = polled.nextInLine;
                polled.nextInLine = null;
                if (first == null) {
                    last = null;
                }
            }
            return polled;
        }
    }

    static Trampoline here() {
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

    /** Tells a callback its end as soon as no other completion and no grant runs on this thread. */
    static void complete(CallbackWaiter ended) {
        Trampoline here = here();
        here.addCompletion(ended);
        here.run();
    }

    void addCompletion(CallbackWaiter ended) {
        completions.add(ended);
    }

    /** Serves who stands in line, unless that is under way already; then this thread forgets it. */
    void run() {
        if (granting) {
            return;
        }
        granting = true;
        try {
            for (CallbackWaiter next = grants.poll(); next != null; next = grants.poll()) {
                try {
                    next.grant();
                } catch (Throwable failure) {
                    next.queue.putBack(next);
                    report("could not grant " + next.name(), failure);
                }
            }
        } finally {
            granting = false;
        }
        if (completing) {
            return;
        }
        completing = true;
        try {
            for (CallbackWaiter next = completions.poll();
                    next != null;
                    next = completions.poll()) {
                next.tell();
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
