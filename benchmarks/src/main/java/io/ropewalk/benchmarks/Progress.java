package io.ropewalk.benchmarks;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.Locale;

/** How far a run has come, and when it will end: a bar on a terminal, a line a round in a log. */
final class Progress implements AutoCloseable {
    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private final long begun = System.nanoTime();
    private final long expected;
    private long steps;

    /**
     * Begins.
     *
     * @param forks how many are to come
     * @param animated whether there is a terminal
     */
    Progress(PrintWriter out, long forks, boolean animated) {
        this.out = out;
        this.expected = forks;
        this.bar =
                animated
                        ? new ProgressBarBuilder()
                                .setTaskName("measuring")
                                .setInitialMax(forks)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setUpdateIntervalMillis(500)
                                .build()
                        : null;
    }

    void round(int round, int forks) {
        if (bar != null) {
            bar.setExtraMessage("round " + round);
            bar.maxHint(Math.max(expected, steps + forks));
            return;
        }
        double minutes = (System.nanoTime() - begun) / 60e9;
        String left =
                steps == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %.1f to come",
                                minutes / steps * Math.max(forks, expected - steps));
        say(
                String.format(
                        Locale.ROOT,
                        "[round %d: %d forks; %.1f minutes so far%s]",
                        round,
                        forks,
                        minutes,
                        left));
    }

    void step() {
        steps++;
        if (bar != null) {
            bar.step();
        }
    }

    void say(String line) {
        if (bar != null) {
            out.println(); // below the bar
        }
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
