package io.ropewalk.examples.ticker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.examples.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

@Timeout(60)
class ConflateTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), false);

    private void run(String... options) throws Exception {
        Conflate demo = new Conflate();
        new CommandLine(demo).parseArgs(options);
        demo.run(report);
    }

    @Test
    void keepsItsPromises() throws Exception {
        run("--quick", "--micros=20");
        assertThat(out.toString())
                .contains("1,000 updates of", "drops oldest", "conflates")
                .doesNotContain("%n", "%d", "%s", "FAILED");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void needsRoomForOneOnly() throws Exception {
        run("--updates=50", "--capacity=1", "--micros=1");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void tellsOneUpdate() throws Exception {
        run("--updates=1");
        assertThat(out.toString()).contains("1 updates of 1 modules");
        assertThat(report.passed()).isTrue();
    }
}
