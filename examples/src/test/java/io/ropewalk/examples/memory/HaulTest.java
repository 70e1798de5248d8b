package io.ropewalk.examples.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.memory.Belt.Kind;
import io.ropewalk.examples.memory.Haul.Outcome;
import io.ropewalk.examples.memory.Haul.Sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

@Timeout(60)
class HaulTest {
    private static final int BYTES = 300_000;

    private final List<Sample> samples = Collections.synchronizedList(new ArrayList<>());

    private Outcome run(Kind kind, int capacity, List<Path> files) throws Exception {
        return new Haul(Belt.of(kind, capacity), 5, false, samples::add).run(files);
    }

    @ParameterizedTest
    @CsvSource({"BOUNDED, 1", "BOUNDED, 64", "UNBOUNDED, 1"})
    void carriesEverything(Kind kind, int capacity) throws Exception {
        List<Path> files = ClassFiles.first(BYTES);
        Outcome outcome = run(kind, capacity, files);
        assertThat(outcome.packetsIn()).isEqualTo(files.size());
        assertThat(outcome.packetsOut()).isEqualTo(files.size());
        assertThat(outcome.bytes()).isBetween(BYTES / 2L, (long) BYTES);
        assertThat(outcome.compressed()).isBetween(1L, outcome.bytes());
        assertThat(outcome.putMillis()).isLessThanOrEqualTo(outcome.millis());
        assertThat(samples).hasSizeGreaterThanOrEqualTo(2);
        assertThat(samples.getLast().arrived()).isEqualTo(outcome.bytes());
        assertThat(samples.getLast().waiting()).isZero();
        if (kind == Kind.BOUNDED) {
            assertThat(samples).allMatch(sample -> sample.packets() <= capacity);
        }
    }

    @Test
    void endsWhenThereIsNothingToCarry() throws Exception {
        assertThat(run(Kind.BOUNDED, 1, List.of()).packetsOut()).isZero();
        assertThat(run(Kind.UNBOUNDED, 1, List.of()).packetsOut()).isZero();
    }
}
