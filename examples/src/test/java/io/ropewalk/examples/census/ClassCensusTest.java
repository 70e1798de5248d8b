package io.ropewalk.examples.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.Report;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
class ClassCensusTest {
    private final StringWriter out = new StringWriter();
    private final Report report = new Report(new PrintWriter(out), false);

    private void run(ClassParser parser) throws Exception {
        ClassCensus census = new ClassCensus(() -> ClassFiles.ofModule("java.logging"), parser);
        new CommandLine(census)
                .parseArgs("--rounds=1", "--hand-overs=1000", "--workers=2", "--capacity=64");
        census.run(report);
    }

    @Test
    void keepsItsPromises() throws Exception {
        run(ClassFacts::read);
        assertThat(report.passed()).isTrue();
        assertThat(out.toString())
                .contains("java.logging", "all 1 modules", "receiver parks")
                .contains("ArrayBlockingQueue's time / BoundedBuffer's: ")
                .contains("declared ONE  -> ONE", "declared MANY -> MANY");
    }

    @Test
    void failsItsCheckWhenTheNumbersDiffer() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        run(file -> {
            ClassFacts facts = ClassFacts.read(file);
            return new ClassFacts(facts.module(), calls.incrementAndGet(), 0, facts.bytes());
        });
        assertThat(report.passed()).isFalse();
        assertThat(out.toString())
                .contains("FAILED  one thread alone comes to the same numbers")
                .contains("FAILED  all three came to the same numbers in every round");
    }

    @Test
    void failsWithTheReasonWhenAParserFails() {
        IOException failure = new IOException("unreadable");
        assertThatThrownBy(() ->
                        run(file -> {
                            throw failure;
                        }))
                .isSameAs(failure);
    }
}
