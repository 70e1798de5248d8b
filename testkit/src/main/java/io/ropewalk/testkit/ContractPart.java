package io.ropewalk.testkit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** What the parts of all contracts have in common: calls that wait, none of which may hang. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ContractPart {
    private final List<BackgroundCall<?>> calls = new ArrayList<>();

    /** On what threads the calls are made that wait. */
    abstract StrandKind strands();

    /** How long a test waits for what should happen at once. */
    abstract Duration patience();

    static List<Integer> numbers(int from, int until) {
        return IntStream.range(from, until).boxed().toList();
    }

    /** Starts a call that may wait. */
    final <T extends @Nullable Object> BackgroundCall<T> start(Callable<? extends T> body) {
        BackgroundCall<T> call = BackgroundCall.of(body, strands().threads(), patience());
        calls.add(call);
        return call;
    }

    /** Starts a call that may wait and returns nothing. */
    final BackgroundCall<@Nullable Void> start(BackgroundCall.Action body) {
        return start(body.toCallable());
    }

    /** Starts a call and waits until it sleeps. */
    final <T extends @Nullable Object> BackgroundCall<T> startAsleep(Callable<? extends T> body) {
        BackgroundCall<T> call = start(body);
        call.awaitAsleep();
        return call;
    }

    /** Starts a call that returns nothing and waits until it sleeps. */
    final BackgroundCall<@Nullable Void> startAsleep(BackgroundCall.Action body) {
        return startAsleep(body.toCallable());
    }

    /** Makes a call that should return at once, without hanging when it does not. */
    final <T extends @Nullable Object> T soon(Callable<? extends T> body) throws Exception {
        return this.<T>start(body).result();
    }

    /** Makes a call that should throw at once, without hanging when it does not. */
    final Throwable failureOf(BackgroundCall.Action body) {
        return start(body).failure();
    }

    @AfterEach
    void stopCalls() {
        calls.forEach(BackgroundCall::interrupt);
    }
}
