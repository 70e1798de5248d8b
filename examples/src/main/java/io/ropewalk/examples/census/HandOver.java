package io.ropewalk.examples.census;

import io.ropewalk.examples.Lane;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Report;
import io.ropewalk.examples.Rounds;
import io.ropewalk.examples.Rounds.Contender;
import io.ropewalk.examples.Traffic;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Passes the facts of a census from hand to hand again and again, so that the buffers are measured
 * and not the parser.
 */
final class HandOver {
    private static final int WARM_UPS = 2;
    private static final int OURS = 0;
    private static final int JDK = 1;
    private static final List<Setting> SETTINGS =
            List.of(
                    new Setting(1, Parties.ONE),
                    new Setting(1, Parties.MANY),
                    new Setting(2, Parties.MANY));

    private final Traffic<ClassFacts> traffic;
    private final int capacity;
    private boolean complete = true;

    HandOver(List<ClassFacts> facts, int capacity) {
        this.traffic = new Traffic<>(facts.toArray(ClassFacts[]::new), ClassFacts::bytes);
        this.capacity = capacity;
    }

    /** How many threads stand on each side, and what our buffer is told about them. */
    private record Setting(int threads, Parties parties) {}

    /** Measures that many hand-overs in each setting, in each of that many rounds. */
    void show(Report report, int handOvers, int rounds) throws Exception {
        report.section("The buffers alone");
        int perRun = Math.max(2, handOvers); // something for each of two threads
        List<Rounds> measured = new ArrayList<>();
        long runs = 2L * SETTINGS.size() * (WARM_UPS + rounds);
        try (Progress progress = report.progress("handing over", runs)) {
            for (Setting setting : SETTINGS) {
                Contender ours = () -> seconds(ours(setting), setting, perRun, progress);
                Contender jdk = () -> seconds(jdk(), setting, perRun, progress);
                measured.add(Rounds.measure(WARM_UPS, rounds, List.of(ours, jdk)));
            }
        }
        report.say(
                "%n%-34s %10s %10s   %s",
                "nanoseconds per hand-over", "ours", "JDK's", "ArrayBlockingQueue's time / ours");
        for (int i = 0; i < SETTINGS.size(); i++) {
            showTimes(report, SETTINGS.get(i), measured.get(i), perRun);
        }
        report.say(
                """

                Measured: threads that only send and threads that only receive, the facts from above
                over and over, %,d hand-overs in each of %d rounds. Medians, with the smallest and
                the largest ratio. A program gains from a faster buffer as far as it hands over.
                """,
                perRun, rounds);
        report.check("all that was sent has arrived, in every run", complete);
    }

    private static void showTimes(Report report, Setting setting, Rounds times, int perRun) {
        report.say(
                "%d -> %d threads, declared %-4s -> %-4s %10.1f %10.1f   %s",
                setting.threads(),
                setting.threads(),
                setting.parties(),
                setting.parties(),
                times.seconds(OURS) / perRun * 1e9,
                times.seconds(JDK) / perRun * 1e9,
                times.ratioText(JDK, OURS));
    }

    private Lane<ClassFacts> ours(Setting setting) {
        return new Lane.Ropewalk<>(
                BoundedBuffer.<ClassFacts>builder(capacity)
                        .producers(setting.parties())
                        .consumers(setting.parties())
                        .build());
    }

    private Lane<ClassFacts> jdk() {
        return new Lane.ArrayQueue<>(new ArrayBlockingQueue<>(capacity));
    }

    private double seconds(Lane<ClassFacts> lane, Setting setting, int handOvers, Progress progress)
            throws Exception {
        Traffic.Run run = traffic.run(lane, setting.threads(), setting.threads(), handOvers);
        complete &= run.complete();
        progress.step();
        return run.seconds();
    }
}
