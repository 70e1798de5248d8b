package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

class RawFileTest {
    private static final RunRecord RUN =
            new RunRecord("buffers", true, 3, 48, Map.of("jdk", "25 \"quoted\""));
    private static final ForkRecord GOOD =
            new ForkRecord(
                    1,
                    "p1c1-16-virtual",
                    "jox",
                    161.5,
                    List.of(160.0, 161.5, 1e3),
                    List.of(400.0),
                    0.25,
                    Double.NaN,
                    0.001,
                    new MachineLoad(0.01, 0.02),
                    3.5,
                    null);
    private static final ForkRecord BAD =
            ForkRecord.failed(2, "p1c1-16-virtual", "jox", new MachineLoad(0, 0), 1, "it hung");

    @TempDir Path directory;

    @Test
    void what_is_written_is_read_again() throws IOException {
        RawFile file = new RawFile(directory.resolve("a/raw.jsonl"));

        file.begin(RUN);
        file.add(GOOD);
        file.add(BAD);

        assertThat(file.read()).isEqualTo(new RawFile.Contents(RUN, List.of(GOOD, BAD)));
    }

    @Test
    void a_line_that_was_cut_off_is_passed_over() throws IOException {
        RawFile file = new RawFile(directory.resolve("raw.jsonl"));
        file.begin(RUN);
        file.add(GOOD);

        Files.writeString(file.path(), "{\"type\":\"fork\",\"round", StandardOpenOption.APPEND);

        assertThat(file.read().forks()).containsExactly(GOOD);
    }

    @Test
    void another_file_is_refused() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "{\"suite\":\"buffers\"}\n");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new RawFile(other).read());
    }
}
