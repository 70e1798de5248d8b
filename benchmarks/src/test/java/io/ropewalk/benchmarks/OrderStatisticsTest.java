package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ropewalk.benchmarks.OrderStatistics.Interval;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class OrderStatisticsTest {
    private static OrderStatistics upTo(int n) {
        return new OrderStatistics(
                Stream.iterate(n, k -> k - 1).limit(n).map(k -> 1.0 * k).toList());
    }

    @Test
    void the_median_is_the_middle_or_between_the_two_in_the_middle() {
        assertThat(new OrderStatistics(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new OrderStatistics(List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }

    @Test
    void of_ten_values_the_interval_is_the_second_to_the_ninth() {
        assertThat(upTo(10).interval()).isEqualTo(new Interval(2, 9));
    }

    @Test
    void one_wild_value_on_each_side_does_not_move_the_interval() {
        OrderStatistics wild =
                new OrderStatistics(List.of(0.001, 2., 3., 4., 5., 6., 7., 8., 9., 1000.));

        assertThat(wild.interval()).isEqualTo(new Interval(2, 9));
        assertThat(wild.median()).isEqualTo(5.5);
    }

    /** Ranks as tables of the sign test have them for 95 %. */
    @Test
    void the_interval_narrows_with_the_number_of_values() {
        assertThat(upTo(5).interval()).isNull();
        assertThat(upTo(6).interval()).isEqualTo(new Interval(1, 6));
        assertThat(upTo(8).interval()).isEqualTo(new Interval(1, 8));
        assertThat(upTo(9).interval()).isEqualTo(new Interval(2, 8));
        assertThat(upTo(15).interval()).isEqualTo(new Interval(4, 12));
        assertThat(upTo(20).interval()).isEqualTo(new Interval(6, 15));
    }

    @Test
    void nothing_has_no_statistics() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OrderStatistics(List.of()));
    }
}
