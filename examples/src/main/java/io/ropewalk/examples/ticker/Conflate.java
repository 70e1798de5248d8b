package io.ropewalk.examples.ticker;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.examples.AtLeastOne;
import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.Demo;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Report;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Overflow;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a ticker that is too fast for its reader wait, drop and conflate. The program itself is
 * {@link Board}; this class runs it and prints.
 */
@Command(
        name = "conflate",
        description = "A fast ticker and a slow reader: wait, drop the oldest, or conflate.")
public final class Conflate implements Demo {
    private static final long SEED = 2026;

    @Option(
            names = "--updates",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Updates that the ticker tells; by default 3000, or 1000 with --quick.")
    private @Nullable Integer updates;

    @Option(
            names = "--capacity",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Updates that fit into the buffer where it does not conflate; 16.")
    private int capacity = 16;

    @Option(
            names = "--micros",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "That the reader takes to show one; by default 500.")
    private int micros = 500;

    @Option(
            names = "--speed",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "How many updates the ticker has in that time; by default 20.")
    private int speed = 20;

    @Option(names = "--quick", description = "Tells fewer updates.")
    private boolean quick;

    @Override
    public String story() {
        return """
        A source that is faster than its reader: three answers to a full buffer.

        What will happen: a ticker adds up the sizes of this Java's class files, module by module
        in a shuffled order, and tells each new sum. A reader shows them on a board, which takes
        it a while. They meet at a buffer that lets the ticker wait, then at one that drops the
        oldest update, and then at one that conflates: a newer update takes the place of the
        waiting one of the same module.

        Why: prices, positions, progress, sensor values: what counts is the latest one of each.
        Waiting makes the source as slow as its reader. Dropping is quick and leaves holes, and
        nobody knows where. A conflating buffer never holds more than one update of each
        thing, its reader always gets the latest, and the last word on each arrives.
        """;
    }

    @Override
    public void run(Report report) throws Exception {
        List<Quote> quotes = quotes();
        Map<String, Quote> last = new HashMap<>();
        quotes.forEach(quote -> last.put(quote.module(), quote));
        report.section("Wait, drop, conflate");
        report.machine();
        report.say(
                "%,d updates of %d modules; the reader takes %d us for each; the ticker has"
                        + " %d meanwhile",
                quotes.size(), last.size(), micros, speed);

        AtomicLong dropped = new AtomicLong();
        Board waits = new Board(BoundedBuffer.of(capacity), showing(), speed);
        Board drops =
                new Board(
                        BoundedBuffer.<Quote>builder(capacity)
                                .overflow(Overflow.DROP_OLDEST)
                                .onUndelivered(_ -> dropped.incrementAndGet())
                                .build(),
                        showing(),
                        speed);
        AtomicLong replaced = new AtomicLong();
        Board conflates =
                new Board(
                        BoundedBuffer.<Quote>builder(last.size()) // room for one of each
                                .conflateBy(Quote::module)
                                .onUndelivered(_ -> replaced.incrementAndGet())
                                .build(),
                        showing(),
                        speed);
        try (Progress progress = report.progress("showing", 3)) {
            for (Board board : List.of(waits, drops, conflates)) {
                board.run(quotes);
                progress.step();
            }
        }
        report.say(
                "%n%-13s %12s %8s %9s %12s %14s",
                "a full buffer", "ticker, ms", "shown", "dropped", "out of date", "wrong at end");
        show(report, "waits", waits, last);
        show(report, "drops oldest", drops, last);
        show(report, "conflates", conflates, last);
        report.say(
                """

                Out of date: updates for which the ticker had a newer one of the same module when the
                reader got to them. Wrong at end: modules whose last update never came.
                """);
        check(report, quotes, last, waits, drops, conflates);
        report.check(
                "each update that was dropped or replaced was handed back",
                dropped.get() == drops.stats().dropped()
                        && replaced.get() == conflates.stats().dropped());
    }

    private static void check(
            Report report,
            List<Quote> quotes,
            Map<String, Quote> last,
            Board waits,
            Board drops,
            Board conflates) {
        report.check("waiting: every update was shown", waits.shown() == quotes.size());
        report.check("dropping: each update was either shown or dropped", agrees(drops, quotes));
        report.check(
                "conflating: each update was either shown or replaced by a newer one",
                agrees(conflates, quotes));
        report.check(
                "conflating: the board ends with the last word on every module",
                conflates.wrong(last) == 0);
        report.check(
                "conflating: the ticker never waited",
                conflates.stats().senderParks() == 0 && conflates.stats().timesFull() == 0);
        report.check(
                "no board ever went back in time",
                waits.backwards() + drops.backwards() + conflates.backwards() == 0);
    }

    private static boolean agrees(Board board, List<Quote> quotes) {
        ChannelStats stats = board.stats();
        return stats.accepted() == quotes.size()
                && stats.accepted() == board.shown() + stats.dropped();
    }

    private static void show(Report report, String way, Board board, Map<String, Quote> last) {
        report.say(
                "%-13s %,12.1f %,8d %,9d %,12d %,14d",
                way,
                board.tickerMillis(),
                board.shown(),
                board.stats().dropped(),
                board.outOfDate(),
                board.wrong(last));
    }

    private Duration showing() {
        return Duration.ofNanos(1_000L * micros);
    }

    /** The sum of each module, after each of its classes. */
    private List<Quote> quotes() throws IOException {
        List<Path> files = new ArrayList<>(ClassFiles.all());
        Collections.shuffle(files, new Random(SEED));
        int count = updates != null ? updates : quick ? 1_000 : 3_000;
        Map<String, Long> sums = new HashMap<>();
        List<Quote> quotes = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(count, files.size()))) {
            String module = ClassFiles.moduleOf(file);
            long sum = sums.merge(module, Files.size(file), Long::sum);
            quotes.add(new Quote(module, quotes.size(), sum));
        }
        return quotes;
    }
}
