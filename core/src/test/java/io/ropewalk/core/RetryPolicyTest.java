package io.ropewalk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.RetryPolicy.GiveUp;
import io.ropewalk.core.RetryPolicy.Retry;
import io.ropewalk.core.time.TimeSource;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

class RetryPolicyTest {
    /** A clock whose alarms ring at once: a sleep takes no time and moves it to the deadline. */
    private static final class SkippingTime implements TimeSource {
        private long now = 1_000;
        private final List<Long> slept = new ArrayList<>();

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Alarm alarmAt(long nanoTime, Runnable ring) {
            slept.add(nanoTime - now);
            now = nanoTime;
            ring.run();
            return () -> {};
        }
    }

    private final SkippingTime time = new SkippingTime();
    private int calls;

    private RetryPolicy.Builder policy() {
        return RetryPolicy.builder().timeSource(time);
    }

    private Callable<String> failing(int times) {
        return () -> {
            if (++calls <= times) {
                throw new IOException("failure " + calls);
            }
            return "done";
        };
    }

    @Test
    void a_task_that_succeeds_is_called_once() throws Exception {
        assertThat(policy().build().call(failing(0))).isEqualTo("done");
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void a_task_is_tried_until_it_succeeds_with_growing_pauses() throws Exception {
        Backoff backoff = Backoff.exponential(Duration.ofNanos(5), 2, Duration.ofNanos(100));

        assertThat(policy().maxAttempts(4).backoff(backoff).build().call(failing(3)))
                .isEqualTo("done");

        assertThat(time.slept).containsExactly(5L, 10L, 20L);
    }

    @Test
    void the_last_failure_is_thrown_and_carries_the_earlier_ones() {
        assertThatThrownBy(() -> policy().maxAttempts(3).build().call(failing(9)))
                .isInstanceOf(IOException.class)
                .hasMessage("failure 3")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("failure 2"))
                .satisfies(e ->
                        assertThat(e.getSuppressed()[0].getSuppressed()[0])
                                .hasMessage("failure 1"));
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void a_task_that_throws_the_same_exception_again_is_no_trouble() {
        IOException same = new IOException("same");

        assertThatThrownBy(() ->
                        policy().build()
                                .call(() -> {
                                    throw same;
                                }))
                .isSameAs(same)
                .hasNoSuppressedExceptions();
    }

    @Test
    void an_exception_that_is_not_to_be_retried_is_thrown_at_once() {
        RetryPolicy policy = policy().retryOn(e -> e instanceof IllegalStateException).build();

        assertThatThrownBy(() -> policy.call(failing(9))).hasMessage("failure 1");
    }

    @Test
    void errors_interrupts_and_the_end_of_a_channel_are_never_retried() {
        RetryPolicy policy = policy().maxAttempts(100).build();

        for (Throwable failure :
                List.of(
                        new AssertionError(),
                        new InterruptedException(),
                        new ClosedException("closed", null))) {
            assertThat(policy.start().afterFailure(failure))
                    .isEqualTo(new GiveUp(failure.getClass().getName() + " is never retried"));
        }
    }

    @Test
    void no_attempt_begins_after_the_time_for_all_of_them() {
        RetryPolicy policy =
                policy().maxAttempts(100)
                        .backoff(Backoff.fixed(Duration.ofNanos(30)))
                        .maxElapsed(Duration.ofNanos(100))
                        .build();

        assertThatThrownBy(() -> policy.call(failing(1_000))).hasMessage("failure 4");
        assertThat(time.slept).containsExactly(30L, 30L, 30L);
    }

    @Test
    void attempts_tell_others_what_to_do() {
        RetryPolicy.Attempts attempts =
                policy().maxAttempts(2).backoff(Backoff.fixed(Duration.ofNanos(7))).build().start();

        assertThat(attempts.afterFailure(new IOException())).isEqualTo(new Retry(7));
        assertThat(attempts.afterFailure(new IOException()))
                .isEqualTo(new GiveUp("attempt 2 of 2 failed"));
    }

    @Test
    void an_interrupt_during_a_pause_ends_the_attempts() {
        RetryPolicy policy =
                RetryPolicy.builder().backoff(Backoff.fixed(Duration.ofDays(1))).build();
        Callable<String> task =
                () -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("failure");
                };

        assertThatThrownBy(() -> policy.call(task))
                .isInstanceOf(InterruptedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("failure"));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void bad_numbers_are_refused_with_their_value_and_bound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().maxAttempts(0))
                .withMessage("maxAttempts is 0, must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().maxElapsed(Duration.ZERO))
                .withMessage("maxElapsed is PT0S, must be positive");
    }
}
