package io.ropewalk.examples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.examples.ChildJvm;
import io.ropewalk.examples.Main;
import io.ropewalk.examples.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

@Timeout(60)
class TaskQueueTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), false);

    private void run(String... options) throws Exception {
        TaskQueue demo = new TaskQueue();
        new CommandLine(demo).parseArgs(options);
        demo.run(report);
    }

    @Test
    void keepsItsPromises() throws Exception {
        run("--quick", "--max-files=60", "--max-megabytes=4", "--workers=2");
        assertThat(out.toString())
                .contains("worker 1", "the largest files", "One thread's time / the queue's: ")
                .contains("Accepted ", " = processed ", "buffer", "results")
                .doesNotContain("%n", "%d", "%s", "FAILED");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void worksWithVirtualThreadsAndCancels() throws Exception {
        run("--quick", "--virtual", "--capacity=2", "--cancel-after=5", "--max-megabytes=4");
        assertThat(out.toString())
                .contains("virtual threads", "Accepted ", "ok      accepted = processed + undeliv")
                .doesNotContain("One thread's time");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void saysWhenThereIsNothingToDo(@TempDir Path empty) {
        assertThatThrownBy(() -> run("--directory=" + empty)).hasMessageContaining("no files");
    }

    /** The system's request to end does the same as Ctrl-C, and can be sent from here. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void showsWhatIsThereWhenItIsInterrupted() throws Exception {
        Process child = ChildJvm.start(List.of(), Main.class, List.of("task-queue"));
        try (BufferedReader lines = child.inputReader()) {
            for (String line = ""; !line.equals("[hashing ...]"); line = lines.readLine()) {
                assertThat(line).as("the program said all it had to say").isNotNull();
            }
            child.toHandle().destroy(); // Process.destroy would close its output
            String rest = String.join("\n", lines.lines().toList());
            assertThat(rest).contains("checks hold.").doesNotContain("FAILED");
            assertThat(child.waitFor()).isNotZero();
        } finally {
            child.destroyForcibly();
        }
    }
}
