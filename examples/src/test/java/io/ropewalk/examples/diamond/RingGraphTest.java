package io.ropewalk.examples.diamond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.examples.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

@Timeout(60)
class RingGraphTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), false);

    @TempDir private Path directory;

    private void run(String... options) throws Exception {
        RingGraph demo = new RingGraph();
        new CommandLine(demo).parseArgs(options);
        demo.run(report);
    }

    @Test
    void keepsItsPromises() throws Exception {
        run("--quick");
        assertThat(out.toString())
                .contains("journal", "replica", "java.base", "stage replica failed at sequence")
                .doesNotContain("%n", "%d", "%s", "FAILED");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void takesAnyFileInOneSlot() throws Exception {
        Path file = directory.resolve("lines.bin");
        Files.write(file, new byte[] {'a', ' ', (byte) 0xff, '\n', '\n', 'b', '\r', '\n', 'a'});
        run("--capacity=1", "--file=" + file);
        assertThat(out.toString()).contains("4 lines of", "The ledger has 3 accounts");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void takesAnEmptyFile() throws Exception {
        run("--file=" + Files.createFile(directory.resolve("empty")));
        assertThat(out.toString()).contains("0 lines of");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> run("--file=" + directory.resolve("none.txt")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.txt");
    }
}
