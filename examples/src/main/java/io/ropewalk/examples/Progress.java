package io.ropewalk.examples;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a longer task has come: a moving bar on a terminal, two lines in a log. */
public interface Progress extends AutoCloseable {

    /** One step is done. May be called by any thread, and costs one atomic increment. */
    void step();

    /** The task is over. */
    @Override
    void close();

    /** A bar that redraws itself on the terminal. */
    static Progress bar(String task, long steps) {
        ProgressBar bar =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build();
        return new Progress() {
            @Override
            public void step() {
                bar.step();
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    /** A line at the start and one at the end, for logs and pipes. */
    static Progress lines(String task, Report report) {
        long start = System.nanoTime();
        report.say("[%s ...]", task);
        return new Progress() {
            @Override
            public void step() {}

            @Override
            public void close() {
                report.say("[%s: %.1f s]", task, (System.nanoTime() - start) / 1e9);
            }
        };
    }
}
