package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelStorm;
import io.ropewalk.testkit.StormReport;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Test;

/**
 * Storms over the algorithms for longs on one kind of strand, each where sleeping is rare and where
 * it is common.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items each storm offers.
 */
abstract class LongBufferStorm {
    private final StrandKind strands;
    private final long operations = Long.getLong("ropewalk.storm.operations", 200_000);

    LongBufferStorm(StrandKind strands) {
        this.strands = strands;
    }

    @Test
    void one_to_one_keeps_the_law_where_sleepers_fence() {
        storm(1, 1, WaitPolicy.SLEEPER_FENCES);
    }

    @Test
    void one_to_one_keeps_the_law_where_publishers_fence_and_park_at_once() {
        assertThat(storm(1, 1, WaitPolicy.PUBLISHER_FENCES.withoutSpinning()).rescues()).isZero();
    }

    @Test
    void many_to_many_keeps_the_law() {
        assertThat(storm(3, 3, WaitPolicy.SLEEPER_FENCES).rescues()).isZero();
    }

    @Test
    void many_to_many_keeps_the_law_where_all_park_at_once() {
        assertThat(storm(4, 2, WaitPolicy.PUBLISHER_FENCES.withoutSpinning()).rescues()).isZero();
    }

    private StormReport storm(int producers, int consumers, WaitPolicy policy) {
        return ChannelStorm.run(
                SpecifiedBuffers.storm(producers, consumers)
                        .operations(operations)
                        .strands(strands)
                        .build(),
                spec -> LongChannel.forStorm(spec, policy));
    }
}
