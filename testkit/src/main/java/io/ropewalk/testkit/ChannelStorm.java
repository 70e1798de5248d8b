package io.ropewalk.testkit;

import io.ropewalk.core.Channel;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Sends and receives at random from many threads, with interrupts, time-outs, throwing sinks,
 * closes and cancels at random moments, and judges whether any item was lost, doubled, invented or
 * reordered.
 *
 * <p>It goes round by round: each round builds a channel, lets the producers offer a number of
 * items by {@code send}, {@code trySend} and {@code sendAll} while the consumers take them in every
 * way that there is, ends it in one of the {@link StormEnding}s, and then asks the {@link
 * ConservationOracle}. Some rounds are calm: without interrupts and short time-outs, which would
 * help out where a wake-up was lost. The channel's own {@code stats()} are compared too, and prove
 * nothing by themselves. A storm goes on while the rarer outcomes happened too seldom, and fails
 * when they still did after a hundred times its operations, or half a million if that is less. It
 * also fails when a participant dies of an unexpected exception, and when nothing moves any more;
 * each message names the seed.
 *
 * {@snippet :
 * StormOptions options = StormOptions.builder().users(1, 4).strands(StrandKind.MIXED).build();
 * ChannelStorm.run(
 *         options,
 *         spec ->
 *                 BoundedBuffer.<Long>builder(spec.capacity())
 *                         .producers(Parties.valueOf(spec.producers().name()))
 *                         .consumers(Parties.valueOf(spec.consumers().name()))
 *                         .onUndelivered(spec.onUndelivered())
 *                         .checkRoles(false)
 *                         .build());
 * }
 *
 * <p>A factory should switch checks off that only assertions bring along, such as {@code
 * checkRoles} above: they are atomic updates, and those order memory that the channel itself may
 * have forgotten to order.
 *
 * <p>The seed fixes the participants' choices, not the scheduler's: a failure need not come back
 * with its seed.
 */
public final class ChannelStorm {
    private static final long LONGEST = 500_000;

    private final StormOptions options;
    private final Function<ChannelSpec<Long>, Channel<Long>> factory;

    private ChannelStorm(StormOptions options, Function<ChannelSpec<Long>, Channel<Long>> factory) {
        this.options = options;
        this.factory = factory;
    }

    /**
     * Runs a storm, prints its options and its histogram, and returns when all its threads have
     * ended.
     *
     * @param options what to do how often
     * @param factory builds the channel of each round
     * @return what happened
     * @throws AssertionError when the channel did something wrong, or too little happened
     */
    public static StormReport run(
            StormOptions options, Function<ChannelSpec<Long>, Channel<Long>> factory) {
        Objects.requireNonNull(factory, "factory");
        System.out.println("begin " + options);
        StormReport report = new ChannelStorm(options, factory).run();
        System.out.println(report);
        options.minimums()
                .forEach((outcome, minimum) -> {
                    if (report.count(outcome) < minimum) {
                        throw new AssertionError(
                                "fewer than " + minimum + " times " + outcome + " in " + report);
                    }
                });
        return report;
    }

    private StormRound newRound(SplittableRandom random, AbortInjector injector, StormMood mood) {
        try {
            return new StormRound(options, random, injector, mood, factory);
        } catch (RuntimeException e) {
            throw new AssertionError("no round could be set up: " + e + "\nin " + options, e);
        }
    }

    private long longest() {
        return Math.min(100 * options.operations(), Math.max(LONGEST, options.operations()));
    }

    private boolean isLacking(StormTally tally) {
        return options.minimums().entrySet().stream()
                .anyMatch(minimum -> tally.get(minimum.getKey()) < minimum.getValue());
    }

    private StormReport run() {
        long start = System.nanoTime();
        SplittableRandom random = new SplittableRandom(options.seed());
        StormMood.Deck moods = new StormMood.Deck(random);
        StormTally tally = new StormTally();
        long rounds = 0;
        long offered = 0;
        long accepted = 0;
        long delivered = 0;
        long undelivered = 0;
        long rescues = 0;
        try (AbortInjector injector =
                AbortInjector.start(random.nextLong(), options.strikePause())) {
            while (offered < options.operations() || (offered < longest() && isLacking(tally))) {
                StormRound round = newRound(random, injector, moods.next());
                rounds++;
                try {
                    round.run(tally);
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "round "
                                    + rounds
                                    + " ("
                                    + round.ending
                                    + ") on "
                                    + round.channel
                                    + ": "
                                    + e.getMessage()
                                    + "\nin "
                                    + options,
                            e);
                }
                // A round that ends before its first item still counts as a step.
                offered += Math.max(1, round.offered());
                accepted += round.oracle.acceptedCount();
                delivered += round.oracle.deliveredCount();
                undelivered += round.oracle.undeliveredCount();
                rescues += round.rescues();
            }
        }
        return new StormReport(
                options,
                rounds,
                accepted,
                delivered,
                undelivered,
                rescues,
                tally.toMap(),
                Duration.ofNanos(System.nanoTime() - start));
    }
}
