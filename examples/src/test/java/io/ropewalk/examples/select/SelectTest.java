package io.ropewalk.examples.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.examples.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

@Timeout(60)
class SelectTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), false);

    private void run(String... options) throws Exception {
        Select demo = new Select();
        new CommandLine(demo).parseArgs(options);
        demo.run(report);
    }

    @Test
    void keepsItsPromises() throws Exception {
        run("--quick");
        assertThat(out.toString())
                .contains("Left and right: ", "LLLLLLLLLLLL", "LRLRLRLRLRLR", "sent a parcel")
                .doesNotContain("%n", "%d", "%s", "FAILED");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void tellsOnlyTheFirstTicks() throws Exception {
        run("--quick", "--capacity=1", "--tick=1");
        assertThat(report.passed()).isTrue();
        assertThat(out.toString().lines().filter(line -> line.contains(" ms: left ")).count())
                .isLessThanOrEqualTo(9);
    }
}
