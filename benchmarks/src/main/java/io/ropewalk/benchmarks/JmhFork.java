package io.ropewalk.benchmarks;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has JMH measure one peer in one shape, in a JVM of its own. */
final class JmhFork {
    private static final Pattern WARM_UP = Pattern.compile("# Warmup Iteration +\\d+: ([0-9.]+)");

    /** A peer that hangs must not hold up the others. */
    private static final int PATIENCE_SECONDS = 20;

    private final Suite suite;
    private final Timing timing;
    private final Path log;

    /**
     * Prepares.
     *
     * @param log takes what JMH says, each fork anew
     */
    JmhFork(Suite suite, Timing timing, Path log) {
        this.suite = suite;
        this.timing = timing;
        this.log = log;
    }

    /** Runs it; a failure is a record too. */
    ForkRecord run(int round, Contest contest, String peer) {
        MachineLoad.Ticks before = MachineLoad.Ticks.now();
        long begun = System.nanoTime();
        RunResult result = null;
        String error = "";
        try {
            result = new Runner(options(contest, peer)).runSingle();
        } catch (RunnerException e) {
            error = e + causeInLog();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        MachineLoad load = MachineLoad.between(before, MachineLoad.Ticks.now());
        if (result == null) {
            return ForkRecord.failed(round, contest.shape(), peer, load, seconds, error);
        }
        BenchmarkResult fork = result.getBenchmarkResults().iterator().next();
        List<Double> scores =
                fork.getIterationResults().stream()
                        .map(iteration -> iteration.getPrimaryResult().getScore())
                        .toList();
        return new ForkRecord(
                round,
                contest.shape(),
                peer,
                new OrderStatistics(scores).median(),
                scores,
                warmUps(),
                perOperation(contest, result, "gc.alloc.rate.norm"),
                perOperation(contest, result, SideEffects.SWITCHES),
                perOperation(contest, result, SideEffects.PARKS),
                load,
                seconds,
                null);
    }

    private Options options(Contest contest, String peer) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(suite.benchmark().getName()) + "\\.")
                .param("shape", contest.shape())
                .param("peer", peer)
                .operationsPerInvocation(contest.operations())
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupForks(0)
                .forks(1)
                .warmupIterations(timing.warmUps())
                .warmupTime(TimeValue.milliseconds(timing.warmUpMillis()))
                .measurementIterations(timing.iterations())
                .measurementTime(TimeValue.milliseconds(timing.millis()))
                .timeout(TimeValue.seconds(PATIENCE_SECONDS))
                .jvm(ForkJvm.java())
                .jvmArgs(ForkJvm.FLAGS.toArray(String[]::new))
                .addProfiler(SideEffects.class)
                .addProfiler(GCProfiler.class) // inside of the other, which allocates
                .shouldFailOnError(true)
                .output(log.toString())
                .build();
    }

    /** Unknown for single shots: what JMH does around them is much more. */
    @SuppressWarnings("rawtypes") // JMH's
    private static double perOperation(Contest contest, RunResult result, String name) {
        if (contest.operations() == 1) {
            return Double.NaN;
        }
        for (Map.Entry<String, Result> secondary : result.getSecondaryResults().entrySet()) {
            if (secondary.getKey().endsWith(name)) { // some versions of JMH put a dot before it
                return secondary.getValue().getScore();
            }
        }
        return Double.NaN;
    }

    private List<Double> warmUps() {
        return logged().stream()
                .map(WARM_UP::matcher)
                .filter(Matcher::find)
                .map(matcher -> Double.valueOf(matcher.group(1)))
                .toList();
    }

    private String causeInLog() {
        return logged().stream()
                .filter(line -> line.contains("Exception") || line.contains("Error"))
                .findFirst()
                .map(line -> ": " + line)
                .orElse("");
    }

    private List<String> logged() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }
}
