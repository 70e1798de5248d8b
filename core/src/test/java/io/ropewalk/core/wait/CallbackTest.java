package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Waits without a strand. */
@Timeout(60)
class CallbackTest {
    private final Permits permits = new Permits(0);
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void whatIsThereIsGrantedAtOnce() {
        permits.releaseInSilence(1);

        CallbackWaiter waiter = register();

        assertThat(waiter.state()).isEqualTo(Outcome.GRANTED.state);
        assertThat(outcomes).containsExactly(Outcome.GRANTED);
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void whatComesLaterIsGrantedByWhoeverBringsIt() {
        register();
        assertThat(outcomes).isEmpty();
        assertThat(permits.announced()).isTrue();

        permits.release();

        assertThat(outcomes).containsExactly(Outcome.GRANTED);
        assertThat(permits.announced()).isFalse();
        assertThat(permits.queue.waiters()).isZero();
    }

    @Test
    void aSignalWithoutAnythingToGetLeavesItWaiting() {
        register();

        permits.queue.wake(1);

        assertThat(outcomes).isEmpty();
        assertThat(permits.queue.waiters()).isEqualTo(1);
        assertThat(permits.announced()).isTrue();
    }

    @Test
    void theEndIsTold() {
        register();
        register();

        permits.close();

        assertThat(outcomes).containsExactly(Outcome.CLOSED, Outcome.CLOSED);
    }

    @Test
    void aCancelBeforeAGrantIsTold() {
        CallbackWaiter waiter = register();

        assertThat(waiter.cancel()).isTrue();

        assertThat(outcomes).containsExactly(Outcome.CANCELLED);
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void aCancelAfterAGrantChangesNothing() {
        CallbackWaiter waiter = register();
        permits.release();

        assertThat(waiter.cancel()).isFalse();

        assertThat(outcomes).containsExactly(Outcome.GRANTED);
    }

    @Test
    void aCancelDuringAGrantThatSucceedsChangesNothing() {
        AtomicReference<CallbackWaiter> self = new AtomicReference<>();
        self.set(
                register(() -> {
                    if (self.get() == null) {
                        return Attempt.Progress.NOT_YET;
                    }
                    assertThat(self.get().cancel()).isFalse();
                    return permits.attempt();
                }));

        permits.release();

        assertThat(outcomes).containsExactly(Outcome.GRANTED);
    }

    @Test
    void aCancelDuringAGrantThatFailsIsTold() {
        AtomicReference<CallbackWaiter> self = new AtomicReference<>();
        self.set(
                register(() -> {
                    if (self.get() != null) {
                        self.get().cancel();
                    }
                    return Attempt.Progress.NOT_YET;
                }));

        permits.queue.wake(1);

        assertThat(outcomes).containsExactly(Outcome.CANCELLED);
        assertThat(permits.queue.waiters()).isZero();
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void aSignalDuringAGrantThatFailsIsNotMissed() {
        AtomicInteger attempts = new AtomicInteger();
        register(() -> {
            Attempt.Progress progress = permits.attempt();
            if (attempts.incrementAndGet() == 2) {
                permits.release(); // finds the list empty
            }
            return progress;
        });

        permits.queue.wake(1);

        assertThat(outcomes).containsExactly(Outcome.GRANTED);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aSignalDuringTheFirstAttemptIsNotMissed() {
        AtomicInteger attempts = new AtomicInteger();
        register(() -> {
            Attempt.Progress progress = permits.attempt();
            if (attempts.incrementAndGet() == 1) {
                permits.release();
            }
            return progress;
        });

        assertThat(outcomes).containsExactly(Outcome.GRANTED);
    }

    @Test
    void aSignalToAllDuringAGrantThatFailsIsNotMissed() {
        AtomicInteger attempts = new AtomicInteger();
        register(() -> {
            Attempt.Progress progress = permits.attempt();
            if (attempts.incrementAndGet() == 2) {
                permits.close(); // finds the list empty
            }
            return progress;
        });

        permits.queue.wake(1);

        assertThat(outcomes).containsExactly(Outcome.CLOSED);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void theExceptionOfAnAttemptReachesTheCompletion() {
        AtomicInteger attempts = new AtomicInteger();
        CallbackWaiter waiter =
                register(() -> {
                    if (attempts.incrementAndGet() == 2) {
                        throw new IllegalStateException("attempt");
                    }
                    return Attempt.Progress.NOT_YET;
                });

        permits.queue.wake(1);

        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(waiter.state()).isEqualTo(Outcome.CANCELLED.state);
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void theExceptionOfACompletionIsReportedAndSparesWhoeverGranted() {
        permits.acquire(
                (outcome, failure) -> {
                    throw new IllegalStateException("thrown by a completion");
                },
                null);

        String log = logOf(permits::release);

        assertThat(log).contains("a completion failed").contains("thrown by a completion");
        assertThat(permits.queue.waiters()).isZero();
    }

    @Test
    void aCompletionRunsInItsExecutor() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        permits.acquire((outcome, failure) -> outcomes.add(outcome), tasks::add);

        permits.release();

        assertThat(outcomes).isEmpty();
        tasks.remove().run();
        assertThat(outcomes).containsExactly(Outcome.GRANTED);
    }

    @Test
    void aCompletionWhoseExecutorRefusesItRunsInTheThreadThatGranted() {
        permits.acquire(
                (outcome, failure) -> outcomes.add(outcome),
                task -> {
                    throw new RejectedExecutionException("shut down");
                });
        register();

        assertThatCode(() -> permits.release(2)).doesNotThrowAnyException();

        assertThat(outcomes).containsExactly(Outcome.GRANTED, Outcome.GRANTED);
    }

    @Test
    void aCompletionThatThrowsInADirectExecutorRunsOnce() {
        AtomicInteger runs = new AtomicInteger();
        permits.acquire(
                (outcome, failure) -> {
                    runs.incrementAndGet();
                    throw new RejectedExecutionException("from the completion itself");
                },
                Runnable::run);

        String log = logOf(permits::release);

        assertThat(runs).hasValue(1);
        assertThat(log).contains("from the completion itself");
    }

    @Test
    void aHundredThousandAreCancelledInRandomOrderQuickly() {
        List<CallbackWaiter> waiters = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            waiters.add(register());
        }
        Collections.shuffle(waiters, new Random(7));

        long start = System.nanoTime();
        waiters.forEach(CallbackWaiter::cancel);
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertThat(outcomes).hasSize(100_000).containsOnly(Outcome.CANCELLED);
        assertThat(permits.queue.waiters()).isZero();
        // A walk of the list for each would take 5 * 10^9 steps, more than ten seconds.
        assertThat(millis).isLessThan(3_000);
    }

    private CallbackWaiter register() {
        return register(permits::attempt);
    }

    private CallbackWaiter register(Attempt attempt) {
        return permits.queue.register(
                "callback",
                attempt,
                (outcome, failure) -> {
                    if (failure == null) {
                        outcomes.add(outcome);
                    } else {
                        failures.add(failure);
                    }
                },
                null);
    }

    /** What is logged while {@code action} runs. */
    static String logOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
