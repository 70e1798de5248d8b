package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.testkit.ChannelFeature;
import io.ropewalk.testkit.ChannelStorm;
import io.ropewalk.testkit.StormReport;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Test;

/** Storms over a rendezvous: nothing is ever in it, so every hand-over is a tie with something. */
abstract class RendezvousStorm {
    private final StrandKind strands;
    private final long operations = Long.getLong("ropewalk.storm.operations", 200_000);

    RendezvousStorm(StrandKind strands) {
        this.strands = strands;
    }

    @Test
    void one_to_one_keeps_the_law() {
        storm(1, 1);
    }

    @Test
    void many_to_many_keeps_the_law() {
        storm(3, 3);
    }

    private void storm(int producers, int consumers) {
        StormReport report =
                ChannelStorm.run(
                        SpecifiedBuffers.storm(producers, consumers)
                                .operations(operations)
                                .strands(strands)
                                .features(ChannelFeature.allBut(ChannelFeature.EXACT_CAPACITY))
                                .build(),
                        spec ->
                                Rendezvous.<Long>builder()
                                        .timeSource(spec.timeSource())
                                        .onUndelivered(spec.onUndelivered())
                                        .build());
        assertThat(report.rescues()).isZero();
    }
}
