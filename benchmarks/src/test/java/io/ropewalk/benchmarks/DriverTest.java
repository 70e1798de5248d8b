package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class DriverTest {
    private static final Suite BUFFERS = Suites.named("buffers");
    private static final Targets TARGETS = Targets.load();

    @TempDir Path directory;

    private final List<String> order = new ArrayList<>();

    private static Plan plan(boolean quick, int rounds, String shapes, String peers) {
        return Plan.of(BUFFERS, TARGETS, new Plan.Wishes(quick, false, rounds, shapes, peers));
    }

    /** Forks that take no time; those of the named rounds are disturbed. */
    private List<ForkRecord> run(Plan plan, Integer... disturbed) throws Exception {
        RawFile raw = new RawFile(directory.resolve("raw.jsonl"));
        raw.begin(new RunRecord("buffers", false, 3, 1, Map.of()));
        Driver.Work work =
                new Driver.Work() {
                    @Override
                    public ForkRecord compare(int round, Contest contest, String peer) {
                        order.add(round + " " + contest.shape() + " " + peer);
                        double outside = List.of(disturbed).contains(round) ? 1 : 0;
                        return ForkRecord.absolute(
                                round, contest.shape(), peer, 1, new MachineLoad(0, outside), 0);
                    }

                    @Override
                    public List<ForkRecord> probe(int round, ProbeJvm probe) {
                        return List.of();
                    }
                };
        PrintWriter out = new PrintWriter(new StringWriter());
        try (Progress progress = new Progress(out, 1, false)) {
            List<ForkRecord> done =
                    new Driver(plan, TARGETS, Noise.USUAL, raw, work, 42).run(progress);
            assertThat(raw.read().forks()).hasSameSizeAs(done);
            return done;
        }
    }

    @Test
    void every_round_has_every_fork_once_in_another_order() throws Exception {
        Plan plan = plan(false, 3, "", "");

        run(plan);

        int forks = plan.forksPerRound();
        assertThat(order).hasSize(3 * forks).doesNotHaveDuplicates();
        List<String> first = order.subList(0, forks).stream().map(f -> f.substring(2)).toList();
        List<String> second =
                order.subList(forks, 2 * forks).stream().map(f -> f.substring(2)).toList();
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    }

    @Test
    void disturbed_rounds_are_made_up_for_within_limits() throws Exception {
        assertThat(run(plan(false, 4, "p1c1-16-virtual", "jox"), 2, 5)).hasSize(6 * 3);
        assertThat(run(plan(false, 4, "p1c1-16-virtual", "jox"), 2, 3, 4)).hasSize(6 * 3);
    }

    @Test
    void a_quick_run_has_three_rounds_of_the_peers_with_targets() throws Exception {
        Plan plan = plan(true, 0, "", "");

        run(plan, 1);

        assertThat(plan.forksPerRound()).isEqualTo(28 + 2 * 10);
        assertThat(order).hasSize(3 * plan.forksPerRound());
    }

    @Test
    void probes_of_a_quick_run_run_once() {
        assertThat(plan(true, 3, "", "").probesIn(2)).isFalse();
        assertThat(plan(false, 3, "", "").probesIn(3)).isTrue();
    }

    @Test
    void no_fork_begins_that_would_end_too_late() throws Exception {
        Plan all = plan(true, 0, "", "");
        Plan late = new Plan(all.suite(), all.timing(), all.rounds(), true, -1);

        assertThat(run(late)).isEmpty();
    }

    @Test
    void the_double_takes_part_whatever_peers_are_asked_for() {
        assertThat(plan(false, 0, "p4c4-64", "^jox$").suite().contests())
                .singleElement()
                .extracting(Contest::peers)
                .isEqualTo(List.of("ropewalk", "ropewalk-again", "jox"));
    }

    @Test
    void a_full_run_has_ten_rounds_of_all() {
        assertThat(plan(false, 0, "", "").rounds()).isEqualTo(10);
    }
}
