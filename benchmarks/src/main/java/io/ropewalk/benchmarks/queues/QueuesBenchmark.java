package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.SideEffects;
import io.ropewalk.benchmarks.Watchdog;
import io.ropewalk.benchmarks.traffic.Traffic;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

import java.util.concurrent.TimeUnit;

/** The time of one operation: what that is, the shape says. A run does many and checks them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(QueuesBenchmark.OPERATIONS)
public class QueuesBenchmark {
    /** Operations in a run, unless the driver asks for another number. */
    static final int OPERATIONS = 102_400;

    /** What is done. */
    @Param("fan3")
    public String shape = "";

    /** Who is measured. */
    @Param(Lineup.OURS)
    public String peer = "";

    @SuppressWarnings("NullAway.Init") // by begin
    private Traffic traffic;

    /** For JMH. */
    public QueuesBenchmark() {}

    /**
     * Starts the strands.
     *
     * @param params tells how many operations count as one run
     */
    @Setup
    public void begin(BenchmarkParams params) {
        Watchdog.start();
        traffic = Lineups.named(shape).start(peer, params.getOpsPerInvocation());
        SideEffects.countParksBy(traffic::parks);
    }

    /** Lets them go. */
    @TearDown
    public void end() {
        traffic.close();
    }

    /**
     * One run. Fails when not every item has come through, once and in order.
     *
     * @return a digest of all that came out
     * @throws InterruptedException when JMH gives up
     */
    @Benchmark
    public long move() throws InterruptedException {
        return traffic.run();
    }
}
