package io.ropewalk.benchmarks.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ropewalk.benchmarks.traffic.Traffic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every peer does what it is measured at. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LineupTest {
    private static final int OPERATIONS = 10_240;

    record Entry(Lineup lineup, String peer) {
        @Override
        public String toString() {
            return lineup.shape() + " " + peer;
        }
    }

    static Stream<Entry> everybody() {
        return Lineups.all().stream()
                .flatMap(lineup -> lineup.names().stream().map(peer -> new Entry(lineup, peer)));
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void what_goes_in_comes_out(Entry entry) throws InterruptedException {
        try (Traffic traffic = entry.lineup().start(entry.peer(), OPERATIONS)) {
            long sum = traffic.run();

            assertThat(traffic.run()).isEqualTo(sum).isNotZero();
        }
    }

    @Test
    void runs_of_a_measurement_can_be_shared_out() {
        assertThat(Lineups.all())
                .allSatisfy(lineup -> lineup.start(Lineup.OURS, lineup.operations()).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"long-p4c4-1024-platform", "select-ready", "select-parked"})
    void work_that_cannot_be_shared_out_is_refused(String shape) {
        Lineup lineup = Lineups.named(shape);

        assertThatIllegalArgumentException().isThrownBy(() -> lineup.start(Lineup.OURS, 10_001));
    }

    @Test
    void others_are_not_known() {
        Lineup fan3 = Lineups.named("fan3");

        assertThatIllegalArgumentException().isThrownBy(() -> Lineups.named("fan4"));
        assertThatIllegalArgumentException().isThrownBy(() -> fan3.start("jox", OPERATIONS));
    }
}
