package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.ChannelStorm;
import io.ropewalk.testkit.StormOptions;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.function.Function;

/**
 * Storms over the buffers with another arrangement, built so that they keep the order: whether
 * anything is lost, doubled or left asleep. What is peculiar to their orders has storms of its own.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items four of them offer.
 */
abstract class ArrangedStorm {
    private static final WaitPolicy PARKS_AT_ONCE = WaitPolicy.SLEEPER_FENCES.withoutSpinning();

    private final StrandKind strands;

    ArrangedStorm(StrandKind strands) {
        this.strands = strands;
    }

    @Test
    void keyed_keeps_the_law() {
        storm(3, 3, spec -> Arranged.KEYED.build(spec, PARKS_AT_ONCE));
    }

    @Test
    void priority_keeps_the_law() {
        storm(3, 3, spec -> Arranged.PRIORITY.build(spec, PARKS_AT_ONCE));
    }

    @Test
    void delay_keeps_the_law_where_all_is_due_at_once() {
        storm(2, 4, spec -> Arranged.DELAY.build(spec, PARKS_AT_ONCE));
    }

    @Test
    void delay_keeps_the_law_where_receivers_wait_for_the_time() {
        Duration delay = Duration.ofNanos(20_000);
        storm(2, 4, spec -> Arranged.delay(spec, PARKS_AT_ONCE, delay));
    }

    private void storm(
            int producers, int consumers, Function<ChannelSpec<Long>, Channel<Long>> factory) {
        StormOptions options =
                SpecifiedBuffers.storm(producers, consumers)
                        .operations(Long.getLong("ropewalk.storm.operations", 200_000) / 4)
                        .strands(strands)
                        .build();
        assertThat(ChannelStorm.run(options, factory).rescues()).isZero();
    }
}
