package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Virtual threads in the kernel. */
@Timeout(240)
class KernelVirtualTest {
    private final Permits permits = new Permits(0);

    @Test
    void aVirtualThreadIsAStrandThatNeitherSpinsNorLooks() {
        Running<Boolean> virtual =
                start(() -> Strand.current().isPlatformThread() || Strand.maySpin());

        assertThat(virtual.result()).isFalse();
    }

    @Test
    void aVirtualThreadWithoutANameHasOneInReports() {
        assertThat(start(() -> Strand.current().name()).result()).startsWith("thread ");
    }

    @Test
    void aSpinnerMakesNoTriesInAVirtualThread() {
        assertThat(start(() -> new Spinner(200, 2, 16, () -> 0).tries()).result()).isZero();
    }

    @Test
    void aVirtualThreadIsWokenInterruptedAndTimedOut() {
        Running<Outcome> granted = asleep(() -> permits.acquire());
        permits.release();
        assertThat(granted.result()).isEqualTo(Outcome.GRANTED);

        Running<Outcome> interrupted = asleep(() -> permits.acquire());
        interrupted.interrupt();
        assertThat(interrupted.result()).isEqualTo(Outcome.INTERRUPTED);

        Running<Outcome> timedOut =
                start(() -> permits.acquire(Deadline.after(Duration.ofMillis(1))));
        assertThat(timedOut.result()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(permits.queue.waiters()).isZero();
    }

    @Test
    void theFirstVirtualThreadMakesThePublisherFence() {
        Cell<String> cell = new Cell<>(false);
        assertThat(cell.items.recheckNanos(4)).isLessThan(Long.MAX_VALUE);
        Running<String> taker = start(() -> cell.take(Deadline.NEVER));
        taker.awaitAsleepIn(cell.items);

        assertThat(cell.items.recheckNanos(4)).isEqualTo(Long.MAX_VALUE);
        assertThat(cell.tryPut("item")).isTrue();

        assertThat(taker.result()).isEqualTo("item");
        assertThat(cell.items.recheckNanos(0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aVirtualThreadFindsWhatItsPublisherForgotToSay() {
        Cell<String> cell = new Cell<>(false);
        Running<String> taker = start(() -> cell.take(Deadline.NEVER));
        taker.awaitAsleepIn(cell.items);

        cell.putInSilence("item");

        assertThat(taker.result()).isEqualTo("item");
        assertThat(cell.items.rescues()).isEqualTo(1);
    }

    @Test
    void tenThousandVirtualThreadsAreGrantedOnePermitAfterAnother() {
        List<Running<Outcome>> waiters = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            waiters.add(
                    start(() -> {
                        Outcome outcome = permits.acquire();
                        permits.release();
                        return outcome;
                    }));
        }

        permits.release();

        for (Running<Outcome> waiter : waiters) {
            assertThat(waiter.result(60)).isEqualTo(Outcome.GRANTED);
        }
        assertThat(permits.available()).isEqualTo(1);
    }

    @Test
    void aHerdOfVirtualThreadsFindsBackToItsPlaces() {
        List<Running<Outcome>> waiters = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            waiters.add(start(permits::acquire));
        }
        Running.await(() -> permits.queue.waiters() == 5_000);

        permits.queue.wakeAll();
        permits.release(5_000);

        for (Running<Outcome> waiter : waiters) {
            assertThat(waiter.result(60)).isEqualTo(Outcome.GRANTED);
        }
        assertThat(permits.available()).isZero();
    }

    @Test
    void permitsSurviveAStorm() {
        new PermitStorm(Effort.STORM_OPERATIONS, Effort.SEED, Thread::startVirtualThread).run();
    }

    @Test
    void itemsPassACellWhoseSleepersAreVirtual() {
        new CellStorm(false, Effort.STORM_OPERATIONS / 4, Effort.SEED, Thread::startVirtualThread)
                .run();
    }

    @Test
    void itemsPassACellWhosePublishersFence() {
        new CellStorm(true, Effort.STORM_OPERATIONS / 4, Effort.SEED, Thread::startVirtualThread)
                .run();
    }

    private static <T> Running<T> start(Callable<T> body) {
        return Running.start(body, Thread::startVirtualThread);
    }

    private <T> Running<T> asleep(Callable<T> body) {
        Running<T> running = start(body);
        running.awaitAsleepIn(permits.queue);
        return running;
    }
}
