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

    @Test
    void a_bound_of_one_shape_goes_before_that_of_all() {
        Targets read =
                Targets.parse("bound s bytes 1 b\nbound s fan3:bytes 0 b\nbound t x:bytes 0 b");

        assertThat(read.bound("s", "fan3", "bytes")).isEqualTo(new Targets.Bound(0, "b"));
        assertThat(read.bound("s", "seq3", "bytes")).isEqualTo(new Targets.Bound(1, "b"));
        assertThat(read.bound("t", "seq3", "bytes")).isNull();
    }

    /** A bound of a misspelt shape would never be looked at. */
    @Test
    void bound_only_shapes_that_are_measured() {
        long found = 0;
        for (Suite suite : Suites.all()) {
            found +=
                    suite.contests().stream()
                            .filter(contest ->
                                    targets.bound(
                                                    suite.name(),
                                                    contest.shape() + ":" + Analysis.BYTES)
                                            != null)
                            .count();
        }

        assertThat(found).isEqualTo(3);
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

        assertThat(found).isEqualTo(28 + 4 + 13); // of buffers, of kernel, of queues
        assertThat(targets.size()).isEqualTo(28 + 4 + 13 + 1 + 12 + 3); // and the bounds
    }
}
