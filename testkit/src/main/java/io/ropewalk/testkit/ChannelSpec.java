package io.ropewalk.testkit;

import io.ropewalk.core.time.TimeSource;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * The channel that a check asks for. A factory builds it as far as its kind of channel allows; what
 * it does not allow, it leaves out of its {@link ChannelFeature}s.
 *
 * @param <T> the items
 * @param capacity how many items must fit; at least 1
 * @param producers how many threads will send at a time
 * @param consumers how many threads will receive at a time
 * @param onUndelivered must get each item that was accepted and will not be delivered
 * @param timeSource must be the clock of time-outs
 */
public record ChannelSpec<T>(
        int capacity,
        Users producers,
        Users consumers,
        Consumer<? super T> onUndelivered,
        TimeSource timeSource) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when {@code capacity} is less than 1
     */
    public ChannelSpec {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", must be at least 1");
        }
        Objects.requireNonNull(producers, "producers");
        Objects.requireNonNull(consumers, "consumers");
        Objects.requireNonNull(onUndelivered, "onUndelivered");
        Objects.requireNonNull(timeSource, "timeSource");
    }
}
