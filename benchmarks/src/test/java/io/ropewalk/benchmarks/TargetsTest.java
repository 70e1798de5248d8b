package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetsTest {
    private final Targets targets = Targets.load();

    @Test
    void are_read_from_lines() {
        Targets read =
                Targets.parse(
                        """
                        # a comment
                        ratio s  p1c1  Some-queue  1.5
                        bound s  bytes 0 bytes_per_item
                        """);

        assertThat(read.ratio("s", "p1c1", "Some-queue")).isEqualTo(1.5);
        assertThat(read.bound("s", "bytes")).isEqualTo(new Targets.Bound(0, "bytes per item"));
        assertThat(read.ratio("s", "p1c1", "Another-queue")).isNull();
        assertThat(read.size()).isEqualTo(2);
    }

    /** A misspelt peer or shape would silently be without a target. */
    @Test
    void name_only_shapes_and_peers_that_are_measured() {
        long found = 0;
        for (Suite suite : Suites.all()) {
            for (Contest contest : suite.contests()) {
                found +=
                        contest.peers().stream()
                                .filter(p ->
                                        targets.ratio(suite.name(), contest.shape(), p) != null)
                                .count();
            }
        }

        assertThat(found).isEqualTo(28 + 4); // of buffers, of kernel
        assertThat(targets.size()).isEqualTo(28 + 4 + 1 + 12); // and the bounds
    }
}
