package io.ropewalk.queues;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.TieKind;
import io.ropewalk.testkit.TieStorm;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Hand-over against interrupt, time-out, close and cancel, on each kind of buffer.
 *
 * <p>Each storm is made twice: where the waiter spins a little, so that ties are quick, and, with a
 * fifth as many ties, where it sleeps at once.
 *
 * <p>{@code -Dropewalk.ties} sets how many ties a storm makes. {@code -Dropewalk.ties.strict=true}
 * lets none of them be short or disturbed.
 */
@Tag("long")
class TieStormTest {
    private static final int TIES = Integer.getInteger("ropewalk.ties", 2_000);
    private static final int SLEEPING_TIES = Math.max(1, TIES / 5);

    /** On a busy machine the build must not wait for all; {@code bin/soak} does. */
    private static final boolean STRICT = Boolean.getBoolean("ropewalk.ties.strict");

    private static final Duration LONGEST = Duration.ofMillis(150);

    /** Without it a build on a busy machine could pass without a tie. */
    private static final int LEAST_TIES = 20;

    private static final WaitPolicy SLEEPING = WaitPolicy.PUBLISHER_FENCES.withoutSpinning();

    private static final Duration TIME_TO_FALL_ASLEEP = Duration.ofNanos(20_000);

    /**
     * Little spinning and no yield: the waiter is soon where a hand-over and an abort race, and
     * seldom asleep already. A timed one must be there before its time is up.
     */
    private static WaitPolicy spinning(TieKind kind) {
        return new WaitPolicy(WaitPolicy.WakeUp.SLEEPER_FENCES, isTimed(kind) ? 4 : 40, 0);
    }

    @ParameterizedTest
    @EnumSource
    void one_to_one(TieKind kind) {
        storms(kind, "one to one", Users.ONE, Users.ONE, SpecifiedBuffers::forStorm);
    }

    @ParameterizedTest
    @EnumSource
    void one_to_many(TieKind kind) {
        storms(kind, "one to many", Users.ONE, Users.MANY, SpecifiedBuffers::forStorm);
    }

    @ParameterizedTest
    @EnumSource
    void many_to_one(TieKind kind) {
        storms(kind, "many to one", Users.MANY, Users.ONE, SpecifiedBuffers::forStorm);
    }

    @ParameterizedTest
    @EnumSource
    void many_to_many(TieKind kind) {
        storms(kind, "many to many", Users.MANY, Users.MANY, SpecifiedBuffers::forStorm);
    }

    @ParameterizedTest
    @EnumSource
    void longs_one_to_one(TieKind kind) {
        storms(kind, "longs one to one", Users.ONE, Users.ONE, LongChannel::forStorm);
    }

    @ParameterizedTest
    @EnumSource
    void longs_many_to_many(TieKind kind) {
        storms(kind, "longs many to many", Users.MANY, Users.MANY, LongChannel::forStorm);
    }

    @ParameterizedTest
    @EnumSource
    void removable(TieKind kind) {
        storms(
                kind,
                "removable",
                Users.MANY,
                Users.MANY,
                (spec, policy) ->
                        SpecifiedBuffers.builder(spec, policy)
                                .removable()
                                .checkRoles(false)
                                .build());
    }

    private static void storms(
            TieKind kind,
            String name,
            Users producers,
            Users consumers,
            BiFunction<ChannelSpec<Long>, WaitPolicy, Channel<Long>> buffers) {
        storm(kind, name + ", spinning", TIES)
                .users(producers, consumers)
                .run(spec -> buffers.apply(spec, spinning(kind)));
        storm(kind, name + ", sleeping", SLEEPING_TIES)
                .users(producers, consumers)
                .longestTimeout(TIME_TO_FALL_ASLEEP)
                .run(spec -> buffers.apply(spec, SLEEPING));
    }

    private static boolean isTimed(TieKind kind) {
        return kind == TieKind.TIMED_RECEIVE || kind == TieKind.TIMED_SEND;
    }

    private static TieStorm storm(TieKind kind, String name, int ties) {
        TieStorm storm = TieStorm.of(kind).name(name).ties(ties);
        if (STRICT) {
            return storm;
        }
        // Code that is not yet compiled has used up a short time-out before it begins to wait, and
        // comes
        // late for other aborts. A few of each will do.
        double leastShare = isTimed(kind) ? 0 : 0.005;
        return storm.longest(LONGEST, LEAST_TIES).mayBeDisturbed().leastShare(leastShare);
    }
}
