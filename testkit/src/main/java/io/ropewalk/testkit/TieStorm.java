package io.ropewalk.testkit;

import io.ropewalk.core.Channel;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Makes a hand-over meet an interrupt, the end of a time-out or the end of the channel, again and
 * again, and judges whether any item was lost or doubled and whether the interrupt was kept.
 *
 * <p>Two threads meet in each round: one makes a call that waits (for an item, or for room in a
 * full channel), and the other makes the hand-over and the abort at about the same moment. The
 * moment of the hand-over is random within a microsecond, and moves on when the hand-over wins and
 * back when it loses, so that both stay common.
 *
 * <p>A round counts as a <em>tie</em> when both happened while the call was under way, as far as
 * {@link System#nanoTime} can tell: the hand-over and the abort each began before the call returned
 * and ended after it began. In a tie with a time-out the call takes all of its time, but for a
 * tenth of a microsecond, and the hand-over is under way after that time and in the last half
 * microsecond of the call. The other rounds are judged too, but not counted.
 *
 * {@snippet :
 * TieStorm.of(TieKind.INTERRUPTED_RECEIVE)
 *         .users(Users.ONE, Users.ONE)
 *         .ties(20_000)
 *         .run(
 *                 spec ->
 *                         BoundedBuffer.<Long>builder(spec.capacity())
 *                                 .producers(Parties.valueOf(spec.producers().name()))
 *                                 .consumers(Parties.valueOf(spec.consumers().name()))
 *                                 .onUndelivered(spec.onUndelivered())
 *                                 .checkRoles(false)
 *                                 .build());
 * }
 *
 * <p>Channels that spin a little before they sleep meet their ties many times faster: most rounds
 * then need no sleep. Where the two cannot run at the same time, with one processor or on a busy
 * machine, one of the outcomes may become rare: see {@link #mayBeDisturbed}.
 *
 * <p>Not for concurrent use. The seed fixes the random choices, not the scheduler's.
 */
public final class TieStorm {
    private final TieKind kind;
    private Users producers = Users.MANY;
    private Users consumers = Users.MANY;
    private int ties = Integer.getInteger("ropewalk.ties", 20_000);
    private long seed = Long.getLong("ropewalk.seed", System.nanoTime());
    private String name = "channel";
    private double leastShare = 0.05;
    private Duration longest = Duration.ofDays(1);
    private int leastTies = Integer.MAX_VALUE;
    private boolean mayBeDisturbed;
    private Duration longestTimeout = Duration.ofNanos(300);
    private Duration patience = Duration.ofSeconds(30);

    private TieStorm(TieKind kind) {
        this.kind = kind;
    }

    /**
     * Starts to describe a storm. By default it makes as many ties as the system property {@code
     * ropewalk.ties} says, else 20,000, on channels for many producers and consumers.
     *
     * @param kind what meets the hand-overs
     * @return a new storm
     */
    public static TieStorm of(TieKind kind) {
        return new TieStorm(Objects.requireNonNull(kind, "kind"));
    }

    /**
     * Sets what the channel is asked to allow.
     *
     * @param producers how many threads may send at a time; one does
     * @param consumers how many threads may receive at a time; one does
     * @return this
     */
    public TieStorm users(Users producers, Users consumers) {
        this.producers = Objects.requireNonNull(producers, "producers");
        this.consumers = Objects.requireNonNull(consumers, "consumers");
        return this;
    }

    /**
     * Sets what the channel is called where results are printed.
     *
     * @param name by default "channel"
     * @return this
     */
    public TieStorm name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Sets how many ties to make.
     *
     * @param ties at least 1
     * @return this
     */
    public TieStorm ties(int ties) {
        if (ties < 1) {
            throw new IllegalArgumentException("ties is " + ties + ", must be at least 1");
        }
        this.ties = ties;
        return this;
    }

    /**
     * Sets the seed, instead of what the system property {@code ropewalk.seed} says.
     *
     * @param seed any number
     * @return this
     */
    public TieStorm seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Sets what part of the ties must have ended in either way, where both are allowed.
     *
     * @param leastShare between 0 and 0.5; by default 0.05
     * @return this
     */
    public TieStorm leastShare(double leastShare) {
        this.leastShare = leastShare;
        return this;
    }

    /**
     * Sets after how long the storm is content with fewer ties, for builds on a machine that may be
     * busy. It goes on up to a hundred times as long where there were still fewer than the least.
     * The report says how many there were. By default nothing less than all will do.
     *
     * @param longest positive
     * @param leastTies how many must be made in any case
     * @return this
     */
    public TieStorm longest(Duration longest, int leastTies) {
        this.longest = Objects.requireNonNull(longest, "longest");
        this.leastTies = leastTies;
        return this;
    }

    /**
     * Asks for no share of either outcome where the two threads did not have a processor each. By
     * default that is no excuse.
     *
     * @return this
     * @see TieReport#isUndisturbed
     */
    public TieStorm mayBeDisturbed() {
        mayBeDisturbed = true;
        return this;
    }

    /**
     * Sets the longest time that a timed call is given. The shorter, the more ties; but a waiter
     * that shall sleep needs time for that.
     *
     * @param longestTimeout positive; by default 300 ns
     * @return this
     */
    public TieStorm longestTimeout(Duration longestTimeout) {
        this.longestTimeout = Objects.requireNonNull(longestTimeout, "longestTimeout");
        return this;
    }

    /**
     * Sets after how long without any progress the storm gives up.
     *
     * @param patience positive; by default 30 s
     * @return this
     */
    public TieStorm patience(Duration patience) {
        this.patience = Objects.requireNonNull(patience, "patience");
        return this;
    }

    /**
     * Runs the storm, prints what it did, and returns when its threads have ended.
     *
     * @param factory builds a channel with room for one item
     * @return what happened
     * @throws AssertionError when the channel did something wrong, there were too few ties, or one
     *     outcome was too rare
     */
    public TieReport run(Function<ChannelSpec<Long>, Channel<Long>> factory) {
        Objects.requireNonNull(factory, "factory");
        TieMeeting meeting =
                new TieMeeting(
                        kind,
                        producers,
                        consumers,
                        factory,
                        new SplittableRandom(seed),
                        longestTimeout,
                        patience);
        TieReport report;
        try {
            report = meeting.run(ties, Math.min(ties, leastTies), longest, seed);
        } catch (AssertionError e) {
            throw new AssertionError(this + ": " + e.getMessage(), e);
        }
        System.out.println(report + ", " + users());
        return judge(report);
    }

    /** Fails where there were too few ties, or one outcome was too rare. */
    TieReport judge(TieReport report) {
        if (report.ties() < Math.min(ties, leastTies)) {
            throw new AssertionError("too few ties: " + report + ", " + users());
        }
        if (!kind.mustHandOver() && report.rarerShare() < leastShare) {
            judgeRareOutcome(report);
        }
        return report;
    }

    private void judgeRareOutcome(TieReport report) {
        if (report.isUndisturbed() || !mayBeDisturbed) {
            throw new AssertionError("one outcome is too rare: " + report + ", " + users());
        }
        System.out.println("SKIPPED: the shares of " + this + ", which was disturbed");
    }

    private String users() {
        return name + ", " + producers + " to " + consumers;
    }

    @Override
    public String toString() {
        return "TieStorm[" + kind + ", " + users() + ", seed " + seed + "]";
    }
}
