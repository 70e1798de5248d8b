package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** What the waiters of a queue wait for, one each. */
final class Permits extends AtomicInteger {
    private static final long serialVersionUID = 1L;

    /** A wait has not ended. */
    static final int WAITS = 0;

    /** A wait got its permit. */
    static final int GRANTED = 1;

    /** A wait was given up. */
    static final int GIVEN_UP = 2;

    final transient WaitQueue queue = new TestQueue();

    /** Tells of a callback how it ended; above 9 if it was told more than once. */
    static final class Told extends AtomicInteger
            implements BiConsumer<@Nullable Outcome, @Nullable Throwable> {
        private static final long serialVersionUID = 1L;

        @Override
        public void accept(@Nullable Outcome outcome, @Nullable Throwable failure) {
            int how = outcome == Outcome.GRANTED ? GRANTED : GIVEN_UP;
            accumulateAndGet(how, (before, now) -> before * 10 + now);
        }
    }

    /** Takes a permit if there is one. */
    Attempt.Progress take() {
        while (true) {
            int left = get();
            if (left == 0) {
                return Attempt.Progress.NOT_YET;
            }
            if (compareAndSet(left, left - 1)) {
                return Attempt.Progress.DONE;
            }
        }
    }

    void release() {
        getAndIncrement();
        queue.wake(1);
    }

    CallbackWaiter register(Told told) {
        return queue.register("callback", this::take, told, null);
    }
}
