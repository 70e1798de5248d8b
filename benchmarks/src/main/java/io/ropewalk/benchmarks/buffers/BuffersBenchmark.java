package io.ropewalk.benchmarks.buffers;

import io.ropewalk.benchmarks.SideEffects;
import io.ropewalk.benchmarks.Watchdog;
import io.ropewalk.benchmarks.traffic.ItemTraffic;
import io.ropewalk.benchmarks.traffic.Shape;
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

/**
 * The time of one hand-over, end to end: a run moves many items through, and all strands take part
 * from its first item to its last. (JMH's own groups of threads would measure the two sides each
 * for itself, and add a call of theirs to each of a few nanoseconds.)
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BuffersBenchmark.OPERATIONS)
public class BuffersBenchmark {
    /** Hand-overs in a run, unless the driver asks for another number. */
    static final int OPERATIONS = 128_000;

    /** Who hands over to whom. */
    @Param("p1c1-1024-platform")
    public String shape = "";

    /** Who is measured. */
    @Param("ropewalk")
    public String peer = "";

    @SuppressWarnings("NullAway.Init") // by begin
    private Traffic traffic;

    /** For JMH. */
    public BuffersBenchmark() {}

    /**
     * Starts the strands.
     *
     * @param params tells how many hand-overs count as one run
     */
    @Setup
    public void begin(BenchmarkParams params) {
        Watchdog.start();
        Shape who = Shape.of(shape);
        Peer measured = Peer.of(peer);
        traffic = ItemTraffic.of(who, () -> measured.hand(who), params.getOpsPerInvocation());
        SideEffects.countParksBy(traffic::parks);
    }

    /** Lets them go. */
    @TearDown
    public void end() {
        traffic.close();
    }

    /**
     * One run. Fails when what came out is not what went in.
     *
     * @return the sum of all that came out
     * @throws InterruptedException when JMH gives up
     */
    @Benchmark
    public long move() throws InterruptedException {
        return traffic.run();
    }
}
