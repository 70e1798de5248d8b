package io.ropewalk.examples.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.examples.select.TwoSources.Count;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

@Timeout(60)
class TwoSourcesTest {
    private static final Duration TICK = Duration.ofMillis(1);

    @TempDir private Path directory;

    private Path file(String name, int size) throws Exception {
        return Files.write(directory.resolve(name), new byte[size]);
    }

    @Test
    void hearsBothToTheEnd() throws Exception {
        List<Path> left = Collections.nCopies(300, file("left", 3));
        List<Path> right = List.of(file("right", 70));
        TwoSources sources = new TwoSources(left, right, 1, TICK, now -> {});
        sources.run();
        assertThat(sources.left()).isEqualTo(new Count(300, 900));
        assertThat(sources.right()).isEqualTo(new Count(1, 70));
        assertThat(sources.ticks()).isPositive();
    }

    @Test
    void endsWhenThereIsNothingToHear() throws Exception {
        TwoSources sources = new TwoSources(List.of(), List.of(), 8, TICK, now -> {});
        sources.run();
        assertThat(sources.left()).isEqualTo(Count.ZERO);
        assertThat(sources.ticks()).isEqualTo(1);
    }

    @Test
    void endsWithTheFailureOfASource() throws Exception {
        List<Path> left = List.of(file("left", 3), directory.resolve("none"));
        List<Path> right = Collections.nCopies(300, file("right", 3));
        TwoSources sources = new TwoSources(left, right, 1, TICK, now -> {});
        assertThatThrownBy(sources::run).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void endsWithTheFailureOfTheListener() throws Exception {
        List<Path> files = Collections.nCopies(300, file("file", 3));
        IllegalStateException failure = new IllegalStateException("no more");
        TwoSources sources =
                new TwoSources(
                        files,
                        files,
                        1,
                        TICK,
                        now -> {
                            throw failure;
                        });
        assertThatThrownBy(sources::run).isSameAs(failure);
    }
}
