package io.ropewalk.benchmarks;

import io.ropewalk.benchmarks.OrderStatistics.Interval;

import org.jspecify.annotations.Nullable;

/** Whether a line was reached. */
enum Verdict {
    MET("met"),
    MISSED("missed"),
    /** The figures do not allow to say so: too few rounds, or within the noise. */
    NOT_CLAIMED("not claimed"),
    /** Nothing was asked for. */
    NO_TARGET("-");

    /** Fewer rounds claim nothing. */
    static final int ROUNDS_TO_CLAIM = 10;

    /** A line that asks for 1.0 is met when the interval reaches above this. */
    private static final double AS_FAST_AS = 0.9;

    /**
     * What two measurements of one thing are taken to differ by at least, whatever the control
     * says.
     */
    private static final double LEAST_SPREAD = 1.1;

    /** Counters of the JVM are never quite zero. */
    private static final double ZERO = 0.05;

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** How a peer's time and ours compare, as far as one may say so. */
    enum Outcome {
        WIN("win"),
        LOSS("loss"),
        OPEN("");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A win or a loss: the whole interval lies beyond 1, and beyond the ratios that two
     * measurements of one thing had, by a tenth at least.
     *
     * @param ratio null where there were too few rounds
     * @param control that of the A/A control, null likewise
     */
    static Outcome outcome(int rounds, @Nullable Interval ratio, @Nullable Interval control) {
        if (rounds < ROUNDS_TO_CLAIM || ratio == null || control == null) {
            return Outcome.OPEN;
        }
        double above = Math.max(LEAST_SPREAD, Math.max(control.high(), 1 / control.low()));
        if (ratio.low() > above) {
            return Outcome.WIN;
        }
        return ratio.high() < 1 / above ? Outcome.LOSS : Outcome.OPEN;
    }

    /**
     * Of a ratio.
     *
     * @param target to be reached; null for none
     */
    @SuppressWarnings("FloatingPointEquality") // as it was written down
    static Verdict ofRatio(
            @Nullable Double target,
            int rounds,
            double median,
            @Nullable Interval ratio,
            @Nullable Interval control) {
        if (target == null) {
            return NO_TARGET;
        }
        if (rounds < ROUNDS_TO_CLAIM || ratio == null) {
            return NOT_CLAIMED;
        }
        if (target == 1) {
            return ratio.high() > AS_FAST_AS ? MET : MISSED;
        }
        if (median < target) {
            return MISSED;
        }
        boolean needsWin = target > 1;
        return !needsWin || outcome(rounds, ratio, control) == Outcome.WIN ? MET : NOT_CLAIMED;
    }

    /**
     * Of a value that must not exceed a bound in any round. Few rounds can miss it, not meet it.
     *
     * @param bound null for none
     */
    static Verdict ofValue(@Nullable Double bound, int rounds, double most) {
        if (bound == null) {
            return NO_TARGET;
        }
        if (most > bound + (bound == 0 ? ZERO : 0)) {
            return MISSED;
        }
        return rounds < ROUNDS_TO_CLAIM ? NOT_CLAIMED : MET;
    }
}
