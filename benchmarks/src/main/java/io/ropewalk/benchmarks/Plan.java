package io.ropewalk.benchmarks;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What of a suite is to be run, and how often.
 *
 * @param suite what was asked for of it
 * @param timing how long a fork measures
 * @param rounds how many of them are to count
 * @param quick whether it claims nothing, and its probes run but once
 * @param seconds no fork begins that would end later than this
 */
record Plan(Suite suite, Timing timing, int rounds, boolean quick, double seconds) {
    private static final int FULL_ROUNDS = 10;
    private static final int QUICK_ROUNDS = 3;
    private static final double QUICK_SECONDS = 6 * 60;

    /**
     * What a user may ask for.
     *
     * @param quick few and short rounds, of those peers only that there is a target for
     * @param smoke one round, much too short
     * @param rounds how many; 0 for as many as usual
     * @param shapes a regular expression; empty for all
     * @param peers likewise
     */
    record Wishes(boolean quick, boolean smoke, int rounds, String shapes, String peers) {}

    static Plan of(Suite suite, Targets targets, Wishes wishes) {
        Predicate<String> shapes = matching(wishes.shapes());
        List<Contest> contests =
                suite.contests().stream()
                        .filter(contest -> shapes.test(contest.shape()))
                        .map(contest -> withPeers(suite, contest, targets, wishes))
                        .toList();
        List<ProbeJvm> probes =
                suite.probes().stream().filter(probe -> shapes.test(probe.title())).toList();
        int usual = wishes.smoke() ? 1 : wishes.quick() ? QUICK_ROUNDS : FULL_ROUNDS;
        Timing timing =
                wishes.smoke() ? Timing.SMOKE : wishes.quick() ? suite.quick() : suite.full();
        Suite asked =
                new Suite(
                        suite.name(),
                        suite.benchmark(),
                        suite.ours(),
                        suite.again(),
                        contests,
                        probes,
                        suite.full(),
                        suite.quick());
        return new Plan(
                asked,
                timing,
                wishes.rounds() > 0 ? wishes.rounds() : usual,
                wishes.quick() || wishes.smoke(),
                wishes.quick() ? QUICK_SECONDS : Double.POSITIVE_INFINITY);
    }

    private static Contest withPeers(Suite suite, Contest contest, Targets targets, Wishes wishes) {
        Predicate<String> asked = matching(wishes.peers());
        boolean onlyTargets = wishes.quick() && wishes.peers().isEmpty();
        Predicate<String> ours = peer -> peer.equals(suite.ours()) || peer.equals(suite.again());
        Predicate<String> others =
                peer ->
                        onlyTargets
                                ? targets.ratio(suite.name(), contest.shape(), peer) != null
                                : asked.test(peer);
        return new Contest(
                contest.shape(),
                contest.operations(),
                contest.peers().stream().filter(ours.or(others)).toList());
    }

    private static Predicate<String> matching(String regex) {
        return regex.isEmpty() ? text -> true : Pattern.compile(regex).asPredicate();
    }

    /** Whether the probes run in that round. */
    boolean probesIn(int round) {
        return round <= (quick ? 1 : rounds);
    }

    /** Whether anybody is compared with more than ourselves. */
    boolean hasPeers() {
        return suite.contests().stream().anyMatch(contest -> contest.peers().size() > 2);
    }

    /** Of the first round, which has all of them. */
    int forksPerRound() {
        int contestants = suite.contests().stream().mapToInt(c -> c.peers().size()).sum();
        return contestants + suite.probes().size();
    }
}
