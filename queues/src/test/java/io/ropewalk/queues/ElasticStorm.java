package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelFeature;
import io.ropewalk.testkit.ChannelStorm;
import io.ropewalk.testkit.StormOptions;
import io.ropewalk.testkit.StormOutcome;
import io.ropewalk.testkit.StormReport;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Test;

/** Storms over buffers that grow, which begin with room for a single item. */
abstract class ElasticStorm {
    private static final WaitPolicy PARKS_AT_ONCE = WaitPolicy.PUBLISHER_FENCES.withoutSpinning();

    private final StrandKind strands;

    ElasticStorm(StrandKind strands) {
        this.strands = strands;
    }

    @Test
    void growable_to_many_keeps_the_law() {
        assertThat(growable(3, WaitPolicy.SLEEPER_FENCES).rescues()).isZero();
    }

    @Test
    void growable_to_one_keeps_the_law_where_all_park_at_once() {
        assertThat(growable(1, PARKS_AT_ONCE).rescues()).isZero();
    }

    @Test
    void unbounded_to_many_keeps_the_law_where_all_park_at_once() {
        unbounded(3, PARKS_AT_ONCE);
    }

    @Test
    void unbounded_to_one_keeps_the_law() {
        unbounded(1, WaitPolicy.SLEEPER_FENCES);
    }

    private StormReport growable(int consumers, WaitPolicy policy) {
        return ChannelStorm.run(
                options(consumers).build(),
                spec -> SpecifiedBuffers.growable(spec, policy).checkRoles(false).build());
    }

    private void unbounded(int consumers, WaitPolicy policy) {
        StormOptions options =
                options(consumers)
                        .features(
                                ChannelFeature.allBut(
                                        ChannelFeature.EXACT_CAPACITY,
                                        ChannelFeature.BACK_PRESSURE))
                        .build();

        StormReport report =
                ChannelStorm.run(
                        options,
                        spec -> SpecifiedBuffers.unbounded(spec, policy).checkRoles(false).build());

        assertThat(report.rescues()).isZero();
        assertThat(report.count(StormOutcome.REFUSED)).as("refused by a lack of room").isZero();
    }

    private StormOptions.Builder options(int consumers) {
        return SpecifiedBuffers.storm(3, consumers)
                .operations(Long.getLong("ropewalk.storm.operations", 200_000) / 4)
                .strands(strands);
    }
}
