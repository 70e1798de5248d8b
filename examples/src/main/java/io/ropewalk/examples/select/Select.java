package io.ropewalk.examples.select;

import io.ropewalk.examples.AtLeastOne;
import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.Demo;
import io.ropewalk.examples.Report;
import io.ropewalk.examples.select.TwoSources.Count;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.select.Clause;
import io.ropewalk.queues.select.Selector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Listens to two sources and a timer, and shows who wins when several are ready. The program itself
 * is {@link TwoSources}; this class runs it and prints.
 */
@Command(
        name = "select",
        description = "Waits for the first of several: two sources and a timer, in one thread.")
public final class Select implements Demo {
    private static final int QUICK_FILES = 500;
    private static final int MOST_LINES = 8;
    private static final int READY = 12;
    private static final Duration SHORT = Duration.ofMillis(50);

    @Option(
            names = "--capacity",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Items that fit into each buffer; by default 64.")
    private int capacity = 64;

    @Option(
            names = "--tick",
            paramLabel = "<milliseconds>",
            converter = AtLeastOne.class,
            description = "Between two ticks of the timer; by default 50.")
    private int tick = 50;

    @Option(names = "--quick", description = "Reads 500 files of each source.")
    private boolean quick;

    private long begin;
    private int lines;

    @Override
    public String story() {
        return """
        One thread that waits for the first of several things.

        What will happen: two sources read the class files of the two largest modules of this
        Java and send their sizes into two buffers. One listener receives from both, and tells at
        each tick of a timer how far they are. Then you see who wins when several are ready, and
        what becomes of the clauses that lose.

        Why: "whichever comes first" is everywhere: a message, an answer, the end, or the time
        that has run out. With one blocking call for each you need a thread for each, and then
        locks between them. A selector waits for all of them at once, and exactly one happens.
        """;
    }

    @Override
    public void run(Report report) throws Exception {
        report.section("Two sources and a timer");
        report.machine();
        listen(report);
        report.section("Several are ready: who wins?");
        showOrders(report);
        report.section("None is ready, and those that lose");
        showLosers(report);
    }

    private void listen(Report report) throws Exception {
        List<Map.Entry<String, List<Path>>> modules = twoLargest();
        List<Path> left = modules.get(0).getValue();
        List<Path> right = modules.get(1).getValue();
        String names = modules.get(0).getKey() + " and " + modules.get(1).getKey();
        report.say("Left and right: %s", names);
        TwoSources sources =
                new TwoSources(
                        left,
                        right,
                        capacity,
                        Duration.ofMillis(tick),
                        now -> {
                            if (lines++ < MOST_LINES) {
                                showProgress(report, now);
                            }
                        });
        begin = System.nanoTime();
        sources.run();
        if (lines > MOST_LINES) {
            report.say("  and %,d more ticks", lines - MOST_LINES);
        }
        showProgress(report, sources);
        report.say(
                """

                The listener went to sleep %,d times. No thread stood behind the timer: the listener's
                own sleep ends when a tick is due.
                """,
                sources.sleeps());
        report.check("all of the left source was received", sources.left().equals(count(left)));
        report.check("all of the right source was received", sources.right().equals(count(right)));
        report.check("the timer was heard between them", sources.ticks() > 0);
    }

    private void showProgress(Report report, TwoSources now) {
        report.say(
                "  %,6d ms: left %,6d files, %,12d bytes; right %,6d files, %,12d bytes",
                (System.nanoTime() - begin) / 1_000_000,
                now.left().files(),
                now.left().bytes(),
                now.right().files(),
                now.right().bytes());
    }

    private List<Map.Entry<String, List<Path>>> twoLargest() throws IOException {
        Map<String, List<Path>> modules =
                ClassFiles.all().stream().collect(Collectors.groupingBy(ClassFiles::moduleOf));
        Comparator<Map.Entry<String, List<Path>>> bySize =
                Comparator.comparingInt(module -> -module.getValue().size());
        List<Map.Entry<String, List<Path>>> two =
                modules.entrySet().stream()
                        .sorted(bySize.thenComparing(Map.Entry.comparingByKey()))
                        .limit(2)
                        .map(module -> Map.entry(module.getKey(), some(module.getValue())))
                        .toList();
        if (two.size() < 2) {
            throw new IllegalStateException("this Java has one module only: " + modules.keySet());
        }
        return two;
    }

    private List<Path> some(List<Path> files) {
        return quick ? files.subList(0, Math.min(QUICK_FILES, files.size())) : files;
    }

    private static Count count(List<Path> files) throws IOException {
        Count count = Count.ZERO;
        for (Path file : files) {
            count = count.plus(Files.size(file));
        }
        return count;
    }

    private static void showOrders(Report report) throws Exception {
        report.say("Both buffers are full, and %d selects take one item each:%n", READY);
        String biased = winners(Selector::biased);
        String roundRobin = winners(Selector::roundRobin);
        String random = winners((left, right) -> Selector.random(2026, left, right));
        report.say("  biased        %s   the first that is ready", biased);
        report.say("  round robin   %s   the next after the last winner", roundRobin);
        report.say("  random        %s   any; the same ones for the same seed%n", random);
        report.check("biased: the left one every time", biased.equals("L".repeat(READY)));
        report.check("round robin: in turn", roundRobin.equals("LR".repeat(READY / 2)));
        report.check(
                "random: the same seed makes the same choices",
                random.equals(winners((left, right) -> Selector.random(2026, left, right))));
    }

    private interface Order {
        Selector<String> of(Clause<String> left, Clause<String> right);
    }

    private static String winners(Order order) throws Exception {
        BoundedBuffer<String> left = BoundedBuffer.of(READY);
        BoundedBuffer<String> right = BoundedBuffer.of(READY);
        for (int i = 0; i < READY; i++) {
            left.send("L");
            right.send("R");
        }
        StringBuilder winners = new StringBuilder();
        try (Selector<String> selector = order.of(Clause.receive(left), Clause.receive(right))) {
            for (int i = 0; i < READY; i++) {
                winners.append(selector.select());
            }
        }
        return winners.toString();
    }

    private static void showLosers(Report report) throws Exception {
        BoundedBuffer<String> in = BoundedBuffer.of(1);
        BoundedBuffer<String> out = BoundedBuffer.of(1);
        try (Selector<String> selector =
                Selector.biased(
                        Clause.receive(in).map(item -> "received " + item),
                        Clause.send(out, "a parcel").map(item -> "sent " + item))) {
            in.send("a letter");
            report.say("A letter is there, and there is room for a parcel: %s", selector.select());
            report.check("the parcel was not sent", out.tryReceive() == null);
            report.say("Only the parcel can go: %s", selector.select());
            String late = selector.trySelect(SHORT, () -> "nothing");
            report.say("No letter, no room, for %d ms: %s", SHORT.toMillis(), late);
            in.send("another letter");
            report.check(
                    "whoever gave up has taken nothing", "another letter".equals(in.receive()));
            report.check(
                    "the parcel was sent once",
                    "a parcel".equals(out.tryReceive()) && out.tryReceive() == null);
        }
    }
}
