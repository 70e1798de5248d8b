package io.ropewalk.examples;

import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures what several threads do together, without their start and end: from the moment when all
 * are ready until the last one is done. Counts their context switches too.
 */
public final class StopWatch {
    private final CyclicBarrier ready;
    private final LongAccumulator end = new LongAccumulator(Math::max, Long.MIN_VALUE);
    private final LongAdder switches = new LongAdder();
    private final AtomicBoolean counted = new AtomicBoolean(true);
    private long start; // by the last one that arrives at the barrier; read after all have ended

    /**
     * A watch for one measurement.
     *
     * @param threads how many there will be; each waits for all others
     */
    public StopWatch(int threads) {
        this.ready = new CyclicBarrier(threads, () -> start = System.nanoTime());
    }

    /**
     * Lets a thread wait for the others and then do its part.
     *
     * @param part what is measured
     * @return the same, measured
     */
    public Crew.Task around(Crew.Task part) {
        return () -> {
            OptionalLong before = ContextSwitches.ofThisThread();
            ready.await();
            part.run();
            end.accumulate(System.nanoTime());
            OptionalLong after = ContextSwitches.ofThisThread();
            if (before.isPresent() && after.isPresent()) {
                switches.add(after.getAsLong() - before.getAsLong());
            } else {
                counted.set(false);
            }
        };
    }

    /**
     * How long it took. Call it when all threads have ended.
     *
     * @return in seconds
     */
    public double seconds() {
        return (end.get() - start) / 1e9;
    }

    /**
     * The context switches of all threads. Call it when all threads have ended.
     *
     * @return how many, or nothing where the system does not tell
     */
    public OptionalLong switches() {
        return counted.get() ? OptionalLong.of(switches.sum()) : OptionalLong.empty();
    }
}
