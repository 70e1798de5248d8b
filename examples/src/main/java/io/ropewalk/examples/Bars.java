package io.ropewalk.examples;

/** Charts for a terminal: a bar of {@code #} for each number. */
public final class Bars {
    private Bars() {}

    /**
     * Draws one bar.
     *
     * @param value how much
     * @param full what a bar of the whole width stands for
     * @param width in columns
     * @return the bar, filled up with spaces; at least one {@code #} for whatever is above zero
     */
    public static String bar(double value, double full, int width) {
        double share = full > 0 ? value / full : 0;
        int length = (int) Math.round(Math.min(1, share) * width);
        int shown = value > 0 ? Math.max(1, length) : 0;
        return "#".repeat(shown) + " ".repeat(width - shown);
    }
}
