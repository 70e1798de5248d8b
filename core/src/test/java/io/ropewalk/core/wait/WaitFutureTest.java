package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A wait as a future, and the ways to give it up. */
@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // they answer with the future itself
class WaitFutureTest {
    private final Permits permits = new Permits(0);

    private WaitFuture<String> start() {
        return start(permits::attempt);
    }

    private WaitFuture<String> start(Attempt attempt) {
        return WaitFuture.start(
                permits.queue, attempt, () -> "permit", () -> new IllegalStateException("the end"));
    }

    @Test
    void whatIsThereCompletesItAtOnce() {
        permits.releaseInSilence(1);

        assertThat(start()).isCompletedWithValue("permit");
    }

    @Test
    void whoeverGrantsItCompletesIt() {
        WaitFuture<String> future = start();
        assertThat(future).isNotDone();

        permits.release();

        assertThat(future).isCompletedWithValue("permit");
    }

    @Test
    void theEndFailsIt() {
        WaitFuture<String> future = start();

        permits.close();

        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the end");
    }

    @Test
    void anAttemptThatThrowsFailsIt() {
        boolean[] armed = {false};
        WaitFuture<String> future =
                start(() -> {
                    if (armed[0]) {
                        throw new IllegalStateException("attempt");
                    }
                    return Attempt.Progress.NOT_YET;
                });
        armed[0] = true;

        permits.queue.wake(1);

        assertThatThrownBy(future::join).hasRootCauseMessage("attempt");
    }

    @Test
    void eachWayToGiveItUpLeavesThePermitThereAndNoWaiter() {
        List<Consumer<WaitFuture<String>>> ways =
                List.of(
                        future -> assertThat(future.cancel(true)).isTrue(),
                        future -> assertThat(future.complete("mine")).isTrue(),
                        future ->
                                assertThat(future.completeExceptionally(new TimeoutException()))
                                        .isTrue(),
                        future -> future.completeAsync(() -> "mine"),
                        future -> future.completeAsync(() -> "mine", Runnable::run),
                        future -> future.completeOnTimeout("mine", 1, TimeUnit.NANOSECONDS),
                        future -> future.orTimeout(1, TimeUnit.NANOSECONDS));
        for (Consumer<WaitFuture<String>> way : ways) {
            WaitFuture<String> future = start();
            way.accept(future);
            Running.await(future::isDone);

            assertThat(permits.queue.waiters()).isZero();
            permits.release();
            assertThat(permits.available()).isEqualTo(1);
            assertThat(future.isDone()).isTrue();
            assertThat(permits.tryAcquire()).isTrue();
        }
    }

    @Test
    void aSupplierThatThrowsGivesItUpToo() {
        WaitFuture<String> future = start();

        future.completeAsync(
                () -> {
                    throw new IllegalStateException("supplier");
                },
                Runnable::run);

        assertThatThrownBy(future::join).hasRootCauseMessage("supplier");
        assertThat(permits.queue.waiters()).isZero();
    }

    @Test
    void nothingCompletesItAfterTheGrant() {
        WaitFuture<String> future = start();
        permits.release();

        assertThat(future.cancel(false)).isFalse();
        assertThat(future.complete("mine")).isFalse();
        assertThat(future.completeExceptionally(new TimeoutException())).isFalse();
        future.completeAsync(() -> "mine", Runnable::run);

        assertThat(future).isCompletedWithValue("permit");
    }

    @Test
    void itsResultCannotBeReplaced() {
        WaitFuture<String> future = start();

        assertThatThrownBy(() -> future.obtrudeValue("mine"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> future.obtrudeException(new TimeoutException()))
                .isInstanceOf(UnsupportedOperationException.class);

        permits.release();
        assertThat(future).isCompletedWithValue("permit");
    }

    @Test
    void cancellingTwiceAnswersTrueTwice() {
        WaitFuture<String> future = start();

        assertThat(future.cancel(false)).isTrue();
        assertThat(future.cancel(false)).isTrue();

        assertThat(future).isCancelled();
    }

    @Test
    void aCancelDuringAGrantThatSucceedsAnswersFalse() {
        AtomicReference<WaitFuture<String>> self = new AtomicReference<>();
        List<Boolean> answers = new ArrayList<>();
        self.set(
                start(() -> {
                    if (self.get() != null) {
                        answers.add(self.get().cancel(false));
                    }
                    return permits.attempt();
                }));

        permits.release();

        assertThat(answers).containsExactly(false);
        assertThat(self.get()).isCompletedWithValue("permit");
    }

    @Test
    void aCancelDuringAGrantThatFailsCancelsItAfterwards() {
        AtomicReference<WaitFuture<String>> self = new AtomicReference<>();
        List<Boolean> answers = new ArrayList<>();
        self.set(
                start(() -> {
                    if (self.get() != null) {
                        answers.add(self.get().cancel(false));
                        answers.add(self.get().complete("too late"));
                    }
                    return Attempt.Progress.NOT_YET;
                }));

        permits.queue.wake(1);

        assertThat(answers).containsExactly(false, false);
        assertThat(self.get()).isCancelled();
        assertThat(permits.queue.waiters()).isZero();
    }

    @Test
    void cancellingADependentGivesNothingUp() {
        WaitFuture<String> future = start();
        CompletableFuture<Integer> dependent = future.thenApply(String::length);

        assertThat(dependent.cancel(false)).isTrue();
        assertThat(future.copy().cancel(false)).isTrue();
        permits.release();

        assertThat(future).isCompletedWithValue("permit");
    }

    @Test
    void aFutureThatIsCancelledInADependentOfAnotherIsCancelledWithinTheCall() {
        WaitFuture<String> first = start();
        WaitFuture<String> second = start();
        List<Boolean> seen = new ArrayList<>();
        first.thenRun(() -> {
            seen.add(second.cancel(false));
            seen.add(second.isCancelled());
        });

        permits.release();

        assertThat(seen).containsExactly(true, true);
        assertThat(permits.queue.waiters()).isZero();
    }
}
