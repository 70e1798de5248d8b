package io.ropewalk.queues;

/** The kinds of bounded buffer, by what their sides are declared, and those of longs. */
enum Kind {
    ONE_TO_ONE(Parties.ONE, Parties.ONE),
    ONE_TO_MANY(Parties.ONE, Parties.MANY),
    MANY_TO_ONE(Parties.MANY, Parties.ONE),
    MANY_TO_MANY(Parties.MANY, Parties.MANY),
    LONGS_ONE_TO_ONE(Parties.ONE, Parties.ONE),
    LONGS_MANY_TO_MANY(Parties.MANY, Parties.MANY);

    final Parties producers;
    final Parties consumers;

    Kind(Parties producers, Parties consumers) {
        this.producers = producers;
        this.consumers = consumers;
    }

    /** Unchecked: the checks are atomic updates, and would order what the buffer must order. */
    <T> BoundedBufferBuilder<T> builder(int capacity) {
        return BoundedBuffer.<T>builder(capacity)
                .producers(producers)
                .consumers(consumers)
                .checkRoles(false);
    }

    /** The algorithm of this kind, for small numbers. */
    WaitingBuffer<Integer> build(BoundedBufferBuilder<Integer> builder) {
        return this == LONGS_ONE_TO_ONE || this == LONGS_MANY_TO_MANY
                ? new LongsAsItems(builder)
                : (WaitingBuffer<Integer>) builder.build();
    }
}
