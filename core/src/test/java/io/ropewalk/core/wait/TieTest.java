package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/** A hand-over that meets a reason to give up wins. */
class TieTest {
    private final Permits permits = new Permits(0);
    private final ManualTime time = new ManualTime();
    private final ScriptedStrand strand = ScriptedStrand.likeAPlatformThread();

    @Test
    void aHandOverThatTiesWithAnInterruptIsGrantedAndTheInterruptStaysPending() {
        strand.during(() -> {
            permits.release();
            strand.interrupt();
        });

        assertThat(await(Deadline.NEVER)).isEqualTo(Outcome.GRANTED);
        assertThat(strand.interrupted).isTrue();
        assertThat(permits.available()).isZero();
    }

    @Test
    void aHandOverBetweenTheLastLookAndAnInterruptIsGranted() {
        strand.afterLook(() -> {
            permits.release();
            strand.interrupt();
        });

        assertThat(await(Deadline.NEVER)).isEqualTo(Outcome.GRANTED);
        assertThat(strand.interrupted).isTrue();
        assertThat(permits.available()).isZero();
    }

    @Test
    void aHandOverThatTiesWithTheDeadlineIsGranted() {
        strand.during(() -> {
            permits.release();
            time.advance(10);
        });

        assertThat(await(Deadline.afterNanos(10, time))).isEqualTo(Outcome.GRANTED);
        assertThat(permits.available()).isZero();
    }

    @Test
    void whatIsThereAtTheDeadlineIsTakenAlthoughNobodySaidSo() {
        strand.during(() -> {
            permits.releaseInSilence(1);
            time.advance(10);
        });

        assertThat(await(Deadline.afterNanos(10, time))).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void anInterruptBeforeTheWaitDoesNotPreventAGrant() {
        permits.releaseInSilence(1);
        strand.interrupt();

        assertThat(await(Deadline.NEVER)).isEqualTo(Outcome.GRANTED);
        assertThat(strand.interrupted).isTrue();
    }

    @Test
    void anInterruptBeforeTheWaitEndsItWhenThereIsNothing() {
        strand.interrupt();

        assertThat(await(Deadline.NEVER)).isEqualTo(Outcome.INTERRUPTED);
        assertThat(strand.interrupted).isFalse();
        assertThat(strand.parks).isEmpty();
    }

    @Test
    void anInterruptWinsOverTheDeadline() {
        strand.during(() -> {
            strand.interrupt();
            time.advance(10);
        });

        assertThat(await(Deadline.afterNanos(10, time))).isEqualTo(Outcome.INTERRUPTED);
    }

    @Test
    void aCloseThatTiesWithAnInterruptLeavesTheInterruptPending() {
        strand.during(() -> {
            permits.close();
            strand.interrupt();
        });

        assertThat(await(Deadline.NEVER)).isEqualTo(Outcome.CLOSED);
        assertThat(strand.interrupted).isTrue();
    }

    @Test
    void anInterruptStaysPendingWhenTheLastAttemptThrows() {
        AtomicInteger attempts = new AtomicInteger();
        strand.afterLook(() -> {
            permits.queue.wake(1);
            strand.interrupt();
        });

        assertThatThrownBy(() ->
                        new StrandWaiter(
                                        permits.queue,
                                        strand,
                                        () -> {
                                            if (attempts.incrementAndGet() == 2) {
                                                throw new IllegalStateException("attempt");
                                            }
                                            return Attempt.Progress.NOT_YET;
                                        },
                                        Deadline.NEVER)
                                .run())
                .isInstanceOf(IllegalStateException.class);

        assertThat(strand.interrupted).isTrue();
    }

    @Test
    void aWakeUpWithoutReasonMakesNoAttempt() {
        AtomicInteger attempts = new AtomicInteger();
        strand.during(() -> {}).during(() -> {}).during(permits::release);

        Outcome outcome =
                new StrandWaiter(
                                permits.queue,
                                strand,
                                () -> {
                                    attempts.incrementAndGet();
                                    return permits.attempt();
                                },
                                Deadline.NEVER)
                        .run();

        assertThat(outcome).isEqualTo(Outcome.GRANTED);
        assertThat(attempts).hasValue(2);
        assertThat(permits.queue.sleeps()).isEqualTo(3);
    }

    private Outcome await(Deadline deadline) {
        return new StrandWaiter(permits.queue, strand, permits::attempt, deadline).run();
    }
}
