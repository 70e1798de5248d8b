package io.ropewalk.benchmarks;

import io.ropewalk.benchmarks.OrderStatistics.Interval;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result as text. */
final class Report {
    private static final String RATIOS =
            "%-24s %-20s %9s %9s  %7s %-15s %6s %-11s %-4s %15s %17s%n";
    private static final String VALUES = "%-34s %10s %-21s %6s %-11s %s%n";

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    void environment(Map<String, String> facts) {
        facts.forEach((fact, value) -> out.printf("%-29s %s%n", fact, value));
        out.println();
    }

    void lines(RunRecord run, List<Line> lines, String again) {
        List<Line.Ratio> ratios =
                lines.stream()
                        .filter(Line.Ratio.class::isInstance)
                        .map(Line.Ratio.class::cast)
                        .toList();
        List<Line.Absolute> values =
                lines.stream()
                        .filter(Line.Absolute.class::isInstance)
                        .map(Line.Absolute.class::cast)
                        .toList();
        if (!ratios.isEmpty()) {
            ratios(ratios, again);
        }
        if (!values.isEmpty()) {
            values(values);
        }
        out.println(
                """
                Ratio: the peer's time / our time, above 1 we are faster; the median over the rounds,
                with an interval that covers the true median in 95 of 100 cases. Nanoseconds and bytes
                per operation, voluntary context switches (cs) per thousand operations: ours / peer's.
                A win or a loss lies beyond 1 and beyond the A/A control with its whole interval.
                """);
        if (run.quick()) {
            out.printf("A quick run: it shows the scale, has no interval and claims nothing.%n%n");
        }
        summary(lines);
    }

    private void ratios(List<Line.Ratio> ratios, String again) {
        out.printf(
                RATIOS,
                "shape",
                "peer",
                "ours ns",
                "peer ns",
                "ratio",
                "interval",
                "target",
                "verdict",
                "",
                "bytes",
                "cs/1000");
        String shape = "";
        for (Line.Ratio line : ratios) {
            boolean control = line.peer().equals(again);
            out.printf(
                    RATIOS,
                    line.shape().equals(shape) ? "" : line.shape(),
                    control ? "A/A control" : line.peer(),
                    number(line.nanos().ours()),
                    number(line.nanos().peers()),
                    number(line.ratio()),
                    interval(line.interval()),
                    line.target() == null ? "" : number(line.target()),
                    control ? "" : line.verdict(),
                    line.outcome(),
                    pair(line.bytes(), 1),
                    pair(line.switches(), 1_000));
            shape = line.shape();
        }
        out.println();
    }

    private void values(List<Line.Absolute> values) {
        out.printf(VALUES, "what", "value", "least to most", "bound", "verdict", "");
        for (Line.Absolute line : values) {
            Targets.Bound bound = line.bound();
            String unit = bound == null ? "" : bound.unit();
            out.printf(
                    VALUES,
                    line.shape() + (line.what().equals(Analysis.BYTES) ? " " + line.what() : ""),
                    number(line.value()),
                    number(line.least()) + " to " + number(line.most()),
                    bound == null ? "" : number(bound.most()),
                    line.verdict(),
                    line.note().isEmpty() ? unit : unit + ", " + line.note());
        }
        out.println();
    }

    private void summary(List<Line> lines) {
        Map<Verdict, Long> counts =
                lines.stream()
                        .filter(line -> line.verdict() != Verdict.NO_TARGET)
                        .collect(
                                Collectors.groupingBy(
                                        Line::verdict, TreeMap::new, Collectors.counting()));
        out.println(
                counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", "Targets: ", ".")));
        out.flush();
    }

    void disturbed(Suite suite, Analysis analysis) {
        for (Contest contest : suite.contests()) {
            var rounds = analysis.disturbedRounds(contest.shape());
            if (!rounds.isEmpty()) {
                out.printf(
                        "%s: rounds %s do not count, the machine was busy with something else.%n",
                        contest.shape(), rounds);
            }
        }
    }

    private static String pair(Line.Pair pair, double times) {
        return Double.isNaN(pair.ours()) && Double.isNaN(pair.peers())
                ? ""
                : number(times * pair.ours()) + " / " + number(times * pair.peers());
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null ? "" : number(interval.low()) + " - " + number(interval.high());
    }

    /** Three digits that mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return "?";
        }
        if (size == 0) {
            return "0";
        }
        if (size < 0.001) {
            return String.format(Locale.ROOT, "%.0e", value);
        }
        int decimals = size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
