package io.ropewalk.benchmarks;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What else an operation did: how often a thread left its processor of its own accord, and how
 * often somebody parked, where that is counted. JMH runs it inside the fork, around each iteration.
 */
public final class SideEffects implements InternalProfiler {
    /** Voluntary context switches of all threads of the JVM, per operation. */
    static final String SWITCHES = "switches";

    /** Parks that our own primitives counted, per operation. */
    static final String PARKS = "parks";

    private static volatile LongSupplier parks = () -> 0;

    private TaskSwitches.Snapshot switchesBefore = TaskSwitches.Snapshot.NONE;
    private long parksBefore;

    /** For JMH. */
    public SideEffects() {}

    /**
     * Says where parks are counted.
     *
     * @param count answers how many there have been so far
     */
    public static void countParksBy(LongSupplier count) {
        parks = count;
    }

    @Override
    public String getDescription() {
        return "voluntary context switches and parks per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        parksBefore = parks.getAsLong();
        switchesBefore = TaskSwitches.now();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        TaskSwitches.Snapshot switchesAfter = TaskSwitches.now();
        double operations = result.getMetadata().getAllOps();
        List<Result<?>> results = new ArrayList<>();
        results.add(perOperation(PARKS, (parks.getAsLong() - parksBefore) / operations));
        switchesAfter
                .since(switchesBefore)
                .ifPresent(n -> results.add(perOperation(SWITCHES, n / operations)));
        return results;
    }

    private static ScalarResult perOperation(String name, double value) {
        return new ScalarResult(name, value, "#/op", AggregationPolicy.AVG);
    }
}
