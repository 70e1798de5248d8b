package io.ropewalk.benchmarks;

import io.ropewalk.benchmarks.Line.Pair;
import io.ropewalk.benchmarks.OrderStatistics.Interval;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * From forks to lines: compares within rounds, and leaves out rounds in which the machine had other
 * things to do, for all peers of the shape.
 */
final class Analysis {
    static final String BYTES = "bytesPerOp";

    /**
     * What a park may allocate, which the line excludes: the waiter, its attempt, a deadline; for a
     * virtual thread also the stack that it leaves on the heap.
     */
    private static final double BYTES_PER_PARK = 200;

    private static final double BYTES_PER_VIRTUAL_PARK = 600;

    private final Suite suite;
    private final Targets targets;
    private final Noise noise;
    private final List<ForkRecord> forks;
    private final boolean claims;

    /**
     * Prepares.
     *
     * @param claims false for a quick run, which shows the scale
     */
    Analysis(Suite suite, Targets targets, Noise noise, List<ForkRecord> forks, boolean claims) {
        this.suite = suite;
        this.targets = targets;
        this.noise = noise;
        this.forks = List.copyOf(forks);
        this.claims = claims;
    }

    /** All lines, in the suite's order. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Contest contest : suite.contests()) {
            lines.addAll(ratios(contest));
            Line bytes = bytes(contest.shape());
            if (bytes != null) {
                lines.add(bytes);
            }
        }
        lines.addAll(absolutes());
        return lines;
    }

    /** Rounds of a shape in which no fork failed while the machine had nothing else to do. */
    int quietRounds(String shape) {
        Set<Integer> quiet = new TreeSet<>();
        ofShape(shape).forEach(fork -> quiet.add(fork.round()));
        quiet.removeAll(disturbedRounds(shape));
        ofShape(shape).filter(fork -> !fork.succeeded()).forEach(f -> quiet.remove(f.round()));
        return quiet.size();
    }

    /** Rounds of a shape that do not count. */
    Set<Integer> disturbedRounds(String shape) {
        Set<Integer> rounds = new TreeSet<>();
        ofShape(shape)
                .filter(fork -> noise.disturbs(fork.load()))
                .forEach(fork -> rounds.add(fork.round()));
        return rounds;
    }

    private Stream<ForkRecord> ofShape(String shape) {
        return forks.stream().filter(fork -> fork.shape().equals(shape));
    }

    /** What counts of a peer, by round. */
    private Map<Integer, ForkRecord> counted(String shape, String peer) {
        Set<Integer> disturbed = disturbedRounds(shape);
        Map<Integer, ForkRecord> byRound = new TreeMap<>();
        ofShape(shape)
                .filter(fork -> fork.peer().equals(peer) && fork.succeeded())
                .filter(fork -> !disturbed.contains(fork.round()))
                .forEach(fork -> byRound.put(fork.round(), fork));
        return byRound;
    }

    private List<Line> ratios(Contest contest) {
        String shape = contest.shape();
        OrderStatistics again = ratio(shape, suite.again());
        Interval control =
                again == null || again.count() < Verdict.ROUNDS_TO_CLAIM ? null : interval(again);
        List<Line> lines = new ArrayList<>();
        for (String peer : contest.peers()) {
            OrderStatistics ratio = ratio(shape, peer);
            if (peer.equals(suite.ours()) || ratio == null) {
                continue;
            }
            Double target = targets.ratio(suite.name(), shape, peer);
            int rounds = ratio.count();
            boolean spread = !claims && peer.equals(suite.again());
            Interval interval =
                    spread ? new Interval(ratio.least(), ratio.most()) : interval(ratio);
            lines.add(
                    new Line.Ratio(
                            shape,
                            suite.ours(),
                            peer,
                            ratio.median(),
                            interval,
                            control,
                            rounds,
                            target,
                            Verdict.ofRatio(target, rounds, ratio.median(), interval, control),
                            peer.equals(suite.again())
                                    ? Verdict.Outcome.OPEN
                                    : Verdict.outcome(rounds, interval, control),
                            pair(shape, peer, ForkRecord::score),
                            pair(shape, peer, ForkRecord::bytes),
                            pair(shape, peer, ForkRecord::switches)));
        }
        return lines;
    }

