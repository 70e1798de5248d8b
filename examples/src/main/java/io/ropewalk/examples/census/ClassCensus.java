package io.ropewalk.examples.census;

import io.ropewalk.examples.AtLeastOne;
import io.ropewalk.examples.BufferTable;
import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.Demo;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Report;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Counts the classes of the running Java with several threads, and shows what that gains. The
 * program itself is {@link CensusPipeline}; this class measures and prints.
 */
@Command(
        name = "class-census",
        description = "Counts all classes of this Java: source, parsers, aggregator.")
public final class ClassCensus implements Demo {
    private static final int LARGEST = 15;

    private final Callable<List<Path>> source;
    private final ClassParser parser;

    @Option(
            names = "--workers",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Threads that parse; by default one for each processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--capacity",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Items that fit into each buffer; by default 1024.")
    private int capacity = 1024;

    @Option(
            names = "--rounds",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Measured rounds; by default 7, or 3 with --quick.")
    private @Nullable Integer rounds;

    @Option(
            names = "--hand-overs",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Hand-overs in a round; by default 5000000, or 1000000 with --quick.")
    private @Nullable Integer handOvers;

    @Option(names = "--quick", description = "Measures less, and less well.")
    private boolean quick;

    /** The census of all classes. */
    public ClassCensus() {
        this(ClassFiles::all, ClassFacts::read);
    }

    ClassCensus(Callable<List<Path>> source, ClassParser parser) {
        this.source = source;
        this.parser = parser;
    }

    @Override
    public String story() {
        return """
        The class census: every class file of the Java that runs this program is read, parsed
        and counted.

        What will happen: one thread sends the paths of some 27,000 files into a bounded buffer.
        Workers receive them, read and parse the files, and send what they found into a second
        buffer, from which one thread adds everything up. Then one thread does all of it alone,
        and must come to the same numbers.

        Why: this is the plainest useful concurrent program. Its threads share nothing but two
        buffers, so there is no lock to forget; the buffers are bounded, so the fast side waits
        for the slow one and the memory stays small; and closing a buffer ends or stops them all.
        You will see which stage sets the pace, what more threads gain, and when it matters
        through which queue they talk.
        """;
    }

    @Override
    public void run(Report report) throws Exception {
        List<Path> files = source.call();
        Census census = count(report, files);
        new SpeedUp(files, parser, workers, capacity).show(report, census, rounds());
        new HandOver(facts(files), capacity).show(report, handOvers(), rounds());
    }

    private Census count(Report report, List<Path> files) throws Exception {
        report.section("The census");
        report.machine();
        report.say(
                "Class files: %,d; workers: %d; room in each buffer: %,d",
                files.size(), workers, capacity);
        Census census;
        CensusPipeline pipeline;
        long start = System.nanoTime();
        try (Progress progress = report.progress("counting", files.size())) {
            pipeline = new CensusPipeline(workers, capacity, parser, progress::step);
            census = pipeline.run(files);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        showModules(report, census);
        report.say(
                "%nThat is %,.0f classes per second, while Java was still compiling the parser.",
                files.size() / seconds);
        showBuffers(report, pipeline);

        Census alone;
        try (Progress progress = report.progress("once more by one thread", files.size())) {
            alone = Census.byOneThread(files, parser, progress::step);
        }
        report.check("one thread alone comes to the same numbers", alone.equals(census));
        report.check(
                "each buffer delivered all files, once",
                files.size() == pipeline.pathStats().delivered()
                        && files.size() == pipeline.factStats().delivered());
        return census;
    }

    private static void showModules(Report report, Census census) {
        report.say(
                "%n%-28s %8s %9s %12s %12s",
                "the largest modules", "classes", "methods", "instructions", "bytes");
        for (Map.Entry<String, Totals> module : census.largest(LARGEST)) {
            showTotals(report, module.getKey(), module.getValue());
        }
        showTotals(report, "all " + census.modules().size() + " modules", census.total());
    }

    private static void showTotals(Report report, String name, Totals totals) {
        report.say(
                "%-28s %,8d %,9d %,12d %,12d",
                name, totals.classes(), totals.methods(), totals.instructions(), totals.bytes());
    }

    private static void showBuffers(Report report, CensusPipeline pipeline) {
        new BufferTable(report)
                .row("paths", pipeline.pathStats())
                .row("facts", pipeline.factStats());
        report.say(
                """

                "Times full" counts the sends that found no room, "times empty" the receives that
                found nothing; who has to wait for long sleeps (parks). Paths often full, facts
                often empty: the parsers set the pace, and everyone else waits for them.
                """);
    }

    private List<ClassFacts> facts(List<Path> files) throws IOException {
        List<ClassFacts> facts = new ArrayList<>();
        for (Path file : files) {
            facts.add(parser.parse(file));
        }
        return facts;
    }

    private int rounds() {
        return rounds != null ? rounds : quick ? 3 : 7;
    }

    private int handOvers() {
        return handOvers != null ? handOvers : quick ? 1_000_000 : 5_000_000;
    }
}
