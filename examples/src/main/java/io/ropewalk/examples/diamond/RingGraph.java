package io.ropewalk.examples.diamond;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ropewalk.examples.AtLeastOne;
import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.Demo;
import io.ropewalk.examples.Report;
import io.ropewalk.queues.ring.StageFailedException;
import io.ropewalk.queues.ring.StageStats;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Journals, replicates and counts the lines of a file, and lets a stage fail. The program itself is
 * {@link Diamond}; this class runs it and prints.
 */
@Command(
        name = "ring-graph",
        description = "Passes a file's lines through a ring: journal and replica, then ledger.")
public final class RingGraph implements Demo {
    /** Every byte is a character of it: no file is malformed, and each comes out as it went in. */
    private static final Charset BYTES = ISO_8859_1;

    private static final int LARGEST = 5;

    @Option(
            names = "--file",
            paramLabel = "<file>",
            description = "Whose lines; by default a list of all classes of this Java.")
    private @Nullable Path file;

    @Option(
            names = "--capacity",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Slots of the ring; by default 1024.")
    private int capacity = 1024;

    @Option(names = "--quick", description = "Lists the classes of java.base alone.")
    private boolean quick;

    @Override
    public String story() {
        return """
        A ring of slots with a graph of stages: journal and replica side by side, then the ledger.

        What will happen: a file is read line by line. Each line goes into a slot of a ring. One
        thread writes it to a journal and to the disk, one sends it to a replica, and when both
        are through with it, a third one books it in the ledger: it counts the lines by their
        first word. Then the same again with a replica that breaks down halfway.

        Why: where each item concerns several readers, queues would copy it from one to the next.
        A ring keeps it in one place and lets each stage go ahead at its own pace, never past
        those that it must wait for. And a stage sees what has piled up as one batch: the journal
        asks the disk once for many lines, which makes it many times as fast, and for one line
        alone without delay.
        """;
    }

    @Override
    public void run(Report report) throws Exception {
        Path directory = Files.createTempDirectory("ring-graph");
        try {
            Path source = file != null ? file : listing(directory.resolve("classes.txt"));
            Expected expected = Expected.of(source);
            report.section("The diamond");
            report.machine();
            report.say("%,d lines of %s", expected.ledger().lines(), source);
            whole(report, source, directory.resolve("journal.txt"), expected);
            if (expected.ledger().lines() > 0) {
                report.section("A stage that fails");
                broken(report, source, directory.resolve("broken.txt"), expected);
            }
        } finally {
            delete(directory);
        }
    }

    /** What one thread alone finds, in one plain loop. */
    private record Expected(Ledger ledger, long checksum) {
        static Expected of(Path file) throws IOException {
            Ledger ledger = new Ledger();
            CRC32C checksum = new CRC32C();
            try (BufferedReader lines = Files.newBufferedReader(file, BYTES)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    ledger.book(line);
                    checksum.update((line + "\n").getBytes(BYTES));
                }
            }
            return new Expected(ledger, checksum.getValue());
        }
    }

    private void whole(Report report, Path source, Path journalFile, Expected expected)
            throws Exception {
        Replica replica = new Replica(BYTES);
        try (Journal journal = new Journal(journalFile, BYTES)) {
            Diamond diamond = new Diamond(capacity, journal, replica);
            long start = System.nanoTime();
            diamond.run(source, BYTES);
            double seconds = (System.nanoTime() - start) / 1e9;
            showStages(report, diamond);
            long lines = diamond.ledger().lines();
            report.say(
                    """

                    %,d lines in %.2f s; the source found the ring full %,d times. The disk was asked %,d
                    times: once for %.0f lines. Nobody chose that number: a batch is what has come in while
                    the disk was busy with the one before.
                    """,
                    lines,
                    seconds,
                    diamond.stats().timesFull(),
                    journal.commits(),
                    lines / (double) Math.max(1, journal.commits()));
            showLedger(report, diamond.ledger());
            report.check(
                    "the ledger is the one that one thread alone finds",
                    diamond.ledger().equals(expected.ledger()));
            report.check(
                    "the replica has the same lines in the same order",
                    replica.checksum() == expected.checksum());
            report.check(
                    "no line reached the ledger before journal and replica had it",
                    diamond.tooEarly() == 0);
        }
        report.check(
                "the journal on the disk holds all of them, in order",
                Expected.of(journalFile).equals(expected));
    }

    private static void showStages(Report report, Diamond diamond) {
        report.say("%n%-10s %10s %10s", "stage", "lines", "sleeps");
        for (StageStats stage : diamond.stats().stages()) {
            report.say("%-10s %,10d %,10d", stage.name(), stage.handled(), stage.parks());
        }
    }

    private static void showLedger(Report report, Ledger ledger) {
        report.say("%nThe ledger has %,d accounts. The largest:", ledger.accounts());
        for (Map.Entry<String, Long> account : ledger.largest(LARGEST)) {
            report.say("  %-30s %,8d", account.getKey(), account.getValue());
        }
        report.say("");
    }

    private void broken(Report report, Path source, Path journalFile, Expected expected)
            throws Exception {
        long good = expected.ledger().lines() / 2;
        Replica replica =
                new Replica(BYTES) {
                    private long taken;

                    @Override
                    void take(Entry entry) {
                        if (taken == good) {
                            throw new IllegalStateException("the line is dead");
                        }
                        super.take(entry);
                        taken++;
                    }
                };
        try (Journal journal = new Journal(journalFile, BYTES)) {
            Diamond diamond = new Diamond(capacity, journal, replica);
            try {
                diamond.run(source, BYTES);
                report.check("the failure was reported", false);
            } catch (StageFailedException e) {
                report.say(e + "\n  because of: " + e.getCause());
                report.say(
                        """

                        Its policy is to stop, which is the default. (Others skip the item, try again, or
                        hand it over as a dead letter.) The journal has gone on; it does not depend on the
                        replica. The ledger has not.
                        """);
                report.check(
                        "the failure names the stage and the line",
                        e.stage().equals("replica") && e.sequence() == good);
            }
            report.check(
                    "the ledger has booked what came before, and nothing else",
                    diamond.ledger().lines() == good && diamond.tooEarly() == 0);
        }
    }

    /** One line for each class file: its module, its size, its name. */
    private Path listing(Path target) throws IOException {
        List<Path> files = quick ? ClassFiles.ofModule("java.base") : ClassFiles.all();
        try (BufferedWriter out = Files.newBufferedWriter(target, BYTES)) {
            for (Path classFile : files) {
                String module = ClassFiles.moduleOf(classFile);
                out.write(module + " " + Files.size(classFile) + " " + classFile.getFileName());
                out.newLine();
            }
        }
        return target;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path path : (Iterable<Path>) files::iterator) {
                Files.delete(path);
            }
        }
        Files.delete(directory);
    }
}
