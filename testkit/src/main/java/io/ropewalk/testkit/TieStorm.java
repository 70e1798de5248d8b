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
 * and ended after it began. The end of a time-out counts as an abort of one microsecond, which ends
 * with the time that the call was given. The other rounds are judged too, but not counted.
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
 * machine, both outcomes are still judged, but neither is asked for.
 *
 * <p>Not for concurrent use. The seed fixes the random choices, not the scheduler's.
 */
public final class TieStorm {
    private final TieKind kind;
    private Users producers = Users.MANY;
    private Users consumers = Users.MANY;
    private int ties = Integer.getInteger("ropewalk.ties", 20_000);
    private long seed = Long.getLong("ropewalk.seed", System.nanoTime());
    private double leastShare = 0.002;
    private Duration longest = Duration.ofDays(1);
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
     * Sets what part of the ties must have ended in either way.
     *
     * @param leastShare between 0 and 0.5; by default 0.002
     * @return this
     */
    public TieStorm leastShare(double leastShare) {
        this.leastShare = leastShare;
        return this;
    }

    /**
     * Sets after how long the storm is content with fewer ties, for builds on a machine that may be
     * busy. The report says how many there were.
     *
     * @param longest positive; by default a day
     * @return this
     */
    public TieStorm longest(Duration longest) {
        this.longest = Objects.requireNonNull(longest, "longest");
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
     * @throws AssertionError when the channel did something wrong, or one outcome was too rare
     */
    public TieReport run(Function<ChannelSpec<Long>, Channel<Long>> factory) {
        Objects.requireNonNull(factory, "factory");
        TieMeeting meeting =
                new TieMeeting(
                        kind, producers, consumers, factory, new SplittableRandom(seed), patience);
        TieReport report;
        try {
            report = meeting.run(ties, longest, seed);
        } catch (AssertionError e) {
            throw new AssertionError(this + ": " + e.getMessage(), e);
        }
        System.out.println(report + ", " + producers + " to " + consumers);
        double rarer = Math.min(report.handedOver(), report.aborted());
        if (report.isUndisturbed() && rarer < leastShare * report.ties()) {
            throw new AssertionError("one outcome is too rare in " + report);
        }
        return report;
    }

    @Override
    public String toString() {
        return "TieStorm[" + kind + ", " + producers + " to " + consumers + ", seed " + seed + "]";
    }
}
