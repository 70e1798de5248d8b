package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ropewalk.benchmarks.MachineLoad.Ticks;

import org.junit.jupiter.api.Test;

class MachineLoadTest {
    @Test
    void ticks_are_read_from_what_linux_writes() {
        Ticks ticks =
                Ticks.parse(
                        "cpu  10 20 30 400 50 6 7 80 0 0",
                        "4711 (a (strange) name) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 20 0\n");

        assertThat(ticks).isEqualTo(new Ticks(603, 73, 80, 11 + 12 + 13 + 14));
    }

    @Test
    void load_is_what_neither_we_did_nor_nobody() {
        MachineLoad load =
                MachineLoad.between(new Ticks(1000, 100, 10, 50), new Ticks(1400, 300, 14, 210));

        assertThat(load.steal()).isEqualTo(0.01, within(1e-9));
        assertThat(load.outside()).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void where_nobody_counts_there_is_no_load() {
        assertThat(MachineLoad.between(null, null)).isEqualTo(new MachineLoad(0, 0));
    }
}
