package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class MainTest {
    @TempDir Path directory;

    private final StringWriter out = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), args);
    }

    private Path rawFile(int rounds) throws Exception {
        RawFile raw = new RawFile(directory.resolve("raw.jsonl"));
        raw.begin(new RunRecord("buffers", false, rounds, 3, Map.of("jdk", "25")));
        for (int round = 1; round <= rounds; round++) {
            raw.add(fork(round, "ropewalk", 40));
            raw.add(fork(round, "ropewalk-again", 42));
            raw.add(fork(round, "jox", 200));
        }
        return raw.path();
    }

    private static ForkRecord fork(int round, String peer, double nanos) {
        return new ForkRecord(
                round,
                "p1c1-16-virtual",
                peer,
                nanos,
                List.of(nanos),
                List.of(),
                0,
                0.01,
                0,
                new MachineLoad(0, 0),
                1,
                null);
    }

    @Test
    void analyses_a_raw_file_into_table_json_and_chart() throws Exception {
        Path json = directory.resolve("lines.json");
        Path chart = directory.resolve("chart.svg");
        String raw = rawFile(10).toString();

        int code = run("--analyse", raw, "--json", json.toString(), "--chart", chart.toString());

        assertThat(code).isZero();
        assertThat(out.toString())
                .containsPattern(
                        "p1c1-16-virtual +A/A control +40\\.0 +42\\.0 +1\\.05 1\\.05 - 1\\.05")
                .containsPattern("jox +40\\.0 +200 +5\\.00 5\\.00 - 5\\.00 +4\\.00 met +win")
                .containsPattern("p1c1-16-virtual bytesPerOp +0 +0 to 0 +0 met")
                .contains("Targets: 2 met.");
        assertThat(Files.readAllLines(json)).hasSize(3);
        assertThat(Json.parse(Files.readAllLines(json).get(1)))
                .containsEntry("peer", "jox")
                .containsEntry("ratio", 5.0);
        assertThat(directory.resolve("lines.json.machine.json")).isNotEmptyFile();
        assertThat(Files.readString(chart)).contains("<svg", "<path");
    }

    @Test
    void draws_png_too() throws Exception {
        Path chart = directory.resolve("chart.png");

        run("--analyse", rawFile(3).toString(), "--chart", chart.toString());

        assertThat(Files.readAllBytes(chart)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertThat(run("no-such-suite")).isEqualTo(2);
        assertThat(run("buffers", "--shapes", "no-such-shape")).isEqualTo(2);
        assertThat(run("--no-such-option")).isEqualTo(2);
        assertThat(run("buffers", "--peers", "no-such-peer")).isEqualTo(2);
        assertThat(run("buffers", "--shapes", "[")).isEqualTo(2);
        assertThat(run("buffers", "--rounds", "-1")).isEqualTo(2);
        String nowhere = directory.resolve("no-such-directory").resolve("lines.json").toString();
        assertThat(run("buffers", "--json", nowhere)).isEqualTo(2);
        assertThat(run("--analyse", nowhere)).isEqualTo(2);
    }

    @Test
    void refuses_a_file_that_is_no_run_and_a_chart_that_is_no_picture() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "# not a run");
        Path other =
                Files.writeString(directory.resolve("other"), "{\"type\":\"run\",\"suite\":\"x\"}");
        Path empty = Files.writeString(directory.resolve("empty"), "");
        String raw = rawFile(3).toString();

        assertThat(run("--analyse", text.toString())).isEqualTo(2);
        assertThat(run("--analyse", other.toString())).isEqualTo(2);
        assertThat(run("--analyse", empty.toString())).isEqualTo(2);
        assertThat(run("--analyse", raw, "--chart", text.toString())).isEqualTo(2);
    }

    @Test
    void numbers_have_three_digits_that_mean_something() {
        assertThat(List.of(0.0, 0.00012, 0.01234, 1.234, 12.34, 1234.5))
                .extracting(Report::number)
                .containsExactly("0", "1e-04", "0.012", "1.23", "12.3", "1,235");
    }

    @Test
    void knows_the_version_of_every_peer() throws Exception {
        assertThat(Environment.versions())
                .containsKeys(
                        "Agrona",
                        "Conversant",
                        "Disruptor-blocking",
                        "Disruptor-yielding",
                        "jctools-unsafe",
                        "jctools-varhandle",
                        "jox")
                .allSatisfy((peer, version) -> assertThat(version).matches("[0-9].*"));
    }
}
