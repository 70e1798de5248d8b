package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

class AbortInjectorTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void interruptsASleeper() throws Exception {
        try (AbortInjector injector = AbortInjector.start(1, Duration.ofNanos(10_000))) {
            BackgroundCall<@Nullable Void> sleeper =
                    BackgroundCall.of(() -> {
                        injector.add(Thread.currentThread());
                        never.await();
                    });

            assertThat(sleeper.failure()).isInstanceOf(InterruptedException.class);
            assertThat(injector.strikes()).isPositive();
        }
    }

    @Test
    void strikesWhenAskedTo() {
        try (AbortInjector injector = AbortInjector.start(1, NEVER)) {
            injector.add(Thread.currentThread());

            injector.strike(new SplittableRandom(1));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(injector.strikes()).isEqualTo(1);
        }
    }

    @Test
    void countsWhoIsAsleep() {
        try (AbortInjector injector = AbortInjector.start(1, NEVER)) {
            injector.add(Thread.currentThread());
            assertThat(injector.sleepers()).isZero();
            BackgroundCall<@Nullable Void> sleeper =
                    BackgroundCall.of(() -> {
                        injector.add(Thread.currentThread());
                        never.await();
                    });

            sleeper.awaitAsleep();

            assertThat(injector.sleepers()).isEqualTo(1);
            sleeper.interrupt();
        }
    }

    @Test
    void sparesWhomItWasToldToSpare() {
        try (AbortInjector injector = AbortInjector.start(1, NEVER)) {
            injector.add(Thread.currentThread());
            injector.remove(Thread.currentThread());

            injector.strike(new SplittableRandom(1));

            assertThat(Thread.interrupted()).isFalse();
            assertThat(injector.strikes()).isZero();
        }
    }

    @Test
    void stopsWhenClosed() {
        AbortInjector injector = AbortInjector.start(1, Duration.ofNanos(1_000));
        injector.close();
        injector.add(Thread.currentThread());

        assertThat(injector.toString()).contains("strikes");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void keepsAnInterruptOfWhoClosesIt() {
        AbortInjector injector = AbortInjector.start(1, Duration.ofNanos(1_000));
        Thread.currentThread().interrupt();

        injector.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tellsAVictimForCertainThatAnInterruptMustBePending() {
        try (AbortInjector injector = AbortInjector.start(1, NEVER)) {
            AbortInjector.Victim victim = injector.addVictim(Thread.currentThread());
            assertThat(victim.mustBePending()).isFalse();

            injector.strike(new SplittableRandom(1));
            assertThat(victim.mustBePending()).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            victim.tookInterrupt();

            assertThat(victim.mustBePending()).isFalse();
        }
    }
}