    private @Nullable Interval interval(OrderStatistics ratio) {
        return claims ? ratio.interval() : null;
    }

    private Verdict ofValue(@Nullable Double bound, int rounds, double most) {
        Verdict verdict = Verdict.ofValue(bound, rounds, most);
        return claims || verdict == Verdict.NO_TARGET ? verdict : Verdict.NOT_CLAIMED;
    }

    /** Peer's time / our time, in each round that has both. */
    private @Nullable OrderStatistics ratio(String shape, String peer) {
        Map<Integer, ForkRecord> theirs = counted(shape, peer);
        List<Double> ratios = new ArrayList<>();
        counted(shape, suite.ours())
                .forEach((round, fork) -> {
                    ForkRecord other = theirs.get(round);
                    if (other != null) {
                        ratios.add(other.score() / fork.score());
                    }
                });
        return ratios.isEmpty() ? null : new OrderStatistics(ratios);
    }

    private Pair pair(String shape, String peer, ToDoubleFunction<ForkRecord> what) {
        return new Pair(median(shape, suite.ours(), what), median(shape, peer, what));
    }

    private double median(String shape, String peer, ToDoubleFunction<ForkRecord> what) {
        OrderStatistics values = values(counted(shape, peer).values().stream(), what);
        return values == null ? Double.NaN : values.median();
    }

    private static @Nullable OrderStatistics values(
            Stream<ForkRecord> forks, ToDoubleFunction<ForkRecord> what) {
        List<Double> values =
                forks.map(what::applyAsDouble).filter(value -> !value.isNaN()).toList();
        return values.isEmpty() ? null : new OrderStatistics(values);
    }

    /** Bytes per item are exact whatever else the machine does, so all rounds count. */
    private @Nullable Line bytes(String shape) {
        Targets.Bound bound = targets.bound(suite.name(), shape, BYTES);
        OrderStatistics bytes = values(successes(shape, suite.ours()), ForkRecord::bytes);
        if (bound == null || bytes == null) {
            return null;
        }
        double perPark = shape.endsWith("-virtual") ? BYTES_PER_VIRTUAL_PARK : BYTES_PER_PARK;
        // The line is about items while nobody parks.
        double most =
                successes(shape, suite.ours())
                        .mapToDouble(fork -> fork.bytes() - perPark * parks(fork))
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(Double.NaN);
        double parks = successes(shape, suite.ours()).mapToDouble(Analysis::parks).max().orElse(0);
        String note =
                parks == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "up to %.2g waits per item, %.0f bytes each allowed",
                                parks,
                                perPark);
        Verdict verdict = ofValue(bound.most(), bytes.count(), most);
        return absolute(shape, BYTES, bytes, bound, verdict, note);
    }

    private static double parks(ForkRecord fork) {
        return Double.isNaN(fork.parks()) ? 0 : fork.parks();
    }

    private Stream<ForkRecord> successes(String shape, String peer) {
        return ofShape(shape).filter(fork -> fork.succeeded() && fork.peer().equals(peer));
    }

    private List<Line> absolutes() {
        List<String> contested = suite.contests().stream().map(Contest::shape).toList();
        return forks.stream()
                .filter(ForkRecord::succeeded)
                .map(ForkRecord::shape)
                .filter(shape -> !contested.contains(shape))
                .distinct()
                .<Line>map(what -> {
                    OrderStatistics values =
                            Objects.requireNonNull(
                                    values(successes(what, suite.ours()), ForkRecord::score));
                    Targets.Bound bound = targets.bound(suite.name(), what);
                    Double most = bound == null ? null : bound.most();
                    return absolute(
                            what,
                            "value",
                            values,
                            bound,
                            ofValue(most, values.count(), values.most()),
                            "");
                })
                .toList();
    }

    private Line absolute(
            String shape,
            String what,
            OrderStatistics values,
            Targets.@Nullable Bound bound,
            Verdict verdict,
            String note) {
        return new Line.Absolute(
                shape,
                suite.ours(),
                what,
                values.median(),
                values.least(),
                values.most(),
                values.count(),
                bound,
                verdict,
                note);
    }
}
