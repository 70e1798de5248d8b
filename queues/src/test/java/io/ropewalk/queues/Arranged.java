package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.Users;

import java.time.Duration;
import java.util.Comparator;

/**
 * The buffers that keep their items in another arrangement, built so that they come out as first
 * in, first out: for the suites and storms of what does that.
 */
enum Arranged {
    KEYED {
        @Override
        <T> Buffer<T> build(ChannelSpec<T> spec, WaitPolicy policy) {
            return SpecifiedBuffers.builder(spec, policy)
                    .conflateBy(item -> new Object())
                    .removable()
                    .build();
        }
    },
    PRIORITY {
        @Override
        <T> Buffer<T> build(ChannelSpec<T> spec, WaitPolicy policy) {
            return PriorityBuffer.<T>builder(spec.capacity(), Comparator.comparingInt(item -> 0))
                    .waitPolicy(policy)
                    .timeSource(spec.timeSource())
                    .onUndelivered(spec.onUndelivered())
                    .build();
        }
    },
    DELAY {
        @Override
        <T> Buffer<T> build(ChannelSpec<T> spec, WaitPolicy policy) {
            return delay(spec, policy, Duration.ZERO);
        }
    };

    abstract <T> Buffer<T> build(ChannelSpec<T> spec, WaitPolicy policy);

    final <T> Buffer<T> build(int capacity) {
        ChannelSpec<T> spec =
                new ChannelSpec<>(
                        capacity, Users.MANY, Users.MANY, item -> {}, TimeSource.system());
        return build(spec, WaitPolicy.SLEEPER_FENCES);
    }

    /** With the same delay for all, which keeps their order too. */
    static <T> DelayBuffer<T> delay(ChannelSpec<T> spec, WaitPolicy policy, Duration delay) {
        return DelayBuffer.<T>builder(spec.capacity(), item -> delay)
                .waitPolicy(policy)
                .timeSource(spec.timeSource())
                .onUndelivered(spec.onUndelivered())
                .build();
    }
}
