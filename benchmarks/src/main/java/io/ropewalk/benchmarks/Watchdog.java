package io.ropewalk.benchmarks;

import java.time.Duration;

/**
 * Ends a fork that hangs. JMH interrupts a benchmark whose time is over, again and again; a peer
 * that knows no interrupts, as the Disruptor's producer, would hold up the suite for ever.
 */
public final class Watchdog {
    /** The exit code of a fork that was ended. */
    static final int HANGS = 3;

    /** A fork needs some seconds, and JMH interrupts it after twenty: interrupts come first. */
    private static final Duration USUAL = Duration.ofSeconds(50);

    private Watchdog() {}

    /** Gives this JVM as long as a fork may take with all that can go wrong. */
    public static void start() {
        start(USUAL);
    }

    static void start(Duration limit) {
        Thread.ofPlatform()
                .daemon()
                .name("watchdog")
                .start(() -> {
                    try {
                        Thread.sleep(limit);
                    } catch (InterruptedException e) {
                        return; // nobody does that
                    }
                    System.err.println("Error: the fork hangs, and is ended after " + limit);
                    Runtime.getRuntime().halt(HANGS); // exit hooks might hang as well
                });
    }
}
