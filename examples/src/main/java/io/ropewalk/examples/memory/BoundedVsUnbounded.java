package io.ropewalk.examples.memory;

import static io.ropewalk.examples.memory.HaulJvm.MEGA;

import io.ropewalk.examples.AtLeastOne;
import io.ropewalk.examples.Bars;
import io.ropewalk.examples.ChartFile;
import io.ropewalk.examples.Demo;
import io.ropewalk.examples.LineChart;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Report;
import io.ropewalk.examples.memory.Belt.Kind;
import io.ropewalk.examples.memory.Haul.Outcome;
import io.ropewalk.examples.memory.Haul.Sample;
import io.ropewalk.examples.memory.HaulJvm.Order;
import io.ropewalk.examples.memory.HaulJvm.Told;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Watches the memory while a fast producer feeds a slow consumer, without a bound and with one. The
 * work itself is {@link Haul}; this class grants the memory, compares and draws.
 */
@Command(
        name = "bounded-vs-unbounded",
        description = "Draws what a queue without a bound does to the memory.")
public final class BoundedVsUnbounded implements Demo {
    private static final long ROOM_TO_SPARE = 64L * MEGA;
    private static final int ROWS = 12;
    private static final int BAR = 26;

    @Option(
            names = "--megabytes",
            paramLabel = "<n>",
            converter = Megabytes.class,
            description = "Bytes to carry, up to 100 MB; by default 40 MB, or 12 MB with --quick.")
    private @Nullable Integer megabytes;

