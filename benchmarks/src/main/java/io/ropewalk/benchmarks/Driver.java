package io.ropewalk.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs a plan. In each round every (shape, peer) has one fork, in an order that is shuffled anew,
 * so that what changes with time hits all alike. Rounds that were disturbed are made up for, within
 * limits.
 */
final class Driver {
    private final Plan plan;
    private final Targets targets;
    private final Noise noise;
    private final RawFile raw;
    private final Work work;
    private final Random random;
    private final List<ForkRecord> done = new ArrayList<>();
    private final long begun = System.nanoTime();
    private final Map<String, Double> durations = new HashMap<>();

    Driver(Plan plan, Targets targets, Noise noise, RawFile raw, Work work, long seed) {
        this.plan = plan;
        this.targets = targets;
        this.noise = noise;
        this.raw = raw;
        this.work = work;
        this.random = new Random(seed);
    }

    /** Runs forks; tests put something shorter in its place. */
    interface Work {
        ForkRecord compare(int round, Contest contest, String peer);

        List<ForkRecord> probe(int round, ProbeJvm probe) throws InterruptedException;
    }

    /** What a fork does when its turn comes. */
    @FunctionalInterface
    private interface Action {
        List<ForkRecord> take() throws InterruptedException;
    }

    private record Turn(String name, Action action) {}

    /** Runs all rounds, and answers what all forks brought. */
    List<ForkRecord> run(Progress progress) throws IOException, InterruptedException {
        int most = plan.quick() ? plan.rounds() : plan.rounds() + plan.rounds() / 2;
        for (int round = 1; round <= most; round++) {
            List<Turn> turns = turns(round);
            if (turns.isEmpty()) {
                break;
            }
            progress.round(round, turns.size());
            Collections.shuffle(turns, random);
            for (Turn turn : turns) {
                if (seconds() + expected(turn) > plan.seconds()) {
                    progress.say("The time is over in round " + round + ".");
                    return done;
                }
                take(turn, progress);
            }
        }
        return done;
    }

    private void take(Turn turn, Progress progress) throws IOException, InterruptedException {
        double before = seconds();
        for (ForkRecord fork : turn.action().take()) {
            raw.add(fork);
            done.add(fork);
            if (fork.error() != null) {
                progress.say(fork.shape() + " " + fork.peer() + " failed: " + fork.error());
            }
        }
        durations.put(turn.name(), seconds() - before);
        progress.step();
    }

    /** How long it took the last time; before that, as long as the others. */
    private double expected(Turn turn) {
        double usual =
                durations.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return durations.getOrDefault(turn.name(), usual);
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private List<Turn> turns(int round) {
        List<Turn> turns = new ArrayList<>();
        Analysis soFar = new Analysis(plan.suite(), targets, noise, done, !plan.quick());
        for (Contest contest : plan.suite().contests()) {
            boolean wanted =
                    round <= plan.rounds() || soFar.quietRounds(contest.shape()) < plan.rounds();
            if (wanted) {
                for (String peer : contest.peers()) {
                    turns.add(
                            new Turn(
                                    contest.shape() + " " + peer,
                                    () -> List.of(work.compare(round, contest, peer))));
                }
            }
        }
        if (plan.probesIn(round)) {
            for (ProbeJvm probe : plan.suite().probes()) {
                turns.add(new Turn(probe.title(), () -> work.probe(round, probe)));
            }
        }
        return turns;
    }
}
