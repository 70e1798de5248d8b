package io.ropewalk.examples.tasks;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.examples.Agreement;
import io.ropewalk.examples.AtLeastOne;
import io.ropewalk.examples.BufferTable;
import io.ropewalk.examples.Demo;
import io.ropewalk.examples.OnInterrupt;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Report;
import io.ropewalk.examples.Rounds;
import io.ropewalk.examples.Rounds.Contender;
import io.ropewalk.examples.tasks.HashQueue.Source;
import io.ropewalk.examples.tasks.Tally.Share;
import io.ropewalk.examples.tasks.Tally.Totals;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes files by a task queue, compares with one thread alone, and cancels. The program itself is
 * {@link HashQueue}; this class runs it and prints.
 */
@Command(
        name = "task-queue",
        description = "Hashes the files below a directory: producer, workers, cancelling.")
public final class TaskQueue implements Demo {
    private static final int LARGEST = 8;
    private static final int NAMED = 4;
    private static final int HEX_SHOWN = 24;
    private static final double MEGA = 1e6;
    private static final int WARM_UPS = 1;
    private static final int ALONE = 0;
    private static final int TOGETHER = 1;
    private static final int QUICK_FILES = 300;
    private static final int QUICK_MEGABYTES = 20;

    @Option(
            names = "--directory",
            paramLabel = "<directory>",
            description = "Whose files are hashed; by default those of the running Java.")
    private Path directory = Path.of(System.getProperty("java.home"));

