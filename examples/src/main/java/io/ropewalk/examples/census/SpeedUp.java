package io.ropewalk.examples.census;

import io.ropewalk.examples.Agreement;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Report;
import io.ropewalk.examples.Rounds;
import io.ropewalk.examples.Rounds.Contender;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Takes the same census by one thread, over our buffers and over the JDK's queues, in turns. */
final class SpeedUp {
    private static final int WARM_UPS = 2;
    private static final int ONE_THREAD = 0;
    private static final int OURS = 1;
    private static final int JDK = 2;

    private final List<Path> files;
    private final ClassParser parser;
    private final int workers;
    private final int capacity;

    SpeedUp(List<Path> files, ClassParser parser, int workers, int capacity) {
        this.files = files;
        this.parser = parser;
        this.workers = workers;
        this.capacity = capacity;
    }

    /** Measures so many rounds; every one must agree with the expected census. */
    void show(Report report, Census expected, int rounds) throws Exception {
        report.section("What more threads gain");
        Agreement<Census> agreement = new Agreement<>(expected);
        Rounds measured;
        try (Progress progress = report.progress("measuring", steps(rounds))) {
            Runnable step = progress::step;
            Callable<Census> alone = () -> Census.byOneThread(files, parser, step);
            Callable<Census> ours = () -> pipeline(step).run(files);
            Callable<Census> jdk = () -> queuePipeline(step).run(files);
            List<Contender> ways =
                    List.of(agreement.timed(alone), agreement.timed(ours), agreement.timed(jdk));
            measured = Rounds.measure(WARM_UPS, rounds, ways);
        }
        report.say("%n%-28s %8s %11s   %s", "", "seconds", "classes/s", "one thread's time / its");
        showWay(report, "one thread", measured, ONE_THREAD);
        showWay(report, "pipeline, BoundedBuffer", measured, OURS);
        showWay(report, "pipeline, ArrayBlockingQueue", measured, JDK);
        report.say(
                """

                Measured from the list of paths to the finished census, with starting the threads.
                Medians of %d rounds, with the smallest and the largest ratio (far apart: the machine
                was busy with something else). %d rounds before them let Java compile the program.

                ArrayBlockingQueue's time / BoundedBuffer's: %s
                One thread reads and parses a class in %.0f microseconds, and each class is handed over
                twice: parsing dominates these figures. Next, the queues alone.
                """,
                rounds,
                WARM_UPS,
                measured.ratioText(JDK, OURS),
                measured.seconds(ONE_THREAD) / files.size() * 1e6);
        report.check("all three came to the same numbers in every round", agreement.holds());
    }

    private long steps(int rounds) {
        return 3L * (WARM_UPS + rounds) * files.size();
    }

    private CensusPipeline pipeline(Runnable step) {
        return new CensusPipeline(workers, capacity, parser, step);
    }

    private QueuePipeline queuePipeline(Runnable step) {
        return new QueuePipeline(workers, capacity, parser, step);
    }

    private void showWay(Report report, String name, Rounds measured, int way) {
        report.say(
                "%-28s %8.3f %,11.0f   %s",
                name,
                measured.seconds(way),
                files.size() / measured.seconds(way),
                measured.ratioText(ONE_THREAD, way));
    }
}
