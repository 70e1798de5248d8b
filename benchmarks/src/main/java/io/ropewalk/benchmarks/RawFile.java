package io.ropewalk.benchmarks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every fork of a run, one JSON object a line, appended when it ends: what was measured survives an
 * interrupted run, and can be analysed again under other thresholds.
 */
final class RawFile {
    private static final String TYPE = "type";
    private static final String RUN = "run";

    private final Path path;

    RawFile(Path path) {
        this.path = path;
    }

    /**
     * What a file holds.
     *
     * @param run its head
     * @param forks as they ended
     */
    record Contents(RunRecord run, List<ForkRecord> forks) {
        /** Copies the list. */
        Contents {
            forks = List.copyOf(forks);
        }
    }

    Path path() {
        return path;
    }

    void begin(RunRecord run) throws IOException {
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(TYPE, RUN);
        fields.put("suite", run.suite());
        fields.put("quick", run.quick());
        fields.put("rounds", run.rounds());
        fields.put("forksPerRound", run.forksPerRound());
        fields.put("environment", run.environment());
        append(fields, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void add(ForkRecord fork) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(TYPE, "fork");
        fields.put("round", fork.round());
        fields.put("shape", fork.shape());
        fields.put("peer", fork.peer());
        fields.put("score", fork.score());
        fields.put("scores", fork.scores());
        fields.put("warmUps", fork.warmUps());
        fields.put("bytesPerOp", fork.bytes());
        fields.put("switchesPerOp", fork.switches());
        fields.put("parksPerOp", fork.parks());
        fields.put("steal", fork.load().steal());
        fields.put("outside", fork.load().outside());
        fields.put("seconds", fork.seconds());
        fields.put("error", fork.error());
        append(fields, StandardOpenOption.APPEND);
    }

    private void append(Map<String, ?> fields, StandardOpenOption how) throws IOException {
        Files.writeString(
                path,
                Json.line(fields) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                how);
    }

    /** Reads all of it; a last line that was cut off is passed over. */
    Contents read() throws IOException {
        List<String> lines = Files.readAllLines(path);
        if (lines.isEmpty()) {
            throw new IOException(path + " is empty");
        }
        Map<String, Object> head = Json.parse(lines.getFirst());
        if (!RUN.equals(head.get(TYPE))) {
            throw new IOException(path + " does not begin with a run");
        }
        List<ForkRecord> forks = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.endsWith("}")) {
                forks.add(fork(Json.parse(line)));
            }
        }
        return new Contents(run(head), forks);
    }

    private static RunRecord run(Map<String, Object> fields) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (fields.get("environment") instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> environment.put("" + key, "" + value));
        }
        return new RunRecord(
                text(fields, "suite"),
                Boolean.TRUE.equals(fields.get("quick")),
                (int) number(fields, "rounds"),
                (int) number(fields, "forksPerRound"),
                environment);
    }

    private static ForkRecord fork(Map<String, Object> fields) {
        return new ForkRecord(
                (int) number(fields, "round"),
                text(fields, "shape"),
                text(fields, "peer"),
                number(fields, "score"),
                numbers(fields, "scores"),
                numbers(fields, "warmUps"),
                number(fields, "bytesPerOp"),
                number(fields, "switchesPerOp"),
                number(fields, "parksPerOp"),
                new MachineLoad(number(fields, "steal"), number(fields, "outside")),
                number(fields, "seconds"),
                fields.get("error") == null ? null : text(fields, "error"));
    }

    private static String text(Map<String, Object> fields, String name) {
        return String.valueOf(fields.get(name));
    }

    private static double number(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Double number ? number : Double.NaN;
    }

    private static List<Double> numbers(Map<String, Object> fields, String name) {
        List<Double> numbers = new ArrayList<>();
        if (fields.get(name) instanceof List<?> elements) {
            for (Object element : elements) {
                if (element instanceof Double number) {
                    numbers.add(number);
                }
            }
        }
        return numbers;
    }
}
