package io.ropewalk.core.wait;

import static io.ropewalk.core.wait.Waiter.CLAIMED;
import static io.ropewalk.core.wait.Waiter.WAITING;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.atomic.AtomicReference;

/** Every arrow of the drawing in {@link Waiter}. */
@Timeout(60)
class WaiterStatesTest {
    private final Permits permits = new Permits(0);

    @Test
    void aStrandWaitsInTheStateWaiting() {
        Sleeper sleeper = new Sleeper(Deadline.NEVER);

        assertThat(sleeper.waiter().state()).isEqualTo(WAITING);
        assertThat(permits.queue.waiters()).isEqualTo(1);
        assertThat(permits.announced()).isTrue();

        permits.release();
        sleeper.ends();
    }

    @Test
    void aWakerClaimsAndTheAttemptGrants() {
        Sleeper sleeper = new Sleeper(Deadline.NEVER);

        permits.release();

        assertThat(sleeper.ends()).isEqualTo(Outcome.GRANTED);
        assertThat(sleeper.waiter().state()).isEqualTo(Outcome.GRANTED.state);
        assertNobodyWaits();
    }

    @Test
    void aClaimedWaiterIsNoLongerInTheList() {
        CallbackWaiter waiter =
                permits.queue.register("c", () -> Attempt.Progress.NOT_YET, (o, e) -> {}, null);
        assertThat(waiter.state()).isEqualTo(WAITING);
        AtomicReference<String> seen = new AtomicReference<>();
        AtomicReference<CallbackWaiter> claimed = new AtomicReference<>();
        claimed.set(
                permits.queue.register(
                        "d",
                        () -> {
                            if (claimed.get() != null) {
                                seen.set(claimed.get().state() + " " + permits.queue.waiters());
                            }
                            return Attempt.Progress.NOT_YET;
                        },
                        (o, e) -> {},
                        null));
        waiter.cancel();

        permits.queue.wake(1);

        assertThat(seen).hasValue(CLAIMED + " 0");
        assertThat(permits.announced()).isTrue();
        assertThat(claimed.get().state()).isEqualTo(WAITING);
        assertThat(permits.queue.waiters()).isEqualTo(1);
    }

    @Test
    void aClaimWhoseAttemptFailsGoesBackToWaiting() {
        Sleeper sleeper = new Sleeper(Deadline.NEVER);

        permits.queue.wake(1);
        Running.await(() -> permits.queue.waiters() == 1);
        sleeper.running.awaitAsleepIn(permits.queue);

        assertThat(sleeper.waiter().state()).isEqualTo(WAITING);
        assertThat(permits.announced()).isTrue();
        permits.release();
        assertThat(sleeper.ends()).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aDeadlineTimesOut() {
        Sleeper sleeper = new Sleeper(Deadline.afterNanos(1_000_000, TimeSource.system()));

        assertThat(sleeper.ends()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(sleeper.waiter().state()).isEqualTo(Outcome.TIMED_OUT.state);
        assertNobodyWaits();
    }

    @Test
    void aDeadlineThatHasPassedEndsTheWaitWithoutASleep() {
        Sleeper sleeper = new Sleeper(Deadline.afterNanos(0, TimeSource.system()));

        assertThat(sleeper.ends()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(permits.queue.sleeps()).isZero();
        assertNobodyWaits();
    }

    @Test
    void anInterruptEndsTheWait() {
        Sleeper sleeper = new Sleeper(Deadline.NEVER);

        sleeper.running.interrupt();

        assertThat(sleeper.ends()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(sleeper.waiter().state()).isEqualTo(Outcome.INTERRUPTED.state);
        assertThat(sleeper.interruptedAfterwards).isFalse();
        assertNobodyWaits();
    }

    @Test
    void aCloseEndsTheWait() {
        Sleeper sleeper = new Sleeper(Deadline.NEVER);

        permits.close();

        assertThat(sleeper.ends()).isEqualTo(Outcome.CLOSED);
        assertThat(sleeper.waiter().state()).isEqualTo(Outcome.CLOSED.state);
        assertNobodyWaits();
    }

    @Test
    void aCancelEndsACallback() {
        CallbackWaiter waiter =
                permits.queue.register("c", permits::attempt, (outcome, failure) -> {}, null);

        assertThat(waiter.cancel()).isTrue();

        assertThat(waiter.state()).isEqualTo(Outcome.CANCELLED.state);
        assertThat(waiter.cancel()).isFalse();
        assertNobodyWaits();
    }

    @Test
    void anAttemptThatThrowsLeavesTheQueue() {
        StrandWaiter waiter =
                new StrandWaiter(
                        permits.queue,
                        Strand.current(),
                        () -> {
                            throw new IllegalStateException("attempt");
                        },
                        Deadline.NEVER);

        assertThatThrownBy(waiter::run).isInstanceOf(IllegalStateException.class);

        assertThat(waiter.state()).isEqualTo(Outcome.CANCELLED.state);
        assertNobodyWaits();
    }

    @Test
    void aTerminalStateIsNotClaimed() {
        CallbackWaiter waiter =
                permits.queue.register("c", permits::attempt, (outcome, failure) -> {}, null);
        waiter.cancel();

        permits.release();

        assertThat(waiter.state()).isEqualTo(Outcome.CANCELLED.state);
        assertThat(permits.available()).isEqualTo(1);
    }

    private void assertNobodyWaits() {
        assertThat(permits.queue.waiters()).isZero();
        assertThat(permits.announced()).isFalse();
    }

    /** A thread that waits for a permit, and its waiter. */
    private final class Sleeper {
        final AtomicReference<StrandWaiter> waiter = new AtomicReference<>();
        final Running<Outcome> running;
        volatile boolean interruptedAfterwards;

        Sleeper(Deadline deadline) {
            running =
                    Running.start(() -> {
                        Strand self = Strand.current();
                        waiter.set(
                                new StrandWaiter(permits.queue, self, permits::attempt, deadline));
                        Outcome outcome = waiter.get().run();
                        interruptedAfterwards = Thread.currentThread().isInterrupted();
                        return outcome;
                    });
            if (!deadline.isBounded()) {
                running.awaitAsleepIn(permits.queue);
            }
        }

        StrandWaiter waiter() {
            return waiter.get();
        }

        Outcome ends() {
            return running.result();
        }
    }
}
