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
import java.util.function.Function;

/**
 * Hand-over against interrupt, time-out, close and cancel, on each kind of buffer.
 *
 * <p>{@code -Dropewalk.ties} sets how many ties each storm makes.
 */
@Tag("long")
class TieStormTest {
    /** On a busy machine the build must not wait for all; {@code bin/soak} does. */
    private static final Duration LONGEST =
            Duration.ofSeconds(Integer.getInteger("ropewalk.ties.seconds", 5));

    /**
     * Little spinning and no yield: the waiter is soon where a hand-over and an abort race, and
     * seldom asleep already. A timed one spins until its time is up.
     */
    private static WaitPolicy policy(TieKind kind) {
        boolean timed = kind == TieKind.TIMED_RECEIVE || kind == TieKind.TIMED_SEND;
        return new WaitPolicy(WaitPolicy.WakeUp.SLEEPER_FENCES, timed ? 600 : 40, 0);
    }

    @ParameterizedTest
    @EnumSource
    void one_to_one(TieKind kind) {
        storm(kind, Users.ONE, Users.ONE);
    }

    @ParameterizedTest
    @EnumSource
    void one_to_many(TieKind kind) {
        storm(kind, Users.ONE, Users.MANY);
    }

    @ParameterizedTest
    @EnumSource
    void many_to_one(TieKind kind) {
        storm(kind, Users.MANY, Users.ONE);
    }

    @ParameterizedTest
    @EnumSource
    void many_to_many(TieKind kind) {
        storm(kind, Users.MANY, Users.MANY);
    }

    @ParameterizedTest
    @EnumSource
    void removable(TieKind kind) {
        storm(
                kind,
                Users.MANY,
                Users.MANY,
                spec ->
                        SpecifiedBuffers.builder(spec, policy(kind))
                                .removable()
                                .checkRoles(false)
                                .build());
    }

    private static void storm(TieKind kind, Users producers, Users consumers) {
        storm(kind, producers, consumers, spec -> SpecifiedBuffers.forStorm(spec, policy(kind)));
    }

    private static void storm(
            TieKind kind,
            Users producers,
            Users consumers,
            Function<ChannelSpec<Long>, Channel<Long>> factory) {
        TieStorm.of(kind).users(producers, consumers).longest(LONGEST).run(factory);
    }
}