    @Option(
            names = "--max-files",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Takes no more files; by default 20000, or 300 with --quick.")
    private @Nullable Integer maxFiles;

    @Option(
            names = "--max-megabytes",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Takes no more bytes; by default 1000 MB, or 20 MB with --quick.")
    private @Nullable Integer maxMegabytes;

    @Option(
            names = "--workers",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Threads that hash; by default one for each processor.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--virtual", description = "Workers are virtual threads.")
    private boolean virtual;

    @Option(
            names = "--capacity",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Items that fit into each buffer; by default 16.")
    private int capacity = 16;

    @Option(
            names = "--cancel-after",
            paramLabel = "<n>",
            converter = AtLeastOne.class,
            description = "Runs once, and cancels when that many tasks are done.")
    private @Nullable Integer cancelAfter;

    @Option(names = "--quick", description = "Takes fewer files.")
    private boolean quick;

    private volatile @Nullable HashQueue running;
    private volatile boolean interrupted;

    @Override
    public String story() {
        return """
        A task queue: SHA-256 of every file below a directory.

        What will happen: one thread walks the directory and sends each file into a bounded
        buffer, as a task. Workers receive tasks, hash the files, and send the results into a
        second buffer, from which one thread collects them. Then one thread alone does the same
        and must come to the same numbers. At last the queue is cancelled while it is busy. (You
        may press Ctrl-C at any time.)

        Why: this is how most programs get work done in the background. The questions are always
        the same: who takes which task, what if work arrives faster than it is done, how does it
        end, and what becomes of the tasks that wait when somebody stops it. Here a worker takes
        the next task when it is free, a full buffer lets the producer wait, the last worker to
        leave closes the results, and every task that will not be done is handed back by name.
        """;
    }

    @Override
    public void run(Report report) throws Exception {
        FileTree tree = tree();
        List<Task> all = tree.list();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "no files (within --max-files and --max-megabytes) below " + directory);
        }
        report.section("The task queue");
        report.machine();
        report.say("%,d files of %,.0f MB below %s", all.size(), megabytes(all), directory);
        report.say("Workers: %d %s; room in each buffer: %d", workers, kind(), capacity);
        Integer limit = cancelAfter;
        try (OnInterrupt _ = new OnInterrupt(this::stop)) {
            if (limit != null) {
                showCancelled(report, tree::walk, all.size(), limit);
                return;
            }
            Tally tally = whole(report, tree, all);
            if (!interrupted) {
                compare(report, tree, all, tally);
                report.section("Cancelled early");
                report.say(
                        "The files are known by now: largest first, so that there is much to"
                                + " stop.");
                showCancelled(report, largestFirst(all), all.size(), Math.max(1, all.size() / 10));
            }
        } catch (CancellationException e) {
            if (!interrupted) {
                throw e;
            }
            report.say("Stopped: the comparison was not finished.");
        }
    }

    private static Source largestFirst(List<Task> tasks) {
        List<Task> sorted = new ArrayList<>(tasks);
        sorted.sort(Comparator.comparingLong(task -> -task.bytes()));
        return visitor -> {
            for (Task task : sorted) {
                visitor.visit(task);
            }
        };
    }

    private void stop() {
        interrupted = true;
        cancelRunning();
    }

    private void cancelRunning() {
        HashQueue queue = running;
        if (queue != null) {
            queue.cancel();
        }
    }

    private Tally whole(Report report, FileTree tree, List<Task> all) throws Exception {
        HashQueue queue;
        Tally tally;
        try (Progress progress = report.progress("hashing", all.size())) {
            queue = queue(progress::step);
            tally = queue.run(tree::walk);
        }
        if (queue.cancelled()) {
            showLaw(report, queue, tally);
            return tally;
        }
        showWorkers(report, tally);
        showLargest(report, tally);
        showBuffers(report, queue);
        report.check("every file was hashed, once", tasksOf(tally).equals(new HashSet<>(all)));
        return tally;
    }

    private void compare(Report report, FileTree tree, List<Task> all, Tally expected)
            throws Exception {
        report.section("What the workers gain");
        Agreement<Totals> agreement = new Agreement<>(expected.totals());
        Rounds measured;
        long steps = 2L * (WARM_UPS + rounds()) * all.size();
        try (Progress progress = report.progress("measuring", steps)) {
            Contender alone = agreement.timed(() -> alone(all, progress).totals());
            Contender together =
                    agreement.timed(() -> {
                        Tally tally = queue(progress::step).run(tree::walk);
                        checkInterrupt();
                        return tally.totals();
                    });
            measured = Rounds.measure(WARM_UPS, rounds(), List.of(alone, together));
        }
        showTimes(report, expected, measured);
        report.check("one thread alone comes to the same, each time", agreement.holds());
    }

    private Tally alone(List<Task> all, Progress progress) {
        Tally tally = new Tally();
        for (Task task : all) {
            tally.add(Hashed.of(task));
            progress.step();
            checkInterrupt();
        }
        return tally;
    }

    private void checkInterrupt() {
        if (interrupted) {
            throw new CancellationException("interrupted");
        }
    }

    private HashQueue queue(Runnable onResult) {
        Thread.Builder thread = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
        HashQueue queue = new HashQueue(workers, thread, capacity, Hashed::of, onResult);
        running = queue;
        if (interrupted) { // before it could see this one
            queue.cancel();
        }
        return queue;
    }

    private void showCancelled(Report report, Source source, int tasks, int limit)
            throws Exception {
        AtomicInteger done = new AtomicInteger();
        HashQueue queue;
        Tally tally;
        try (Progress progress = report.progress("hashing", tasks)) {
            queue =
                    queue(() -> {
                        progress.step();
                        if (done.incrementAndGet() == limit) {
                            cancelRunning();
                        }
                    });
            tally = queue.run(source);
        }
        showLaw(report, queue, tally);
    }

    private static void showLaw(Report report, HashQueue queue, Tally tally) {
        ChannelStats stats = queue.taskStats();
        int processed = tally.results().size();
        List<Task> undelivered = queue.undelivered();
        report.say(
                "%nAccepted %,d = processed %,d + undelivered %,d",
                stats.accepted(), processed, undelivered.size());
        for (Task task : undelivered.subList(0, Math.min(NAMED, undelivered.size()))) {
            report.say("  not done: %s", task.file());
        }
        if (undelivered.size() > NAMED) {
            report.say("  and %d more", undelivered.size() - NAMED);
        }
        report.say(
                """

                The producer was refused the next task, the workers finished what they had begun,
                and what waited in between was handed back.
                """);
        report.check(
                "accepted = processed + undelivered, as the buffer counts",
                stats.accepted() == processed + undelivered.size()
                        && stats.delivered() == processed
                        && stats.undelivered() == undelivered.size());
        report.check(
                "each task that the producer sent was either processed or handed back, once",
                accountedFor(queue, tally));
    }

    private static boolean accountedFor(HashQueue queue, Tally tally) {
        Comparator<Task> byFile = Comparator.comparing(Task::file);
        List<Task> seen = new ArrayList<>(queue.undelivered());
        tally.results().forEach(result -> seen.add(result.task()));
        seen.sort(byFile);
        return seen.equals(queue.sent().stream().sorted(byFile).toList());
    }

    private static Set<Task> tasksOf(Tally tally) {
        Set<Task> tasks = new HashSet<>();
        tally.results().forEach(result -> tasks.add(result.task()));
        return tasks;
    }

    private void showWorkers(Report report, Tally tally) {
        report.say("%n%-12s %7s %10s", "worker", "files", "MB");
        for (Map.Entry<String, Share> worker : tally.shares().entrySet()) {
            Share share = worker.getValue();
            report.say("%-12s %,7d %,10.1f", worker.getKey(), share.files(), share.bytes() / MEGA);
        }
        report.say("Nobody dealt the files out: who was free took the next one.");
    }

    private void showLargest(Report report, Tally tally) {
        report.say("%n%-44s %10s   %s", "the largest files", "MB", "SHA-256 begins");
        for (Hashed hashed : tally.largest(LARGEST)) {
            report.say(
                    "%-44s %,10.1f   %s",
                    directory.relativize(hashed.task().file()),
                    hashed.bytes() / MEGA,
                    hashed.hex().substring(0, HEX_SHOWN));
        }
        List<Hashed> unread = tally.results().stream().filter(Hashed::failed).toList();
        if (!unread.isEmpty()) {
            report.say(
                    "%,d files could not be read, such as: %s",
                    unread.size(), unread.getFirst().failure());
        }
    }

    private static void showBuffers(Report report, HashQueue queue) {
        new BufferTable(report).row("tasks", queue.taskStats()).row("results", queue.resultStats());
        report.say(
                """

                Tasks often full: work is found faster than it is done, and the producer waits
                instead of filling the memory. Results often empty: the aggregator has time.
                """);
    }

    private void showTimes(Report report, Tally tally, Rounds measured) {
        double megabytes = tally.totals().bytes() / MEGA;
        double largest = tally.largest(1).getFirst().bytes() / MEGA;
        report.say("%n%-24s %8s %8s", "", "seconds", "MB/s");
        for (int way : List.of(ALONE, TOGETHER)) {
            report.say(
                    "%-24s %8.2f %,8.0f",
                    way == ALONE ? "one thread alone" : "task queue, workers: " + workers,
                    measured.seconds(way),
                    megabytes / measured.seconds(way));
        }
        report.say(
                """

                One thread's time / the queue's: %s
                Medians of %d rounds, with the smallest and the largest ratio; the files are in the
                system's cache. The largest file is %.0f %% of all bytes, and one worker hashes it: so
                however many workers there are, the queue is at best %.1f times as fast.
                """,
                measured.ratioText(ALONE, TOGETHER),
                rounds(),
                100 * largest / megabytes,
                megabytes / largest);
        if (virtual) {
            report.say(
                    """
                    Virtual threads gain nothing over platform threads here: hashing keeps a
                    processor busy, it does not wait.
                    """);
        }
    }

    private int rounds() {
        return quick ? 1 : 3;
    }

    private FileTree tree() {
        int files = maxFiles != null ? maxFiles : quick ? QUICK_FILES : 20_000;
        int megabytes = maxMegabytes != null ? maxMegabytes : quick ? QUICK_MEGABYTES : 1000;
        return new FileTree(directory, files, (long) (megabytes * MEGA));
    }

    private String kind() {
        return virtual ? "virtual threads" : "platform threads";
    }

    private static double megabytes(List<Task> tasks) {
        return tasks.stream().mapToLong(Task::bytes).sum() / MEGA;
    }
}
