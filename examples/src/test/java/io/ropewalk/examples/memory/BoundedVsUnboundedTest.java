package io.ropewalk.examples.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.examples.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

@Timeout(120)
class BoundedVsUnboundedTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), false);

    private void run(String... options) throws Exception {
        BoundedVsUnbounded demo = new BoundedVsUnbounded();
        new CommandLine(demo).parseArgs(options);
        demo.run(report);
    }

    @Test
    void keepsItsPromises(@TempDir Path charts) throws Exception {
        run("--quick", "--charts=" + charts);
        assertThat(out.toString())
                .contains("most packets waiting", "heap in use, bounded", "####")
                .contains("unbounded: out of memory", "bounded:   done")
                .doesNotContain("%", "FAILED");
        assertThat(charts.resolve("bounded-vs-unbounded.png")).isNotEmptyFile();
        assertThat(report.passed()).isTrue();
    }

    @Test
    void takesNoMoreThanItCanCarry() {
        assertThatThrownBy(() -> run("--megabytes=101"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("'101' is more than 100");
    }
}
