package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelStorm;
import io.ropewalk.testkit.StormOptions;
import io.ropewalk.testkit.StormReport;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Test;

/**
 * Storms over each kind of buffer on one kind of strand: on both wait policies, and on buffers that
 * park at once, so that sleeping is common.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items each storm offers.
 */
abstract class BufferStorm {
    private final StrandKind strands;
    private final long operations;

    BufferStorm(StrandKind strands) {
        this(strands, "ropewalk.storm.operations");
    }

    /** With a property of its own that says how many items. */
    BufferStorm(StrandKind strands, String operations) {
        this.strands = strands;
        this.operations = Long.getLong(operations, 200_000);
    }

    @Test
    void one_to_one_keeps_the_law_where_sleepers_fence() {
        storm(1, 1, WaitPolicy.SLEEPER_FENCES);
    }

    @Test
    void one_to_one_keeps_the_law_where_sleepers_fence_and_park_at_once() {
        storm(1, 1, WaitPolicy.SLEEPER_FENCES.withoutSpinning());
    }

    @Test
    void one_to_one_keeps_the_law_where_publishers_fence() {
        assertThat(storm(1, 1, WaitPolicy.PUBLISHER_FENCES).rescues()).isZero();
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
    void many_to_many_keeps_the_law_where_publishers_fence() {
        assertThat(storm(3, 3, WaitPolicy.PUBLISHER_FENCES).rescues()).isZero();
    }

    @Test
    void many_to_many_keeps_the_law_where_all_park_at_once() {
        assertThat(storm(4, 2, WaitPolicy.PUBLISHER_FENCES.withoutSpinning()).rescues()).isZero();
    }

    @Test
    void many_to_one_keeps_the_law() {
        storm(4, 1, WaitPolicy.SLEEPER_FENCES);
    }

    @Test
    void many_to_one_keeps_the_law_where_publishers_fence_and_park_at_once() {
        assertThat(storm(3, 1, WaitPolicy.PUBLISHER_FENCES.withoutSpinning()).rescues()).isZero();
    }

    @Test
    void one_to_many_keeps_the_law() {
        storm(1, 4, WaitPolicy.SLEEPER_FENCES);
    }

    @Test
    void one_to_many_keeps_the_law_where_publishers_fence_and_park_at_once() {
        assertThat(storm(1, 3, WaitPolicy.PUBLISHER_FENCES.withoutSpinning()).rescues()).isZero();
    }

    @Test
    void removable_keeps_the_law() {
        assertThat(stormOnRemovable(3, 3, WaitPolicy.SLEEPER_FENCES).rescues()).isZero();
    }

    @Test
    void removable_keeps_the_law_where_all_park_at_once() {
        assertThat(stormOnRemovable(4, 2, WaitPolicy.PUBLISHER_FENCES.withoutSpinning()).rescues())
                .isZero();
    }

    @Test
    void one_to_one_that_rejects_keeps_the_law() {
        stormOnRejecting(1, 1, WaitPolicy.SLEEPER_FENCES);
    }

    @Test
    void many_to_many_that_rejects_keeps_the_law_where_all_park_at_once() {
        assertThat(stormOnRejecting(3, 3, WaitPolicy.PUBLISHER_FENCES.withoutSpinning()).rescues())
                .isZero();
    }

    private StormReport stormOnRejecting(int producers, int consumers, WaitPolicy policy) {
        StormOptions options =
                SpecifiedBuffers.storm(producers, consumers)
                        .rejects()
                        .operations(operations)
                        .strands(strands)
                        .build();
        return ChannelStorm.run(
                options,
                spec ->
                        SpecifiedBuffers.builder(spec, policy)
                                .overflow(Overflow.REJECT)
                                .checkRoles(false)
                                .build());
    }

    private StormReport stormOnRemovable(int producers, int consumers, WaitPolicy policy) {
        return ChannelStorm.run(
                options(producers, consumers),
                spec -> SpecifiedBuffers.builder(spec, policy).removable().build());
    }

    private StormReport storm(int producers, int consumers, WaitPolicy policy) {
        return ChannelStorm.run(
                options(producers, consumers), spec -> SpecifiedBuffers.forStorm(spec, policy));
    }

    private StormOptions options(int producers, int consumers) {
        return SpecifiedBuffers.storm(producers, consumers)
                .operations(operations)
                .strands(strands)
                .build();
    }
}
