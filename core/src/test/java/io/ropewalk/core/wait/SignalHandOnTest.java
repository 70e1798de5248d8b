package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.atomic.AtomicInteger;

/** A signal that its receiver does not use goes to the next one that waits. */
@Timeout(60)
class SignalHandOnTest {
    private final Permits permits = new Permits(0);
    private final ManualTime time = new ManualTime();
    private final ScriptedStrand first = ScriptedStrand.likeAVirtualThread();

    /** Attempts of whoever waits behind the first strand: one by itself, one for each signal. */
    private final AtomicInteger attemptsOfNext = new AtomicInteger();

    private CallbackWaiter next;

    @BeforeEach
    void nobodyHasMadeAnAttempt() {
        assertThat(attemptsOfNext).hasValue(0);
    }

    @Test
    void aStrandWhoseTimeIsUpPassesItOn() {
        Outcome outcome =
                firstWaits(
                        () -> Attempt.Progress.NOT_YET,
                        () ->
                                first.afterLook(() -> {
                                    permits.queue.wake(1);
                                    time.advance(10);
                                }));

        assertThat(outcome).isEqualTo(Outcome.TIMED_OUT);
        assertNextGotASignal();
    }

    @Test
    void aStrandWhoseTimeIsUpBeforeAnySignalHasNoneToPassOn() {
        Outcome outcome = firstWaits(() -> Attempt.Progress.NOT_YET, () -> time.advance(10));

        assertThat(outcome).isEqualTo(Outcome.TIMED_OUT);
        assertThat(attemptsOfNext).hasValue(1);
    }

    @Test
    void anInterruptedStrandPassesItOn() {
        Outcome outcome =
                firstWaits(
                        () -> Attempt.Progress.NOT_YET,
                        () ->
                                first.afterLook(() -> {
                                    permits.queue.wake(1);
                                    first.interrupt();
                                }));

        assertThat(outcome).isEqualTo(Outcome.INTERRUPTED);
        assertNextGotASignal();
    }

    @Test
    void aStrandWhoseEarlierAttemptSucceededPassesItOn() {
        Outcome outcome =
                firstWaits(() -> {
                    if (next == null) {
                        nextWaits();
                        permits.queue.wake(1); // claims first, in the middle of its attempt
                    }
                    return Attempt.Progress.DONE;
                });

        assertThat(outcome).isEqualTo(Outcome.GRANTED);
        assertNextGotASignal();
    }

    @Test
    void aStrandThatUsedItKeepsIt() {
        Outcome outcome = firstWaits(permits::attempt, permits::release);

        assertThat(outcome).isEqualTo(Outcome.GRANTED);
        assertThat(attemptsOfNext).hasValue(1);
    }

