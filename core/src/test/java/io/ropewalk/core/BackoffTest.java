package io.ropewalk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ropewalk.core.Backoff.Jitter;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class BackoffTest {
    private static final Duration TEN = Duration.ofNanos(10);
    private static final Duration HUNDRED = Duration.ofNanos(100);

    private static List<Long> pauses(Backoff backoff, int count) {
        Backoff.Pauses pauses = backoff.start(new SplittableRandom(1));
        return Stream.generate(pauses::nextNanos).limit(count).toList();
    }

    @Test
    void a_fixed_pause_stays() {
        assertThat(pauses(Backoff.fixed(TEN), 3)).containsExactly(10L, 10L, 10L);
    }

    @Test
    void an_exponential_pause_grows_up_to_its_maximum() {
        assertThat(pauses(Backoff.exponential(TEN, 3, HUNDRED), 5))
                .containsExactly(10L, 30L, 90L, 100L, 100L);
    }

    @Test
    void pauses_saturate_instead_of_wrapping() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);

        List<Long> pauses = pauses(Backoff.exponential(Duration.ofDays(1), 1e6, forEver), 50);

        assertThat(pauses).isSorted().endsWith(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Test
    void full_jitter_lies_between_zero_and_the_pause() {
        List<Long> pauses = pauses(Backoff.fixed(HUNDRED).withJitter(Jitter.FULL), 1_000);

        assertThat(pauses).allSatisfy(p -> assertThat(p).isBetween(0L, 100L));
        assertThat(pauses).contains(0L, 100L);
    }

    @Test
    void equal_jitter_lies_in_the_upper_half() {
        List<Long> pauses = pauses(Backoff.fixed(HUNDRED).withJitter(Jitter.EQUAL), 1_000);

        assertThat(pauses).allSatisfy(p -> assertThat(p).isBetween(50L, 100L));
        assertThat(pauses).contains(50L, 100L);
    }

    @Test
    void decorrelated_jitter_grows_from_the_first_pause_and_stays_below_the_maximum() {
        Backoff backoff = Backoff.exponential(TEN, 1, HUNDRED).withJitter(Jitter.DECORRELATED);

        List<Long> pauses = pauses(backoff, 1_000);

        assertThat(pauses.get(0)).isBetween(10L, 30L);
        assertThat(pauses).allSatisfy(p -> assertThat(p).isBetween(10L, 100L));
        assertThat(pauses).contains(100L);
    }

    @Test
    void the_same_seed_gives_the_same_pauses() {
        Backoff backoff = Backoff.fixed(HUNDRED).withJitter(Jitter.FULL);

        assertThat(pauses(backoff, 100)).isEqualTo(pauses(backoff, 100));
    }

    @Test
    void jitter_over_the_whole_range_of_a_long_is_possible() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(pauses(Backoff.fixed(forEver).withJitter(Jitter.FULL), 10))
                .allSatisfy(p -> assertThat(p).isNotNegative());
    }

    @Test
    void bad_numbers_are_refused_with_their_value_and_bound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.fixed(Duration.ofMillis(-1)))
                .withMessageContaining("PT-0.001S")
                .withMessageContaining("must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.exponential(TEN, 0.5, HUNDRED))
                .withMessageContaining("0.5, must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.exponential(TEN, Double.NaN, HUNDRED))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.exponential(HUNDRED, 2, TEN))
                .withMessageContaining("must be at least PT0.0000001S");
    }
}
