package io.ropewalk.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a demo in good order when its user presses Ctrl-C (or the system asks the program to end):
 * does what it was given, and then leaves the program some time to show what is there.
 *
 * <p>Java ends as soon as all shutdown hooks have returned, whatever else is running. So the hook
 * is what waits.
 */
public final class OnInterrupt implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;
    private static final CountDownLatch ALL_IS_SHOWN = new CountDownLatch(1);

    private final Thread hook;

    /**
     * From now on, until it is closed.
     *
     * @param action makes the program end soon; runs in a thread of its own
     */
    public OnInterrupt(Runnable action) {
        hook = new Thread(() -> stop(action), "on interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void stop(Runnable action) {
        action.run();
        try {
            if (!ALL_IS_SHOWN.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The program did not end in time; it is ended now.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The program has said its last word. */
    static void allIsShown() {
        ALL_IS_SHOWN.countDown();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running now
        }
    }
}
