package io.ropewalk.examples;

import com.google.errorprone.annotations.FormatMethod;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Where a demo shows its results and checks its claims. For one thread. */
public final class Report {
    private final PrintWriter out;
    private final boolean animated;
    private int checks;
    private int failures;

    /**
     * Starts a report.
     *
     * @param out takes the text
     * @param animated whether a person watches a terminal: shows moving progress bars
     */
    public Report(PrintWriter out, boolean animated) {
        this.out = out;
        this.animated = animated;
    }

    /**
     * Starts a part.
     *
     * @param title its title
     */
    public void section(String title) {
        out.println();
        out.println(title);
        out.println("-".repeat(title.length()));
        out.flush();
    }

    /**
     * Shows text.
     *
     * @param text one or more lines
     */
    public void say(String text) {
        out.println(text.stripTrailing());
        out.flush();
    }

    /**
     * Shows text with values, in English notation: {@code %,d} gives 1,234,567.
     *
     * @param format as in {@link String#format}
     * @param values what it names
     */
    @FormatMethod
    public void say(String format, Object... values) {
        say(String.format(Locale.ROOT, format, values));
    }

    /** Shows on what the demo runs, and warns when others keep the machine busy. */
    public void machine() {
        int processors = Runtime.getRuntime().availableProcessors();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say("Java %s; processors: %d", Runtime.version(), processors);
        if (load > processors / 2.0) {
            say("It has been busy lately (load average %.1f): do not trust the times.", load);
        }
    }

    /**
     * Shows how a longer part of the demo comes along.
     *
     * @param task what is being done
     * @param steps of how many steps it consists
     * @return a progress that the caller closes when the part is over
     */
    public Progress progress(String task, long steps) {
        return animated ? Progress.bar(task, steps) : Progress.lines(task, this);
    }

    /**
     * States a claim and whether it holds.
     *
     * @param claim what should be true
     * @param holds whether it is
     */
    public void check(String claim, boolean holds) {
        checks++;
        if (!holds) {
            failures++;
        }
        say("  %s  %s", holds ? "ok    " : "FAILED", claim);
    }

    /**
     * Whether the demo kept its promise.
     *
     * @return true when there was at least one check and none failed
     */
    public boolean passed() {
        return checks > 0 && failures == 0;
    }

    /**
     * How it went, in one line.
     *
     * @return the number of checks that held
     */
    public String verdict() {
        return checks == 0
                ? "Nothing was checked, so nothing was shown: this counts as a failure."
                : "%d of %d checks hold.".formatted(checks - failures, checks);
    }
}
