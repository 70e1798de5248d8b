package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ropewalk.benchmarks.OrderStatistics.Interval;
import io.ropewalk.benchmarks.Verdict.Outcome;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class AnalysisTest {
    private static final Timing TIMING = new Timing(1, 1, 1, 1);
    private static final Suite SUITE =
            new Suite(
                    "s",
                    AnalysisTest.class,
                    "ours",
                    "again",
                    List.of(new Contest("p1c1", 1, List.of("ours", "again", "peer"))),
                    List.of(),
                    TIMING,
                    TIMING);
    private static final Targets TARGETS =
            Targets.parse("ratio s p1c1 peer 2\nbound s bytesPerOp 0 b\nbound s idle 1 %");

    private final List<ForkRecord> forks = new ArrayList<>();

    private void fork(int round, String peer, double score, double bytes, double outside) {
        fork(round, peer, score, bytes, outside, 0);
    }

    private void fork(
            int round, String peer, double score, double bytes, double outside, double parks) {
        forks.add(
                new ForkRecord(
                        round,
                        "p1c1",
                        peer,
                        score,
                        List.of(score),
                        List.of(),
                        bytes,
                        0.5,
                        parks,
                        new MachineLoad(0, outside),
                        1,
                        null));
    }

    private void round(int round, double ours, double again, double peer) {
        fork(round, "ours", ours, 0, 0);
        fork(round, "again", again, 0, 0);
        fork(round, "peer", peer, 24, 0);
    }

    private Analysis analysis() {
        return new Analysis(SUITE, TARGETS, Noise.USUAL, forks, true);
    }

    private Line.Ratio ratio(String peer) {
        return analysis().lines().stream()
                .filter(Line.Ratio.class::isInstance)
                .map(Line.Ratio.class::cast)
                .filter(line -> line.peer().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ratios_are_taken_within_rounds_not_between_medians() {
        for (int round = 1; round <= 10; round++) {
            round(round, round, round, 3 * round); // the machine slows down tenfold
        }

        Line.Ratio line = ratio("peer");
        assertThat(line.ratio()).isEqualTo(3, within(1e-9));
        assertThat(line.interval()).isEqualTo(new Interval(3, 3));
        assertThat(line.control()).isEqualTo(new Interval(1, 1));
        assertThat(line.verdict()).isEqualTo(Verdict.MET);
        assertThat(line.outcome()).isEqualTo(Outcome.WIN);
        assertThat(line.nanos()).isEqualTo(new Line.Pair(5.5, 16.5));
        assertThat(line.bytes()).isEqualTo(new Line.Pair(0, 24));
    }

    @Test
    void a_disturbed_round_does_not_count_for_anybody_in_its_shape() {
        for (int round = 1; round <= 11; round++) {
            round(round, 1, 1, round == 4 ? 1000 : 3);
        }
        fork(4, "again", 1, 0, 0.5);

        assertThat(ratio("peer").rounds()).isEqualTo(10);
        assertThat(ratio("again").rounds()).isEqualTo(10);
        assertThat(analysis().disturbedRounds("p1c1")).containsExactly(4);
        assertThat(analysis().quietRounds("p1c1")).isEqualTo(10);
    }

    @Test
    void a_run_that_was_interrupted_is_analysed_as_far_as_it_got() {
        round(1, 1, 1, 3);
        fork(2, "ours", 1, 0, 0);

        assertThat(ratio("peer").rounds()).isEqualTo(1);
        assertThat(ratio("peer").interval()).isNull();
        assertThat(ratio("peer").verdict()).isEqualTo(Verdict.NOT_CLAIMED);
    }

    @Test
    void a_quick_run_claims_nothing_however_many_rounds_it_has() {
        for (int round = 1; round <= 10; round++) {
            round(round, 1, round == 3 ? 1.2 : 1, 3);
        }
        forks.add(ForkRecord.absolute(1, "idle", "ours", 7, new MachineLoad(0, 0), 1));

        List<Line> lines = new Analysis(SUITE, TARGETS, Noise.USUAL, forks, false).lines();

        assertThat(lines).hasSize(4);
        assertThat(lines)
                .filteredOn(line -> !line.equals(lines.get(0)))
                .extracting(Line::verdict)
                .containsOnly(Verdict.NOT_CLAIMED);
        assertThat(lines.get(1))
                .isInstanceOfSatisfying(
                        Line.Ratio.class,
                        line -> {
                            assertThat(line.interval()).isNull();
                            assertThat(line.outcome()).isEqualTo(Outcome.OPEN);
                        });
        assertThat(lines.get(0)) // the control shows its spread
                .isInstanceOfSatisfying(
                        Line.Ratio.class,
                        line -> assertThat(line.interval()).isEqualTo(new Interval(1, 1.2)));
    }

    @Test
    void parks_excuse_what_they_may_allocate_and_no_more() {
        for (int round = 1; round <= 10; round++) {
            fork(round, "ours", 1, 0.19, 0, 1e-3);
        }
        assertThat(analysis().lines().getLast().verdict()).isEqualTo(Verdict.MET);

        fork(11, "ours", 1, 24, 0, 1e-5);
        assertThat(analysis().lines().getLast().verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void a_round_in_which_a_fork_failed_is_made_up_for() {
        round(1, 1, 1, 3);
        round(2, 1, 1, 3);
        forks.add(ForkRecord.failed(2, "p1c1", "peer", new MachineLoad(0, 0), 1, "it hung"));

        assertThat(analysis().quietRounds("p1c1")).isEqualTo(1);
    }

    @Test
    void failures_are_left_out() {
        round(1, 1, 1, 3);
        forks.add(ForkRecord.failed(2, "p1c1", "peer", new MachineLoad(0, 0), 1, "it hung"));

        assertThat(ratio("peer").rounds()).isEqualTo(1);
    }

    @Test
    void absolute_values_are_held_against_their_bounds_by_the_worst_round() {
        for (int round = 1; round <= 10; round++) {
            double value = round == 7 ? 1.5 : 0.5;
            forks.add(ForkRecord.absolute(round, "idle", "ours", value, new MachineLoad(0, 0), 1));
        }

        assertThat(analysis().lines())
                .singleElement()
                .isInstanceOfSatisfying(
                        Line.Absolute.class,
                        line -> {
                            assertThat(line.value()).isEqualTo(0.5);
                            assertThat(line.most()).isEqualTo(1.5);
                            assertThat(line.verdict()).isEqualTo(Verdict.MISSED);
                        });
    }

    @Test
    void json_has_the_promised_fields() throws Exception {
        for (int round = 1; round <= 10; round++) {
            round(round, 1, 1, 3);
        }

        List<Line> lines = analysis().lines();

        assertThat(Json.parse(Json.line(ratio("peer").fields("s"))))
                .containsEntry("suite", "s")
                .containsEntry("shape", "p1c1")
                .containsEntry("ours", "ours")
                .containsEntry("peer", "peer")
                .containsEntry("ratio", 3.0)
                .containsEntry("low", 3.0)
                .containsEntry("high", 3.0)
                .containsEntry("rounds", 10.0)
                .containsEntry("bytesPerOp", 0.0);
        assertThat(Json.parse(Json.line(lines.getLast().fields("s"))))
                .containsEntry("what", "bytesPerOp")
                .containsEntry("value", 0.0)
                .containsEntry("bound", 0.0);
    }

    @Test
    void json_says_null_where_something_is_unknown() throws Exception {
        round(1, 1, 1, 3);
        forks.set(0, ForkRecord.absolute(1, "p1c1", "ours", 1, new MachineLoad(0, 0), 1));

        assertThat(Json.parse(Json.line(ratio("peer").fields("s"))))
                .containsEntry("ratio", 3.0)
                .containsEntry("low", null)
                .containsEntry("high", null)
                .containsEntry("bytesPerOp", null);
    }
}
