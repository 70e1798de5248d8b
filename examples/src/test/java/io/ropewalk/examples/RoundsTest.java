package io.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;

class RoundsTest {

    private static Rounds.Contender taking(double... seconds) {
        PrimitiveIterator.OfDouble times = DoubleStream.of(seconds).iterator();
        return times::nextDouble;
    }

    @Test
    void dropsTheWarmUps() throws Exception {
        Rounds measured = Rounds.measure(2, 1, List.of(taking(100, 50, 3)));
        assertThat(measured.seconds(0)).isEqualTo(3);
    }

    @Test
    void comparesWithinEachRoundAndTakesTheMedian() throws Exception {
        Rounds measured = Rounds.measure(0, 3, List.of(taking(1, 10, 2), taking(2, 40, 2)));
        assertThat(measured.seconds(0)).isEqualTo(2);
        assertThat(measured.ratio(1, 0)).isEqualTo(2);
        assertThat(measured.ratioText(1, 0)).isEqualTo("2.00 (1.00 to 4.00)");
    }

    @Test
    void takesTheMeanOfTheMiddleTwo() throws Exception {
        assertThat(Rounds.measure(0, 4, List.of(taking(1, 100, 2, 4))).seconds(0)).isEqualTo(3);
    }

    @Test
    void knowsTheSmallestAndTheLargest() throws Exception {
        Rounds measured = Rounds.measure(1, 3, List.of(taking(0, 100, 2, 4)));
        assertThat(measured.smallest(0)).isEqualTo(2);
        assertThat(measured.largest(0)).isEqualTo(100);
    }

    @Test
    void beginsEachRoundWithAnotherContender() throws Exception {
        List<String> order = new ArrayList<>();
        Rounds.Contender a = () -> order.add("a") ? 1 : 0;
        Rounds.Contender b = () -> order.add("b") ? 1 : 0;
        Rounds.measure(1, 2, List.of(a, b));
        assertThat(order).containsExactly("b", "a", "a", "b", "b", "a");
    }
}
