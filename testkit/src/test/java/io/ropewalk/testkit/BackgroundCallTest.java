package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

class BackgroundCallTest {
    private final CountDownLatch latch = new CountDownLatch(1);

    @Test
    void returnsWhatTheCallReturns() throws Exception {
        BackgroundCall<String> call = BackgroundCall.of(() -> "done");

        assertThat(call.result()).isEqualTo("done");
        assertThat(call.isDone()).isTrue();
        assertThat(call).hasToString("the call returned done");
    }

    @Test
    void throwsWhatTheCallThrows() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        BackgroundCall<String> call =
                BackgroundCall.of(
                        (Callable<String>)
                                () -> {
                                    throw failure;
                                });

        assertThat(call.failure()).isSameAs(failure);
        assertThatThrownBy(call::result).isSameAs(failure);
    }

    @Test
    void complainsWhenAnExpectedFailureIsMissing() {
        BackgroundCall<String> call = BackgroundCall.of(() -> "done");

        assertThatThrownBy(call::failure).isInstanceOf(AssertionError.class);
    }

    @Test
    void seesTheCallFallAsleep() throws Exception {
        BackgroundCall<@Nullable Void> call = BackgroundCall.of(() -> latch.await());

        call.awaitAsleep();
        assertThat(call.isDone()).isFalse();
        latch.countDown();

        assertThat(call.result()).isNull();
    }

    @Test
    void complainsWhenTheCallEndsInsteadOfSleeping() {
        BackgroundCall<String> call = BackgroundCall.of(() -> "done");

        assertThatThrownBy(call::awaitAsleep)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("returned done");
    }

    @Test
    void complainsWhenTheCallSpinsInsteadOfSleeping() throws Exception {
        BackgroundCall<@Nullable Void> call =
                impatient(() -> {
                    while (latch.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                });

        assertThatThrownBy(call::awaitAsleep)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is not asleep");
        latch.countDown();
    }

    @Test
    void complainsWhenTheCallDoesNotEnd() throws Exception {
        BackgroundCall<@Nullable Void> call = impatient(latch::await);

        assertThatThrownBy(call::result)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not end");
        latch.countDown();
    }

    @Test
    void tellsWhetherAnInterruptWasLeftPending() {
        BackgroundCall<@Nullable Void> cleared = BackgroundCall.of(() -> latch.await());
        cleared.interrupt();
        BackgroundCall<@Nullable Void> kept =
                BackgroundCall.of(() -> Thread.currentThread().interrupt());

        assertThat(cleared.failure()).isInstanceOf(InterruptedException.class);
        assertThat(cleared.leftInterruptPending()).isFalse();
        assertThat(kept.leftInterruptPending()).isTrue();
    }

    private static BackgroundCall<@Nullable Void> impatient(BackgroundCall.Action body) {
        return BackgroundCall.of(
                body.toCallable(), StrandKind.PLATFORM.threads(), Duration.ofMillis(50));
    }
}
