package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;

import java.util.function.Consumer;

/** The algorithms without a lock around each call, for tests of what happens inside. */
enum Algorithm {
    ONE_TO_ONE(Parties.ONE, Parties.ONE, false),
    ONE_TO_MANY(Parties.ONE, Parties.MANY, false),
    MANY_TO_ONE(Parties.MANY, Parties.ONE, false),
    MANY_TO_MANY(Parties.MANY, Parties.MANY, false),
    GATED_TO_ONE(Parties.MANY, Parties.ONE, true),
    GATED_TO_MANY(Parties.MANY, Parties.MANY, true),
    LONGS_ONE_TO_ONE(Parties.ONE, Parties.ONE, false),
    LONGS_MANY_TO_MANY(Parties.MANY, Parties.MANY, false);

    final Parties producers;
    final Parties consumers;
    private final boolean gated;

    Algorithm(Parties producers, Parties consumers, boolean gated) {
        this.producers = producers;
        this.consumers = consumers;
        this.gated = gated;
    }

    /**
     * Unchecked: the checks are atomic updates, and would order what the buffer must order. None
     * grows.
     */
    WaitingBuffer<Integer> buffer(
            int capacity, WaitPolicy policy, Consumer<Integer> onUndelivered) {
        if (this == LONGS_ONE_TO_ONE || this == LONGS_MANY_TO_MANY) {
            return new LongsAsItems(
                    BoundedBuffer.<Integer>builder(capacity)
                            .producers(producers)
                            .consumers(consumers)
                            .checkRoles(false)
                            .waitPolicy(policy)
                            .onUndelivered(onUndelivered));
        }
        Buffer<Integer> buffer =
                gated
                        ? GrowableBuffer.<Integer>builder(capacity)
                                .initialCapacity(capacity)
                                .consumers(consumers)
                                .checkRoles(false)
                                .waitPolicy(policy)
                                .onUndelivered(onUndelivered)
                                .build()
                        : BoundedBuffer.<Integer>builder(capacity)
                                .producers(producers)
                                .consumers(consumers)
                                .checkRoles(false)
                                .waitPolicy(policy)
                                .onUndelivered(onUndelivered)
                                .build();
        return (WaitingBuffer<Integer>) buffer;
    }
}