    @Option(
            names = "--capacity",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Packets that fit into the bounded buffer; by default 64.")
    private int capacity = 64;

    @Mixin private final ChartFile chartFile = new ChartFile();

    @Option(names = "--quick", description = "Carries less.")
    private boolean quick;

    /** No more than any Java has class files for. */
    static final class Megabytes implements ITypeConverter<Integer> {
        private static final int MOST = 100;

        @Override
        public Integer convert(String value) {
            int number = new AtLeastOne().convert(value);
            if (number > MOST) {
                throw new TypeConversionException("'" + value + "' is more than " + MOST);
            }
            return number;
        }
    }

    @Override
    public String story() {
        return """
        Bounded against unbounded: a fast producer, a slow consumer, and a queue between them.

        What will happen: one thread reads class files, another compresses them as well as it
        can, which takes about ten times as long. First they are connected by a queue without a
        bound (LinkedBlockingQueue), then by a BoundedBuffer. Both times the same work is done,
        in a Java of its own with limited memory, and you see how much of that is in use. At last
        both get too little memory for everything at once.

        Why: a queue between a fast and a slow side only ever does one of two things: it grows,
        or it lets the fast side wait (back-pressure). Growing does not make the slow side any
        faster. It only hides the trouble until the memory is full, and then all the work is lost.
        """;
    }

    @Override
    public void run(Report report) throws Exception {
        report.section("Enough memory for everything");
        report.machine();
        report.say("To carry: class files of %d MB; room in the buffer: %d", megabytes(), capacity);
        long enough = bytes() + ROOM_TO_SPARE;
        Told unbounded = run(report, Kind.UNBOUNDED, enough, true);
        Told bounded = run(report, Kind.BOUNDED, enough, true);
        Outcome without = outcome(unbounded);
        Outcome with = outcome(bounded);
        showFigures(report, unbounded, without, bounded, with);
        showBars(report, unbounded, bounded);
        chartFile.save(report, "bounded-vs-unbounded", List.of(chart(unbounded, bounded)));
        check(report, unbounded, without, bounded, with);
        tight(report, bounded.heapAtFirst() + bytes() / 3, with);
    }

    private Told run(Report report, Kind kind, long heap, boolean collect)
            throws IOException, InterruptedException {
        Order order = new Order(kind, capacity, bytes(), heap, quick ? 50 : 200, collect);
        try (Progress progress = report.progress(name(kind), megabytes())) {
            return HaulJvm.run(order, progress);
        }
    }

    private static String name(Kind kind) {
        return kind == Kind.BOUNDED ? "bounded" : "unbounded";
    }

    private static Outcome outcome(Told told) throws IOException {
        Outcome outcome = told.outcome();
        if (outcome == null) {
            throw new IOException("out of memory, though there was enough for everything");
        }
        return outcome;
    }

    private static void showFigures(
            Report report, Told unbounded, Outcome without, Told bounded, Outcome with) {
        report.say("%n%-36s %12s %12s", "", name(Kind.UNBOUNDED), name(Kind.BOUNDED));
        showCounts(report, "packets carried", without.packetsOut(), with.packetsOut());
        showSeconds(report, "producer: seconds until done", Outcome::producedMillis, without, with);
        showSeconds(report, "producer: of these, at the queue", Outcome::putMillis, without, with);
        showSeconds(report, "consumer: seconds until done", Outcome::millis, without, with);
        showCounts(report, "most packets waiting", unbounded.mostPackets(), bounded.mostPackets());
        showMegabytes(report, "most bytes waiting, MB", Told::mostWaiting, unbounded, bounded);
        showMegabytes(report, "heap in use at first, MB", Told::heapAtFirst, unbounded, bounded);
        showMegabytes(report, "heap in use at most, MB", Told::mostHeap, unbounded, bounded);
        report.say(
                """

                The consumer sets the pace in both runs. Without a bound the producer is done early,
                and all that it made must be kept; with a bound it spends its time waiting instead.
                (Heap in use: after a collection, so it is what the program needs, not its garbage.
                Looking that closely costs time: these are no speeds to compare.)
                """);
    }

    private static void showCounts(Report report, String what, long without, long with) {
        report.say("%-36s %,12d %,12d", what, without, with);
    }

    private static void showSeconds(
            Report report, String what, ToLongFunction<Outcome> millis, Outcome a, Outcome b) {
        report.say(
                "%-36s %12.1f %12.1f",
                what, millis.applyAsLong(a) / 1e3, millis.applyAsLong(b) / 1e3);
    }

    private static void showMegabytes(
            Report report, String what, ToLongFunction<Told> bytes, Told a, Told b) {
        report.say(
                "%-36s %12.1f %12.1f",
                what, (double) bytes.applyAsLong(a) / MEGA, (double) bytes.applyAsLong(b) / MEGA);
    }

    private static void showBars(Report report, Told unbounded, Told bounded) {
        double full = (double) Math.max(unbounded.mostHeap(), bounded.mostHeap());
        long end = Math.max(unbounded.lastMillis(), bounded.lastMillis());
        report.say(
                "%n%7s   %-" + BAR + "s %6s   %-" + BAR + "s %6s",
                "seconds",
                "heap in use, unbounded",
                "MB",
                "heap in use, bounded",
                "MB");
        for (int row = 0; row < ROWS; row++) {
            long millis = end * row / (ROWS - 1);
            report.say(
                    "%7.1f   %s   %s",
                    millis / 1e3, bar(unbounded, millis, full), bar(bounded, millis, full));
        }
    }

    /** What was in use at that time; nothing any more when the run was over. */
    private static String bar(Told told, long millis, double full) {
        if (millis > told.lastMillis()) {
            return "done" + " ".repeat(BAR + 3);
        }
        Sample last = told.samples().getFirst();
        for (Sample sample : told.samples()) {
            if (sample.millis() <= millis) {
                last = sample;
            }
        }
        double heap = (double) last.heap();
        return "%s %6.1f".formatted(Bars.bar(heap, full, BAR), heap / MEGA);
    }

    private static LineChart chart(Told unbounded, Told bounded) {
        ToDoubleFunction<Sample> heap = sample -> (double) sample.heap() / MEGA;
        ToDoubleFunction<Sample> waiting = sample -> (double) sample.waiting() / MEGA;
        return new LineChart("A fast producer and a slow consumer", "time in seconds", "megabytes")
                .plain("unbounded: heap in use", seconds(unbounded), values(unbounded, heap))
                .dashed("waiting in the queue", seconds(unbounded), values(unbounded, waiting))
                .plain("bounded: heap in use", seconds(bounded), values(bounded, heap))
                .dashed("waiting in the buffer", seconds(bounded), values(bounded, waiting));
    }

    private static double[] seconds(Told told) {
        return values(told, sample -> sample.millis() / 1e3);
    }

    private static double[] values(Told told, ToDoubleFunction<Sample> value) {
        return told.samples().stream().mapToDouble(value).toArray();
    }

    private void check(Report report, Told unbounded, Outcome without, Told bounded, Outcome with) {
        report.check(
                "all packets have arrived, in both runs",
                without.packetsIn() == without.packetsOut()
                        && with.packetsIn() == with.packetsOut());
        report.check("both consumers did the same work", sameWork(without, with));
        report.check(
                "never more than %d packets waited in the bounded buffer".formatted(capacity),
                bounded.mostPackets() <= capacity);
        report.check(
                "the bounded run's memory grew by less than a quarter of the other's",
                growth(bounded) < growth(unbounded) / 4);
    }

    private static boolean sameWork(Outcome one, Outcome other) {
        return one.packetsOut() == other.packetsOut()
                && one.bytes() == other.bytes()
                && one.compressed() == other.compressed();
    }

    private static long growth(Told told) {
        return told.mostHeap() - told.heapAtFirst();
    }

    private void tight(Report report, long heap, Outcome expected)
            throws IOException, InterruptedException {
        report.section("Memory for a third of it");
        report.say("Now each run gets %.0f MB in all.", (double) heap / MEGA);
        Told unbounded = run(report, Kind.UNBOUNDED, heap, false);
        Told bounded = run(report, Kind.BOUNDED, heap, false);
        report.say("%nunbounded: %s%nbounded:   %s", ending(unbounded), ending(bounded));
        Outcome with = bounded.outcome();
        report.check("the bounded run did all its work", with != null && sameWork(expected, with));
        report.check("the unbounded run died of it", unbounded.outcome() == null);
    }

    private static String ending(Told told) {
        double arrived = (double) told.samples().getLast().arrived() / MEGA;
        return told.outcome() == null
                ? "out of memory, when the consumer had done %.1f MB".formatted(arrived)
                : "done, all %.1f MB".formatted(arrived);
    }

    private int megabytes() {
        return megabytes != null ? megabytes : quick ? 12 : 40;
    }

    private long bytes() {
        return (long) megabytes() * MEGA;
    }
}