    @Test
    void aStrandWhoseAttemptThrowsPassesItOn() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() ->
                        firstWaits(
                                () -> {
                                    if (attempts.incrementAndGet() == 2) {
                                        throw new IllegalStateException("attempt");
                                    }
                                    return Attempt.Progress.NOT_YET;
                                },
                                () -> permits.queue.wake(1)))
                .isInstanceOf(IllegalStateException.class);

        assertNextGotASignal();
    }

    @Test
    void aStrandThatFindsTheEndPassesItOn() {
        Outcome outcome =
                firstWaits(
                        permits::attempt,
                        () -> {
                            permits.queue.wake(1);
                            permits.closeInSilence();
                        });

        assertThat(outcome).isEqualTo(Outcome.CLOSED);
        assertThat(next.state()).isEqualTo(Outcome.CLOSED.state);
    }

    @Test
    void aStrandThatLeavesWhileItsLastAttemptRunsPassesOnASignalThatCameMeanwhile() {
        AtomicInteger attempts = new AtomicInteger();

        Outcome outcome =
                firstWaits(
                        () -> {
                            if (attempts.incrementAndGet() == 2) {
                                permits.queue.wake(1);
                            }
                            return Attempt.Progress.NOT_YET;
                        },
                        () -> time.advance(10));

        assertThat(outcome).isEqualTo(Outcome.TIMED_OUT);
        assertNextGotASignal();
    }

    @Test
    void aStrandThatCannotBeWokenLeavesItsSignalToTheNext() {
        first.onUnpark =
                () -> {
                    throw new IllegalStateException("cannot be woken");
                };
        String[] log = {""};

        Outcome outcome =
                firstWaits(
                        permits::attempt,
                        () -> {
                            permits.releaseInSilence(1);
                            log[0] = CallbackTest.logOf(() -> permits.queue.wake(1));
                        },
                        permits::release);

        assertThat(log[0]).contains("could not signal scripted").contains("cannot be woken");
        assertThat(next.state()).isEqualTo(Outcome.GRANTED.state);
        assertThat(outcome).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aStrandThatCannotBeWokenLeavesItsShareOfAWakeOfSeveralToTheNext() {
        first.onUnpark =
                () -> {
                    throw new IllegalStateException("cannot be woken");
                };
        AtomicInteger granted = new AtomicInteger();

        Outcome outcome =
                firstWaits(
                        permits::attempt,
                        () -> {
                            permits.acquire((how, failure) -> granted.incrementAndGet(), null);
                            permits.releaseInSilence(2);
                            CallbackTest.logOf(() -> permits.queue.wake(2));
                        },
                        permits::release);

        assertThat(next.state()).isEqualTo(Outcome.GRANTED.state);
        assertThat(granted).hasValue(1);
        assertThat(outcome).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aStrandThatIsSignalledAgainAndAgainInVainEndsAtItsDeadline() {
        AtomicInteger attempts = new AtomicInteger();

        Outcome outcome =
                new StrandWaiter(
                                permits.queue,
                                first,
                                () -> inVain(attempts, () -> time.advance(10)),
                                Deadline.afterNanos(10, time))
                        .run();

        assertThat(outcome).isEqualTo(Outcome.TIMED_OUT);
        assertThat(first.parks).isEmpty();
        assertThat(permits.queue.waiters()).isZero();
    }

    @Test
    void aStrandThatIsSignalledAgainAndAgainInVainEndsOnAnInterrupt() {
        AtomicInteger attempts = new AtomicInteger();

        Outcome outcome =
                new StrandWaiter(
                                permits.queue,
                                first,
                                () -> inVain(attempts, first::interrupt),
                                Deadline.NEVER)
                        .run();

        assertThat(outcome).isEqualTo(Outcome.INTERRUPTED);
        assertThat(first.interrupted).isFalse();
        assertThat(first.parks).isEmpty();
    }

    /** Somebody signals during each attempt, but what it was for is gone. */
    private Attempt.Progress inVain(AtomicInteger attempts, Runnable atTheFifth) {
        int count = attempts.incrementAndGet();
        if (count == 5) {
            atTheFifth.run();
        }
        if (count > 100) {
            throw new AssertionError("goes on and on");
        }
        permits.queue.wake(1);
        return Attempt.Progress.NOT_YET;
    }

    @Test
    void aCallbackWhoseAttemptThrowsPassesItOn() {
        AtomicInteger attempts = new AtomicInteger();
        permits.queue.register(
                "thrower",
                () -> {
                    if (attempts.incrementAndGet() == 2) {
                        throw new IllegalStateException("attempt");
                    }
                    return Attempt.Progress.NOT_YET;
                },
                (outcome, failure) -> {},
                null);
        nextWaits();

        permits.queue.wake(1);

        assertNextGotASignal();
    }

    @Test
    void aCallbackThatIsCancelledDuringItsGrantPassesItOn() {
        AtomicInteger attempts = new AtomicInteger();
        CallbackWaiter[] cancelled = new CallbackWaiter[1];
        cancelled[0] =
                permits.queue.register(
                        "cancelled",
                        () -> {
                            if (attempts.incrementAndGet() == 2) {
                                assertThat(cancelled[0].cancel()).isFalse();
                            }
                            return Attempt.Progress.NOT_YET;
                        },
                        (outcome, failure) -> {},
                        null);
        nextWaits();

        permits.queue.wake(1);

        assertThat(cancelled[0].state()).isEqualTo(Outcome.CANCELLED.state);
        assertNextGotASignal();
    }

    /** Waits in this thread; the second in line joins during the first park. */
    private Outcome firstWaits(Attempt attempt, Runnable... parks) {
        for (Runnable park : parks) {
            first.during(() -> {
                if (next == null) {
                    nextWaits();
                }
                park.run();
            });
        }
        return new StrandWaiter(permits.queue, first, attempt, Deadline.afterNanos(10, time)).run();
    }

    private void nextWaits() {
        next =
                permits.queue.register(
                        "next",
                        () -> {
                            attemptsOfNext.incrementAndGet();
                            return permits.attempt();
                        },
                        (outcome, failure) -> {},
                        null);
    }

    private void assertNextGotASignal() {
        assertThat(attemptsOfNext.get()).isEqualTo(2);
    }
}
