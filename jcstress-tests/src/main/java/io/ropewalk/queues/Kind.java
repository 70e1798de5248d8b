package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;

import java.util.function.Consumer;

/** The algorithms that a protocol is tested on, by who uses their sides. */
enum Kind {
    ONE_TO_ONE(Parties.ONE, Parties.ONE),
    ONE_TO_MANY(Parties.ONE, Parties.MANY),
    MANY_TO_ONE(Parties.MANY, Parties.ONE),
    MANY_TO_MANY(Parties.MANY, Parties.MANY),
    REMOVABLE(Parties.MANY, Parties.MANY),
    GATED_TO_ONE(Parties.MANY, Parties.ONE),
    GATED_TO_MANY(Parties.MANY, Parties.MANY);

    private final Parties producers;
    private final Parties consumers;

    Kind(Parties producers, Parties consumers) {
        this.producers = producers;
        this.consumers = consumers;
    }

    /** Unchecked: the role check orders calls that the algorithm itself does not. */
    <T> WaitingBuffer<T> build(
            int capacity, WaitPolicy waitPolicy, Consumer<? super T> onUndelivered) {
        boolean gated = this == GATED_TO_ONE || this == GATED_TO_MANY;
        Buffer<T> buffer =
                gated
                        ? GrowableBuffer.<T>builder(capacity)
                                .initialCapacity(1)
                                .consumers(consumers)
                                .checkRoles(false)
                                .waitPolicy(waitPolicy)
                                .onUndelivered(onUndelivered)
                                .build()
                        : this.<T>builder(capacity)
                                .waitPolicy(waitPolicy)
                                .onUndelivered(onUndelivered)
                                .build();
        return (WaitingBuffer<T>) buffer;
    }

    /** Of a bounded buffer, unchecked. */
    <T> BoundedBufferBuilder<T> builder(int capacity) {
        BoundedBufferBuilder<T> builder =
                BoundedBuffer.<T>builder(capacity)
                        .producers(producers)
                        .consumers(consumers)
                        .checkRoles(false);
        return this == REMOVABLE ? builder.removable() : builder;
    }
}
