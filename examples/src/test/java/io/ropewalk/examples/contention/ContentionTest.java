package io.ropewalk.examples.contention;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.examples.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

@Timeout(60)
class ContentionTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), false);

    @Test
    void keepsItsPromises(@TempDir Path charts) throws Exception {
        Contention demo = new Contention();
        new CommandLine(demo)
                .parseArgs(
                        "--threads=3",
                        "--rounds=1",
                        "--hand-overs=500",
                        "--capacity=64",
                        "--charts=" + charts);
        demo.run(report);
        assertThat(out.toString())
                .contains("1 -> 1", "2 -> 2", "3 -> 3", "3 -> 1", "1 -> 3", "3 threads")
                .contains("BoundedBuffer, declared", "LinkedBlockingQueue", "LongAdder")
                .doesNotContain("%", "FAILED");
        assertThat(charts.resolve("contention.png")).isNotEmptyFile();
        assertThat(report.passed()).isTrue();
    }
}
