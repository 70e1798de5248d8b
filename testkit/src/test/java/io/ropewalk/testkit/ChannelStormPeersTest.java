package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.junit.jupiter.api.Test;

import java.util.concurrent.ArrayBlockingQueue;

/** Queues that are known to be right pass the storm. */
class ChannelStormPeersTest {
    @Test
    void arrayBlockingQueuePasses() {
        StormOptions options =
                StormOptions.builder()
                        .operations(60_000)
                        .features(BlockingQueueChannel.FEATURES)
                        .build();

        StormReport report =
                ChannelStorm.run(
                        options,
                        spec ->
                                new BlockingQueueChannel<>(
                                        new ArrayBlockingQueue<>(spec.capacity())));

        assertThat(report.accepted()).isEqualTo(report.delivered());
    }

    @Test
    void jctoolsManyToManyPasses() {
        StormOptions options =
                StormOptions.builder()
                        .operations(60_000)
                        .features(TryOnlyChannel.FEATURES)
                        .capacities(2, 4, 64)
                        .build();

        StormReport report =
                ChannelStorm.run(
                        options,
                        spec ->
                                new TryOnlyChannel<>(
                                        new MpmcVarHandleArrayQueue<>(spec.capacity())));

        assertThat(report.accepted()).isEqualTo(report.delivered());
    }

    @Test
    void jctoolsOneToOnePasses() {
        StormOptions options =
                StormOptions.builder()
                        .operations(60_000)
                        .users(1, 1)
                        .features(TryOnlyChannel.FEATURES)
                        .capacities(2, 4, 64)
                        .build();

        StormReport report =
                ChannelStorm.run(
                        options,
                        spec ->
                                new TryOnlyChannel<>(
                                        new SpscVarHandleArrayQueue<>(spec.capacity())));

        assertThat(report.accepted()).isEqualTo(report.delivered());
    }
}
