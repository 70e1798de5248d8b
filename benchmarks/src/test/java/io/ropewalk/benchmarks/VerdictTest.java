package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.benchmarks.OrderStatistics.Interval;
import io.ropewalk.benchmarks.Verdict.Outcome;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Interval CONTROL = new Interval(0.9, 1.05);

    private static Verdict of(double target, double median, double low, double high) {
        return Verdict.ofRatio(target, 10, median, new Interval(low, high), CONTROL);
    }

    @Test
    void a_win_is_met_when_its_interval_lies_beyond_1_and_the_control() {
        assertThat(of(1.3, 1.5, 1.2, 1.7)).isEqualTo(Verdict.MET);
    }

    @Test
    void a_win_within_the_noise_of_the_control_is_not_claimed() {
        assertThat(of(1.1, 1.2, 1.10, 1.3)).isEqualTo(Verdict.NOT_CLAIMED); // 1 / 0.9 is 1.11
        assertThat(of(1.1, 1.2, 0.95, 1.3)).isEqualTo(Verdict.NOT_CLAIMED);
    }

    @Test
    void a_win_that_is_too_small_is_missed() {
        assertThat(of(2, 1.9, 1.8, 2.1)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void a_line_that_asks_for_1_is_met_when_the_interval_reaches_above_nine_tenths() {
        assertThat(of(1.0, 0.85, 0.8, 0.91)).isEqualTo(Verdict.MET);
        assertThat(of(1.0, 0.85, 0.8, 0.89)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void a_line_below_1_asks_for_its_median_only() {
        assertThat(of(0.7, 0.75, 0.6, 0.8)).isEqualTo(Verdict.MET);
        assertThat(of(0.7, 0.65, 0.6, 0.8)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void few_rounds_claim_nothing_about_a_ratio() {
        assertThat(Verdict.ofRatio(2.0, 9, 5, new Interval(4, 6), CONTROL))
                .isEqualTo(Verdict.NOT_CLAIMED);
        assertThat(Verdict.ofRatio(2.0, 3, 1, null, null)).isEqualTo(Verdict.NOT_CLAIMED);
    }

    @Test
    void without_a_control_no_win_is_claimed() {
        assertThat(Verdict.ofRatio(2.0, 10, 5, new Interval(4, 6), null))
                .isEqualTo(Verdict.NOT_CLAIMED);
    }

    @Test
    void a_control_that_happened_to_be_calm_does_not_make_a_win_of_less_than_a_tenth() {
        Interval calm = new Interval(0.99, 1.01);

        assertThat(Verdict.outcome(10, new Interval(1.05, 1.2), calm)).isEqualTo(Outcome.OPEN);
        assertThat(Verdict.outcome(10, new Interval(1.11, 1.2), calm)).isEqualTo(Outcome.WIN);
    }

    @Test
    void wins_and_losses_are_told_apart_from_noise() {
        assertThat(Verdict.outcome(10, new Interval(1.2, 1.3), CONTROL)).isEqualTo(Outcome.WIN);
        assertThat(Verdict.outcome(10, new Interval(0.7, 0.8), CONTROL)).isEqualTo(Outcome.LOSS);
        assertThat(Verdict.outcome(10, new Interval(0.95, 1.2), CONTROL)).isEqualTo(Outcome.OPEN);
        assertThat(Verdict.outcome(9, new Interval(1.2, 1.3), CONTROL)).isEqualTo(Outcome.OPEN);
    }

    @Test
    void a_bound_can_be_missed_in_one_round_and_is_met_in_ten() {
        assertThat(Verdict.ofValue(1.0, 1, 1.2)).isEqualTo(Verdict.MISSED);
        assertThat(Verdict.ofValue(1.0, 1, 0.9)).isEqualTo(Verdict.NOT_CLAIMED);
        assertThat(Verdict.ofValue(1.0, 10, 1.0)).isEqualTo(Verdict.MET);
        assertThat(Verdict.ofValue(null, 10, 1.0)).isEqualTo(Verdict.NO_TARGET);
    }

    @Test
    void zero_bytes_allow_for_what_the_measurement_itself_allocates() {
        assertThat(Verdict.ofValue(0.0, 10, 0.01)).isEqualTo(Verdict.MET);
        assertThat(Verdict.ofValue(0.0, 10, 1)).isEqualTo(Verdict.MISSED);
    }
}
