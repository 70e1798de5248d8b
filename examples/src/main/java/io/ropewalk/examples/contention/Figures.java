package io.ropewalk.examples.contention;

import com.google.errorprone.annotations.FormatMethod;

import io.ropewalk.examples.LineChart;
import io.ropewalk.examples.Report;
import io.ropewalk.examples.Rounds;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/**
 * What was measured for some contenders at several numbers of threads; fills up while measuring.
 */
final class Figures {
    private static final int NAME = 25;
    private static final int CELL = 17;

    private final String title;
    private final String operation;
    private final List<String> names;
    private final int[] threads;
    private final int operations;
    private final int switchesPer;
    private final Rounds[] times; // by number of threads
    private final long[][] switches; // by contender, then by number of threads; in all runs
    private final long[][] runs;
    private boolean counted = true;

    /**
     * Empty figures.
     *
     * @param title what the threads do
     * @param operation what is counted, in the singular
     * @param names of the contenders
     * @param threads the numbers of threads
     * @param operations how many there are in a run
     * @param switchesPer for how many of them context switches are told
     */
    Figures(
            String title,
            String operation,
            List<String> names,
            int[] threads,
            int operations,
            int switchesPer) {
        this.title = title;
        this.operation = operation;
        this.names = names;
        this.threads = threads.clone();
        this.operations = operations;
        this.switchesPer = switchesPer;
        this.times = new Rounds[threads.length];
        this.switches = new long[names.size()][threads.length];
        this.runs = new long[names.size()][threads.length];
    }

    void measured(int column, Rounds rounds) {
        times[column] = rounds;
    }

    /** Notes a run's context switches, or that the system does not count them. */
    void ran(int contender, int column, OptionalLong count) {
        runs[contender][column]++;
        switches[contender][column] += count.orElse(0);
        counted &= count.isPresent();
    }

    /** Whether the system counts context switches. */
    boolean counted() {
        return counted;
    }

    double median(int contender, int column) {
        return nanos(times[column].seconds(contender));
    }

    String ratio(int slow, int fast, int column) {
        return times[column].ratioText(slow, fast);
    }

    private double nanos(double seconds) {
        return seconds / operations * 1e9;
    }

    /** The times; and below them the context switches, where there are some to tell of. */
    void show(Report report, IntFunction<String> heading) {
        header(report, "ns per " + operation, heading);
        for (int who = 0; who < names.size(); who++) {
            StringBuilder line = new StringBuilder(pad(names.get(who)));
            for (Rounds rounds : times) {
                line.append(cell(rounds, who));
            }
            report.say(line.toString());
        }
        if (!counted) {
            return;
        }
        header(report, format("switches per %,d", switchesPer), heading);
        for (int who = 0; who < names.size(); who++) {
            StringBuilder line = new StringBuilder(pad(names.get(who)));
            for (int column = 0; column < threads.length; column++) {
                double each = (double) switches[who][column] / runs[who][column] / operations;
                line.append(right(format("%.1f", switchesPer * each)));
            }
            report.say(line.toString());
        }
    }

    private void header(Report report, String what, IntFunction<String> heading) {
        StringBuilder line = new StringBuilder("\n").append(pad(what));
        for (int n : threads) {
            line.append(right(heading.apply(n)));
        }
        report.say(line.toString());
    }

    /** The median, with the smallest and the largest. */
    private String cell(Rounds rounds, int who) {
        String range =
                format("(%.0f-%.0f)", nanos(rounds.smallest(who)), nanos(rounds.largest(who)));
        return right(format("%.1f ", nanos(rounds.seconds(who))) + range);
    }

    LineChart chart(String threadsAre) {
        LineChart chart = new LineChart(title, threadsAre, "nanoseconds per " + operation);
        chart.oneTo(threads[threads.length - 1]);
        double[] x = new double[threads.length];
        for (int column = 0; column < x.length; column++) {
            x[column] = threads[column];
        }
        for (int who = 0; who < names.size(); who++) {
            double[] y = new double[threads.length];
            for (int column = 0; column < y.length; column++) {
                y[column] = median(who, column);
            }
            chart.marked(names.get(who), x, y);
        }
        return chart;
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(1, NAME - text.length()));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, CELL - text.length())) + text;
    }

    @FormatMethod
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
