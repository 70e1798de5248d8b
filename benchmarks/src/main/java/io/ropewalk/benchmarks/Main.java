package io.ropewalk.benchmarks;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code bin/bench}: measures a suite, or analyses again what was measured.
 *
 * <p>Ends with 0 when there is a result, 1 when a fork failed or nothing could be measured, 2 when
 * the command line was wrong. A missed target is a result.
 */
@Command(
        name = "bench",
        description = "Measures Ropewalk against named peers.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class Main implements Callable<Integer> {
    /** Where raw results and charts go, unless told otherwise. */
    private static final Path DIRECTORY =
            Path.of(System.getProperty("ropewalk.bench.directory", "target/bench"));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private static final Pattern CHART = Pattern.compile("\\.(svg|png)$");

    private final String[] args;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            defaultValue = "buffers",
            paramLabel = "<suite>",
            description = "What to measure: buffers (default), queues or kernel.")
    private String suite = "";

    @Option(
            names = "--quick",
            description =
                    "Three short rounds against the peers with a target, in six minutes at most.")
    private boolean quick;

    @Option(names = "--smoke", description = "One round, far too short: does everything run?")
    private boolean smoke;

    @Option(names = "--rounds", paramLabel = "N", description = "Instead of 10 (--quick: 3).")
    private int rounds;

    @Option(names = "--shapes", paramLabel = "REGEX", description = "Only shapes like this.")
    private String shapes = "";

    @Option(names = "--peers", paramLabel = "REGEX", description = "Only peers like this.")
    private String peers = "";

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes one object a line; FILE.machine.json says where and with what.")
    private @Nullable Path json;

    @Option(names = "--chart", paramLabel = "FILE", description = "Chart, .svg or .png.")
    private @Nullable Path chart;

    @Option(names = "--analyse", paramLabel = "FILE", description = "Prints from a raw file.")
    private @Nullable Path analyse;

    @Option(
            names = "--max-steal",
            paramLabel = "SHARE",
            description = "Rounds with more stolen time do not count: ${DEFAULT-VALUE}.")
    private double maxSteal = Noise.USUAL.steal();

    @Option(
            names = "--max-outside",
            paramLabel = "SHARE",
            description = "Nor rounds with more work of other processes: ${DEFAULT-VALUE}.")
    private double maxOutside = Noise.USUAL.outside();

    private Main(String... args) {
        this.args = args.clone();
    }

    /**
     * Ends the JVM with the exit code.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true, System.out.charset()), args));
    }

    static int run(PrintWriter out, String... args) {
        return new CommandLine(new Main(args)).setOut(out).execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireDirectoryOf(json);
        requireDirectoryOf(chart);
        if (chart != null && !CHART.matcher(chart.toString()).find()) {
            throw wrong("a chart is .svg or .png, not " + chart.getFileName());
        }
        return analyse != null ? analyse(new RawFile(analyse)) : measure();
    }

    private Noise noise() {
        return new Noise(maxSteal, maxOutside);
    }

    private int measure() throws IOException, InterruptedException {
        Targets targets = Targets.load();
        Plan plan = plan(targets);
        Files.createDirectories(DIRECTORY);
        String name =
                plan.suite().name() + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME);
        RawFile raw = new RawFile(DIRECTORY.resolve(name + ".jsonl"));
        RunRecord run =
                new RunRecord(
                        plan.suite().name(),
                        plan.quick(),
                        plan.rounds(),
                        plan.forksPerRound(),
                        Environment.describe("bin/bench " + String.join(" ", args)));
        raw.begin(run);
        PrintWriter out = spec.commandLine().getOut();
        new Report(out).environment(run.environment());
        out.printf(
                "%d rounds of %d forks; all results so far: bin/bench --analyse %s%n%n",
                plan.rounds(), plan.forksPerRound(), raw.path());
        Driver.Work work = forks(plan);
        try (Progress progress =
                new Progress(out, (long) plan.rounds() * plan.forksPerRound(), onTerminal())) {
            new Driver(plan, targets, noise(), raw, work, System.nanoTime()).run(progress);
        }
        return analyse(raw);
    }

    private Plan plan(Targets targets) {
        Suite asked;
        try {
            asked = Suites.named(suite);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (rounds < 0) {
            throw wrong("--rounds is " + rounds + ", must be at least 1");
        }
        Plan plan;
        try {
            Plan.Wishes wishes = new Plan.Wishes(quick, smoke, rounds, shapes, peers);
            plan = Plan.of(asked, targets, wishes);
        } catch (PatternSyntaxException e) {
            throw wrong("not a regular expression: " + e.getMessage());
        }
        if (plan.forksPerRound() == 0) {
            throw wrong("no shape is like " + shapes);
        }
        if (!peers.isEmpty() && !plan.hasPeers()) {
            throw wrong("no peer is like " + peers);
        }
        return plan;
    }

    private void requireDirectoryOf(@Nullable Path file) {
        Path directory = file == null ? null : file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            throw wrong(directory + " is no directory, and " + file + " is to be written there");
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private static Driver.Work forks(Plan plan) {
        JmhFork jmh = new JmhFork(plan.suite(), plan.timing(), DIRECTORY.resolve("last-fork.log"));
        ProbeFork probes = new ProbeFork(plan.suite());
        return new Driver.Work() {
            @Override
            public ForkRecord compare(int round, Contest contest, String peer) {
                return jmh.run(round, contest, peer);
            }

            @Override
            public List<ForkRecord> probe(int round, ProbeJvm probe) throws InterruptedException {
                return probes.run(round, probe);
            }
        };
    }

    @SuppressWarnings("SystemConsoleNull") // never null in 22 to 24, but again from 25 on
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private int analyse(RawFile raw) throws IOException {
        RawFile.Contents contents;
        Suite measured;
        try {
            contents = raw.read();
            measured = Suites.named(contents.run().suite());
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(raw.path() + " is no raw file of a run: " + e);
        }
        RunRecord run = contents.run();
        Analysis analysis =
                new Analysis(measured, Targets.load(), noise(), contents.forks(), !run.quick());
        List<Line> lines = analysis.lines();
        PrintWriter out = spec.commandLine().getOut();
        Report report = new Report(out);
        if (analyse != null) {
            report.environment(run.environment());
        }
        out.println();
        report.lines(run, lines, measured.again());
        report.disturbed(measured, analysis);
        write(run, lines);
        out.flush();
        boolean failed = contents.forks().stream().anyMatch(fork -> !fork.succeeded());
        return lines.isEmpty() || failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void write(RunRecord run, List<Line> lines) throws IOException {
        if (json != null) {
            List<String> texts =
                    lines.stream().map(line -> Json.line(line.fields(run.suite()))).toList();
            Files.write(json, texts, StandardCharsets.UTF_8);
            Files.writeString(Path.of(json + ".machine.json"), Json.line(run.environment()) + "\n");
        }
        Files.createDirectories(DIRECTORY);
        Path file = chart == null ? DIRECTORY.resolve(run.suite() + ".svg") : chart;
        Chart.draw(run.suite(), lines, file);
    }
}
