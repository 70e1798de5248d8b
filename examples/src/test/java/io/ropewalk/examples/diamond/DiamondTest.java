package io.ropewalk.examples.diamond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

@Timeout(60)
class DiamondTest {
    private static final int LINES = 1_000;

    @TempDir private Path directory;
    private final List<String> lines =
            IntStream.range(0, LINES).mapToObj(i -> "word" + i % 7 + " line " + i).toList();
    private Path source;
    private Path target;

    @BeforeEach
    void write() throws IOException {
        source = Files.write(directory.resolve("source"), lines);
        target = directory.resolve("journal");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 4096})
    void everyLineGoesThroughAllStages(int capacity) throws Exception {
        try (Journal journal = new Journal(target, UTF_8)) {
            Diamond diamond = new Diamond(capacity, journal, new Replica(UTF_8));
            diamond.run(source, UTF_8);
            assertThat(diamond.ledger().lines()).isEqualTo(LINES);
            assertThat(diamond.ledger().accounts()).isEqualTo(7);
            assertThat(diamond.tooEarly()).isZero();
            assertThat(journal.commits()).isBetween(1L, (long) LINES);
            assertThat(diamond.stats().stages())
                    .allSatisfy(stage -> assertThat(stage.handled()).isEqualTo(LINES));
        }
        assertThat(target).hasSameTextualContentAs(source);
    }

    @Test
    void theFailureOfAReadComesOutAndAllThreadsEnd() throws Exception {
        Files.write(source, new byte[] {'a', '\n', (byte) 0xff, '\n'});
        try (Journal journal = new Journal(target, UTF_8)) {
            Diamond diamond = new Diamond(8, journal, new Replica(UTF_8));
            assertThatThrownBy(() -> diamond.run(source, UTF_8))
                    .isInstanceOf(MalformedInputException.class);
            assertThat(diamond.stats().stages())
                    .allSatisfy(stage -> assertThat(stage.lag()).isZero());
        }
    }

    @Test
    void theFailureOfTheJournalComesOut() throws Exception {
        Journal journal = new Journal(target, UTF_8);
        journal.close();
        Diamond diamond = new Diamond(8, journal, new Replica(UTF_8));
        assertThatThrownBy(() -> diamond.run(source, UTF_8))
                .hasMessageContaining("stage journal failed")
                .hasCauseInstanceOf(IOException.class);
        assertThat(diamond.ledger().lines()).isZero();
    }
}
