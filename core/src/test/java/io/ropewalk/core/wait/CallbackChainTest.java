package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/** Callbacks that set each other off, in numbers that no stack would hold. */
@Timeout(60)
class CallbackChainTest {
    private static final int MILLION = 1_000_000;

    private int completed;

    @Test
    void completionsThatReleaseTheNextRunOneAfterAnother() {
        Permits permits = new Permits(0);
        for (int i = 0; i < MILLION; i++) {
            permits.acquire(
                    (outcome, failure) -> {
                        completed++;
                        permits.release();
                    },
                    null);
        }

        permits.release();

        assertThat(completed).isEqualTo(MILLION);
        assertThat(permits.available()).isEqualTo(1);
    }

    @Test
    void completionsInADirectExecutorRunOneAfterAnother() {
        Permits permits = new Permits(0);
        for (int i = 0; i < 100_000; i++) {
            permits.acquire(
                    (outcome, failure) -> {
                        completed++;
                        permits.release();
                    },
                    Runnable::run);
        }

        permits.release();

        assertThat(completed).isEqualTo(100_000);
    }

    @Test
    void attemptsThatWakeTheOtherSideRunOneAfterAnother() {
        Cell<Integer> cell = new Cell<>(true);
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Cell<Integer>.Taking taking = cell.taking();
            cell.items.register(
                    "taker", taking, (outcome, failure) -> taken.add(taking.taken), null);
        }
        assertThat(cell.putInSilence(-1)).isTrue();
        for (int i = 0; i < 100_000 - 1; i++) {
            cell.rooms.register("putter", cell.putting(i), (outcome, failure) -> completed++, null);
        }

        cell.items.afterPublish(1);

        assertThat(completed).isEqualTo(100_000 - 1);
        assertThat(taken).hasSize(100_000).startsWith(-1, 0, 1).endsWith(99_998);
    }

    @Test
    void theEndIsPassedOnFromOneToTheNext() {
        Permits permits = new Permits(0);
        for (int i = 0; i < 100_000; i++) {
            permits.acquire((outcome, failure) -> completed++, null);
        }
        permits.closeInSilence();

        permits.queue.wake(1);

        assertThat(completed).isEqualTo(100_000);
    }

    @Test
    void attemptsThatThrowPassTheSignalOnOneAfterAnother() {
        Permits permits = new Permits(0);
        boolean[] armed = {false};
        for (int i = 0; i < 100_000; i++) {
            permits.queue.register(
                    "thrower",
                    () -> {
                        if (armed[0]) {
                            throw new IllegalStateException("attempt");
                        }
                        return Attempt.Progress.NOT_YET;
                    },
                    (outcome, failure) -> completed++,
                    null);
        }
        armed[0] = true;

        permits.queue.wake(1);

        assertThat(completed).isEqualTo(100_000);
    }

    @Test
    void aWakeInsideACompletionGrantsBeforeItReturns() {
        Permits first = new Permits(0);
        Permits second = new Permits(0);
        boolean[] granted = {false};
        second.queue.register(
                "second",
                () -> {
                    Attempt.Progress progress = second.attempt();
                    granted[0] = progress == Attempt.Progress.DONE;
                    return progress;
                },
                (outcome, failure) -> {},
                null);
        boolean[] seen = {false};
        first.acquire(
                (outcome, failure) -> {
                    second.release();
                    // A completion may wait for what a grant brings; it must not be put off.
                    seen[0] = granted[0];
                },
                null);

        first.release();

        assertThat(seen[0]).isTrue();
    }
}
