package io.ropewalk.examples.contention;

import io.ropewalk.examples.AtLeastOne;
import io.ropewalk.examples.ChartFile;
import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.Demo;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Report;
import io.ropewalk.examples.contention.Queues.Shape;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Lets more and more threads use one queue, or one counter, and shows what that costs. */
@Command(
        name = "contention",
        description = "Measures queues and counters that more and more threads fight for.")
public final class Contention implements Demo {
    private static final int WARM_UPS = 2;
    private static final long COUNTS_PER_HAND_OVER = 30; // a count is that much cheaper

    @Option(
            names = "--threads",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Threads on a side, up to these; by default 8, or 2 with --quick.")
    private @Nullable Integer most;

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
            description = "Hand-overs in a run; by default 300000, or 100000 with --quick.")
    private @Nullable Integer handOvers;

    @Option(
            names = "--capacity",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Items that fit into each queue; by default 1024.")
    private int capacity = 1024;

    @Mixin private final ChartFile chartFile = new ChartFile();

    @Option(names = "--quick", description = "Measures less, and less well.")
    private boolean quick;

    @Override
    public String story() {
        return """
        Contention: several threads want the same thing at the same time.

        What will happen: more and more threads hand the names of Java's classes over through
        one queue, of four kinds, and do nothing else. Then more and more threads count with one
        counter, of three kinds. You see what one hand-over and one count cost, and how often the
        threads were taken off their processor.

        Why: a lock lets one thread work while the others wait, so more threads do not get more
        done, and each change from one to another costs time. The fewer parties you declare, the
        less there is to fight for: a buffer with one sender and one receiver needs no atomic
        instruction. And what does not have to be shared (LongAdder's cells) is not fought for.
        """;
    }

    @Override
    public void run(Report report) throws Exception {
        int[] threads = threads();
        List<Figures> all = new ArrayList<>(queues(report, threads).values());
        all.add(counters(report, threads));
        String axis =
                "n threads, on %d processors".formatted(Runtime.getRuntime().availableProcessors());
        chartFile.save(
                report, "contention", all.stream().map(figures -> figures.chart(axis)).toList());
    }

    private Map<Shape, Figures> queues(Report report, int[] threads) throws Exception {
        List<String> items =
                ClassFiles.ofModule("java.base").stream().map(Object::toString).toList();
        report.section("One queue");
        report.machine();
        report.say("Names: %,d; room in each queue: %,d", items.size(), capacity);
        Queues queues = new Queues(items, capacity, Math.max(handOvers(), most()));
        Map<Shape, Figures> all = new EnumMap<>(Shape.class);
        int runsOfShape = (runsOfEach(threads) + threads.length) * Queues.NAMES.size();
        long runs = (long) runsOfShape * Shape.values().length;
        try (Progress progress = report.progress("handing over", runs)) {
            // Java compiles for what it has seen: let it see all kinds before the first counts.
            for (Shape shape : Shape.values()) {
                queues.measure(shape, threads, 0, 1, progress);
            }
            for (Shape shape : Shape.values()) {
                all.put(shape, queues.measure(shape, threads, WARM_UPS, rounds(), progress));
            }
        }
        showQueues(report, all, threads);
        report.check("all that was sent has arrived, in every run", queues.complete());
        return all;
    }

    private Figures counters(Report report, int[] threads) throws Exception {
        report.section("One counter");
        long counts = Math.max(COUNTS_PER_HAND_OVER * handOvers(), most());
        Counters counters = new Counters((int) Math.min(Integer.MAX_VALUE, counts));
        Figures counting;
        long runs = (long) runsOfEach(threads) * Counters.NAMES.size();
        try (Progress progress = report.progress("counting", runs)) {
            counting = counters.measure(threads, WARM_UPS, rounds(), progress);
        }
        showCounters(report, counting);
        report.check("no count was lost, in any run", counters.complete());
        return counting;
    }

    private int runsOfEach(int[] threads) {
        return threads.length * (WARM_UPS + rounds());
    }

    private void showQueues(Report report, Map<Shape, Figures> all, int[] threads) {
        all.forEach((shape, figures) -> {
            report.say("%n%s:", shape.title);
            figures.show(report, shape::heading);
        });
        Figures sides = Objects.requireNonNull(all.get(Shape.MANY_TO_MANY));
        report.say("\nArrayBlockingQueue's time / BoundedBuffer's (declared), n to n:");
        for (int column = 0; column < threads.length; column++) {
            report.say(
                    "  %8s   %s",
                    Shape.MANY_TO_MANY.heading(threads[column]),
                    sides.ratio(Queues.ARRAY, Queues.DECLARED, column));
        }
        int last = threads.length - 1;
        report.say(
                """

                Each cell: the median of %d rounds (smallest-largest), all kinds in turns within a
                round, %d rounds before them for Java to compile. Wall-clock time of all threads
                together, divided by the hand-overs.
                """,
                rounds(), WARM_UPS);
        if (threads[last] > 1) {
            report.say(
                    """
                    From 2 -> 2 on, declared and MANY/MANY are the same program. What lies between
                    them there is the noise of this machine: at %s, %s.
                    """,
                    Shape.MANY_TO_MANY.heading(threads[last]),
                    sides.ratio(Queues.MANY, Queues.DECLARED, last));
        }
        if (!sides.counted()) {
            report.say("(This system does not count context switches for a thread.)");
        }
        report.say(
                """
                Switches: how often a thread left its processor, to sleep or because its time was
                up. At most %d threads run at a time here, one on each processor; all others wait
                for their turn. So this shows what happens when threads take turns, and says
                nothing about machines with more processors.
                """,
                Runtime.getRuntime().availableProcessors());
    }

    private void showCounters(Report report, Figures counting) {
        counting.show(report, n -> n + (n == 1 ? " thread" : " threads"));
        report.say(
                """

                The same number of counts each time, shared by the threads. A lock passes from one
                thread to the next; an atomic number lies in one memory cell that the processors
                take from each other; LongAdder gives each its own cell and adds them up at the end.
                That only matters for threads that really run at the same time: where they take
                turns, or where two processors share a cache, nobody is in the way.
                """);
    }

    /** One, and then twice as many each time. */
    private int[] threads() {
        int limit = most();
        return IntStream.concat(
                        IntStream.iterate(1, n -> n < limit, n -> 2 * n), IntStream.of(limit))
                .toArray();
    }

    private int most() {
        return most != null ? most : quick ? 2 : 8;
    }

    private int rounds() {
        return rounds != null ? rounds : quick ? 3 : 7;
    }

    private int handOvers() {
        return handOvers != null ? handOvers : quick ? 100_000 : 300_000;
    }
}
