package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.StormOptions;

/** Builds buffers as testkit's suites describe them. */
final class SpecifiedBuffers {
    private SpecifiedBuffers() {}

    static <T> BoundedBufferBuilder<T> builder(ChannelSpec<T> spec, WaitPolicy policy) {
        return BoundedBuffer.<T>builder(spec.capacity())
                .producers(Parties.valueOf(spec.producers().name()))
                .consumers(Parties.valueOf(spec.consumers().name()))
                .waitPolicy(policy)
                .timeSource(spec.timeSource())
                .onUndelivered(spec.onUndelivered());
    }

    static <T> GrowableBufferBuilder<T> growable(ChannelSpec<T> spec, WaitPolicy policy) {
        return specified(GrowableBuffer.builder(spec.capacity()), spec, policy).initialCapacity(1);
    }

    /** Its first chunk holds a single item, so that it has to grow. */
    static <T> UnboundedBufferBuilder<T> unbounded(ChannelSpec<T> spec, WaitPolicy policy) {
        return specified(UnboundedBuffer.builder(), spec, policy)
                .queues(() -> new ChunkQueue(1, 7));
    }

    private static <T, B extends ElasticBufferBuilder<T, B>> B specified(
            B builder, ChannelSpec<T> spec, WaitPolicy policy) {
        return builder.consumers(Parties.valueOf(spec.consumers().name()))
                .waitPolicy(policy)
                .timeSource(spec.timeSource())
                .onUndelivered(spec.onUndelivered());
    }

    /**
     * Unchecked: the checks are atomic updates, and would order what the buffer must order itself.
     */
    static BoundedBuffer<Long> forStorm(ChannelSpec<Long> spec, WaitPolicy policy) {
        return builder(spec, policy).checkRoles(false).build();
    }

    /** An eighth of the usual size. */
    static StormOptions.Builder smallStorm(int producers, int consumers) {
        long operations = Long.getLong("ropewalk.storm.operations", 200_000) / 8;
        return storm(producers, consumers).operations(operations);
    }

    static StormOptions.Builder storm(int producers, int consumers) {
        return StormOptions.builder().users(producers, consumers);
    }
}
