package io.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        List<Demo> demos = List.of(new Fine(), new Wrong(), new Careless(), new Broken());
        return new Main(demos, new PrintWriter(out), new PrintWriter(err), false).run(args);
    }

    @Test
    void tellsTheStoryRunsTheDemoAndEndsWithZero() {
        assertThat(run("fine")).isZero();
        assertThat(out.toString()).contains("A story.", "ok      one is 1", "1 of 1 checks hold.");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void handsOptionsToTheDemo() {
        assertThat(run("fine", "--number", "2")).isEqualTo(1);
        assertThat(out.toString()).contains("FAILED  one is 2", "0 of 1 checks hold.");
    }

    @Test
    void endsWithOneWhenACheckFails() {
        assertThat(run("wrong")).isEqualTo(1);
        assertThat(out.toString()).contains("ok      truth", "FAILED  lie", "1 of 2 checks hold.");
    }

    @Test
    void endsWithOneWhenNothingWasChecked() {
        assertThat(run("careless")).isEqualTo(1);
        assertThat(out.toString()).contains("Nothing was checked");
    }

    @Test
    void endsWithOneAndTheReasonWhenTheDemoThrows() {
        assertThat(run("broken")).isEqualTo(1);
        assertThat(err.toString())
                .contains("broken failed: java.io.IOException: no such thing", "at ");
    }

    @Test
    void runsTheFirstDemoWhenNoneIsNamed() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .startsWith("No name given, so this is `fine`")
                .contains("1 of 1");
    }

    @Test
    void listsTheDemosOnePerLine() {
        assertThat(run("list")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "fine      Holds.",
                        "wrong     Does not hold.",
                        "careless  Does not check.",
                        "broken    Does not run.");
    }

    @Test
    void endsWithTwoWhenTheNameIsUnknownAndSuggestsAnother() {
        assertThat(run("wrnog")).isEqualTo(2);
        assertThat(err.toString()).contains("'wrnog'", "Did you mean", "wrong", "demo --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void endsWithTwoWhenAnOptionIsWrong() {
        assertThat(run("fine", "--number", "0")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--number", "'0' is not a whole number from 1 on", "demo fine --help");
        assertThat(run("fine", "--size", "0")).isEqualTo(2);
    }

    @Test
    void helpsWithADemo() {
        assertThat(run("fine", "--help")).isZero();
        assertThat(out.toString()).contains("Usage: demo fine", "--number", "A story.");
    }

    @Test
    void helpsWithoutADemo() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: demo", "fine", "careless", "list");
    }

    private abstract static class Told implements Demo {
        @Override
        public String story() {
            return "A story. 100%n";
        }
    }

    @Command(name = "fine", description = "Holds.")
    private static final class Fine extends Told {
        @Option(names = "--number", converter = AtLeastOne.class)
        private int number = 1;

        @Override
        public void run(Report report) {
            report.check("one is " + number, number == 1);
        }
    }

    @Command(name = "wrong", description = "Does not hold.")
    private static final class Wrong extends Told {
        @Override
        public void run(Report report) {
            report.check("truth", true);
            report.check("lie", false);
        }
    }

    @Command(name = "careless", description = "Does not check.")
    private static final class Careless extends Told {
        @Override
        public void run(Report report) {
            report.say("Looks good.");
        }
    }

    @Command(name = "broken", description = "Does not run.")
    private static final class Broken extends Told {
        @Override
        public void run(Report report) throws IOException {
            report.check("it began", true);
            throw new IOException("no such thing");
        }
    }
}
