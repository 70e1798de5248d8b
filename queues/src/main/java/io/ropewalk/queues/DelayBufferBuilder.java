package io.ropewalk.queues;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Describes a {@link DelayBuffer}. Not for concurrent use; may build several buffers.
 *
 * @param <T> the items
 */
public final class DelayBufferBuilder<T>
        extends BufferBuilder<Consumer<? super T>, DelayBufferBuilder<T>> {
    final Function<? super T, Duration> delay;

    DelayBufferBuilder(int capacity, Function<? super T, Duration> delay) {
        super(capacity, 1, item -> {});
        this.delay = Objects.requireNonNull(delay, "delay");
    }

    @Override
    DelayBufferBuilder<T> self() {
        return this;
    }

    /**
     * Sets what becomes of an item for which there is no room.
     *
     * @param overflow WAIT (the default), REJECT or DROP_NEWEST
     * @return this
     * @throws IllegalArgumentException for the others, which drop what has waited longest: here
     *     that is not what is received next
     */
    public DelayBufferBuilder<T> overflow(Overflow overflow) {
        this.overflow = newestAtMost(overflow);
        return this;
    }

    /**
     * Builds the buffer.
     *
     * @return a new buffer
     */
    public DelayBuffer<T> build() {
        return new DueBuffer<>(this);
    }
}
