package io.ropewalk.benchmarks.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ropewalk.benchmarks.traffic.Crew;
import io.ropewalk.benchmarks.traffic.Shape;
import io.ropewalk.benchmarks.traffic.Task;
import io.ropewalk.benchmarks.traffic.Traffic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongTrafficTest {
    private static final int NUMBERS = 10_240;

    static Stream<LongHand> hands() {
        return Stream.of(
                new RopewalkLongHand(Shape.of("p1c1-16-platform")),
                new BoxingHand(new ArrayBlockingQueue<>(16)));
    }

    private static List<Long> received(LongHand hand) throws InterruptedException {
        List<Long> received = new ArrayList<>();
        Task receive =
                () -> {
                    for (int i = 0; i < NUMBERS; i++) {
                        received.add(hand.take());
                    }
                };
        Task send = new LongTraffic.Produce(hand, 1L << 48, NUMBERS);
        try (Crew crew = Crew.of(false, List.of(receive, send))) {
            crew.run();
        }
        return received;
    }

    @ParameterizedTest
    @MethodSource("hands")
    void numbers_come_out_in_the_order_in_which_they_went_in(LongHand hand) throws Exception {
        List<Long> received = received(hand);

        long step = received.get(1) - received.get(0);
        assertThat(received.getFirst()).isEqualTo(1L << 48);
        for (int i = 1; i < NUMBERS; i++) {
            assertThat(received.get(i) - received.get(i - 1)).isEqualTo(step);
        }
    }

    /** What is in the cache of {@link Long} costs nothing to box. */
    @Test
    void numbers_are_fresh_and_lie_outside_of_the_cache() throws Exception {
        List<Long> received = received(new BoxingHand(new ArrayBlockingQueue<>(16)));

        assertThat(received).doesNotHaveDuplicates().noneMatch(n -> n >= -128 && n <= 127);
    }

    @Test
    void a_number_that_comes_twice_in_place_of_another_is_noticed() throws InterruptedException {
        LongHand real = new RopewalkLongHand(Shape.of("p1c1-16-platform"));
        LongHand repeating =
                new LongHand() {
                    private long last;
                    private int count;

                    @Override
                    public void put(long value) throws InterruptedException {
                        real.put(value);
                    }

                    @Override
                    public long take() throws InterruptedException {
                        long value = real.take();
                        last = ++count == 100 ? last : value;
                        return last;
                    }
                };
        try (Traffic traffic =
                LongTraffic.of("long-p1c1-16-platform", shape -> repeating, NUMBERS)) {
            assertThatIllegalStateException()
                    .isThrownBy(traffic::run)
                    .withMessageContaining("what came out is not what went in");
        }
    }
}
