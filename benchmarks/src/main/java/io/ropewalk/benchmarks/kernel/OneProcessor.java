package io.ropewalk.benchmarks.kernel;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.Spinner;
import io.ropewalk.queues.Parties;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a thread uses while it waits in a JVM that has one processor. */
final class OneProcessor {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private OneProcessor() {}

    /**
     * Processor time of one long wait in percent of one processor; that of a short wait as a
     * multiple of the JDK's plain park; and how often one spins there, and in a virtual thread.
     */
    static Map<String, Double> measure(int longMillis, int shortWaits) throws InterruptedException {
        Map<String, Double> values = new TreeMap<>();
        values.put("one-processor-spins", (double) spins(Thread.ofPlatform()));
        values.put("virtual-spins-and-yields", (double) tries(Thread.ofVirtual()));
        double plain = waits(KernelSuite.PLAIN, Parties.ONE, shortWaits, 1);
        for (Parties parties : Parties.values()) {
            String end = parties == Parties.ONE ? "-one" : "-many";
            double wait = waits(KernelSuite.OURS, parties, 1, longMillis);
            values.put("one-processor-long-wait" + end, 100 * wait / longMillis / 1e6);
            values.put(
                    "one-processor-short-wait" + end,
                    waits(KernelSuite.OURS, parties, shortWaits, 1) / plain);
        }
        return values;
    }

    /** How often a thread of that kind would look before it sleeps, by the usual policy. */
    private static int tries(Thread.Builder kind) throws InterruptedException {
        WaitPolicy policy = WaitPolicy.SLEEPER_FENCES;
        int[] tries = new int[1];
        Thread thread =
                kind.start(() -> {
                    Spinner spinner = new Spinner(policy.maxSpins(), policy.yields(), 16, () -> 0);
                    tries[0] = spinner.tries();
                });
        thread.join();
        return tries[0];
    }

    private static int spins(Thread.Builder kind) throws InterruptedException {
        return tries(kind) - WaitPolicy.SLEEPER_FENCES.yields();
    }

    /** Processor time of a wait, in nanoseconds. */
    private static double waits(String peer, Parties parties, int waits, int millis)
            throws InterruptedException {
        Bed bed = Bed.of(peer, parties, WaitPolicy.SLEEPER_FENCES);
        long[] used = new long[1];
        Thread sleeper = Thread.ofPlatform().daemon().start(() -> used[0] = sleep(bed, waits));
        for (int i = 0; i < 2 * waits; i++) {
            Thread.sleep(millis); // the sleeper waits all the while
            bed.wake();
        }
        sleeper.join(TimeUnit.SECONDS.toMillis(10));
        if (sleeper.isAlive()) {
            throw new IllegalStateException(peer + " did not wake");
        }
        return (double) used[0] / waits;
    }

    private static long sleep(Bed bed, int waits) {
        try {
            long before = 0;
            for (int i = 0; i < 2 * waits; i++) { // the first half compiles
                if (i == waits) {
                    before = THREADS.getCurrentThreadCpuTime();
                }
                bed.sleep();
            }
            return THREADS.getCurrentThreadCpuTime() - before;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
