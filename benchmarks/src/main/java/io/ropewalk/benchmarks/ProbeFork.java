package io.ropewalk.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Has a probe find its values, in a JVM of its own. */
final class ProbeFork {
    private static final int PATIENCE_SECONDS = 90;

    /** What a probe prints; a JVM may print other things. */
    private static final Pattern VALUE = Pattern.compile("[\\w-]+ -?[0-9][0-9.E-]*");

    private final Suite suite;

    ProbeFork(Suite suite) {
        this.suite = suite;
    }

    /** Runs it; a failure is a record too. */
    List<ForkRecord> run(int round, ProbeJvm probe) throws InterruptedException {
        MachineLoad.Ticks before = MachineLoad.Ticks.now();
        long begun = System.nanoTime();
        List<String> lines = new ArrayList<>();
        String error = "";
        try {
            Process process = start(probe);
            CompletableFuture<Process> ignored =
                    process.onExit() // which may never come
                            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .whenComplete((ended, late) -> {
                                if (late != null) {
                                    process.destroyForcibly();
                                }
                            });
            try (BufferedReader out = process.inputReader()) {
                out.lines().filter(VALUE.asMatchPredicate()).forEach(lines::add);
            }
            int code = process.waitFor();
            if (code != 0 || lines.isEmpty()) {
                error = "exit code " + code + ", values: " + lines;
            }
        } catch (IOException e) {
            error = e.toString();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        MachineLoad load = MachineLoad.between(before, MachineLoad.Ticks.now());
        if (!error.isEmpty()) {
            return List.of(
                    ForkRecord.failed(round, probe.title(), suite.ours(), load, seconds, error));
        }
        return values(lines, round, load, seconds);
    }

    private static Process start(ProbeJvm probe) throws IOException {
        List<String> command =
                Stream.of(
                                Stream.of(ForkJvm.java()),
                                ForkJvm.FLAGS.stream(),
                                probe.flags().stream(), // after, so that they win
                                Stream.of(
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        probe.main().getName(),
                                        probe.title()))
                        .flatMap(part -> part)
                        .toList();
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private List<ForkRecord> values(
            List<String> lines, int round, MachineLoad load, double seconds) {
        List<ForkRecord> values = new ArrayList<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            String what = line.substring(0, space);
            double value = Double.parseDouble(line.substring(space + 1));
            values.add(ForkRecord.absolute(round, what, suite.ours(), value, load, seconds));
        }
        return values;
    }
}
