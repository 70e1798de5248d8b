package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.Contest;
import io.ropewalk.benchmarks.Suite;
import io.ropewalk.benchmarks.Timing;

import java.util.List;

/** What there is beside bounded buffers, each against what one would use in its place. */
public final class QueuesSuite {
    private QueuesSuite() {}

    /**
     * The suite.
     *
     * @return what {@code bin/bench queues} measures
     */
    public static Suite suite() {
        return new Suite(
                "queues",
                QueuesBenchmark.class,
                Lineup.OURS,
                Lineup.AGAIN,
                Lineups.all().stream()
                        .map(lineup ->
                                new Contest(lineup.shape(), lineup.operations(), lineup.names()))
                        .toList(),
                List.of(),
                new Timing(3, 400, 4, 300),
                new Timing(2, 250, 3, 200));
    }
}
