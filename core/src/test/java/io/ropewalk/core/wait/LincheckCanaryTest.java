package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.modelcheck.Interleavings;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Lincheck must find what is there to be found, or its silence elsewhere means nothing. */
@Tag("long")
class LincheckCanaryTest {
    @Test
    void aLostUpdateIsFound() {
        assertThatThrownBy(() ->
                        Interleavings.of(() -> new RacyCounter())
                                .strand(RacyCounter::increment)
                                .strand(RacyCounter::increment)
                                .then(counter -> counter.mustBe(2))
                                .check(Effort.INVOCATIONS))
                .hasStackTraceContaining("counted 1");
    }

    @Test
    void aCorrectCounterPasses() {
        assertThatCode(() ->
                        Interleavings.of(() -> new AtomicInteger())
                                .strand(AtomicInteger::incrementAndGet)
                                .strand(AtomicInteger::incrementAndGet)
                                .then(counter -> mustBe(counter.get(), 2))
                                .check(Effort.INVOCATIONS))
                .doesNotThrowAnyException();
    }

    @Test
    void aLostWakeUpIsFound() {
        assertThatThrownBy(() ->
                        Interleavings.of(() -> new ForgottenSleeper())
                                .strand(ForgottenSleeper::sleep)
                                .strand(ForgottenSleeper::wake)
                                .check(Effort.INVOCATIONS))
                .hasStackTraceContaining("hung");
    }

    private static void mustBe(int actual, int expected) {
        if (actual != expected) {
            throw new AssertionError("counted " + actual);
        }
    }

    private static final class RacyCounter {
        private volatile int value;

        @SuppressWarnings("NonAtomicVolatileUpdate") // the canary
        void increment() {
            value++;
        }

        void mustBe(int expected) {
            LincheckCanaryTest.mustBe(value, expected);
        }
    }

    /** Looks for a sleeper before it publishes what the sleeper looks for. */
    private static final class ForgottenSleeper {
        private volatile Thread sleeper;
        private volatile boolean published;
        private volatile boolean signalled;

        void sleep() {
            sleeper = Thread.currentThread();
            if (published) {
                return;
            }
            while (!signalled) {
                LockSupport.park(this);
            }
        }

        void wake() {
            Thread found = sleeper;
            published = true;
            if (found != null) {
                signalled = true;
                LockSupport.unpark(found);
            }
        }
    }
}
