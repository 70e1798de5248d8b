package io.ropewalk.queues.ring;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.queues.BoundedBufferBuilder;
import io.ropewalk.queues.Parties;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Describes a {@link RingBuffer}. Not for concurrent use; may build several rings.
 *
 * <p>What a slot refers to stays reachable until the slot is written again, which may be a whole
 * lap later or never. So the builder wants to be told: {@link #clear} or {@link #keep}.
 *
 * @param <E> what a slot holds
 */
public final class RingBufferBuilder<E> {
    /*
     * Why one of clear() and keep() must be called. A ring of mutable slots cannot know what there is to
     * clear in them. Not clearing by default is what keeps megabytes of finished events alive in rings of
     * this kind; clearing by default needs a second kind of ring, whose slots are plain references that
     * are nulled, and which then has neither slots made beforehand nor writing in place: that is
     * BoundedBuffer. A ring of slots that hold numbers has nothing to clear and need not pay for it. So
     * the one thing that is certain to be wrong is not to think about it.
     */
    /** The largest capacity: 2^30. */
    public static final int MAX_CAPACITY = BoundedBufferBuilder.MAX_CAPACITY;

    final int capacity;
    final Supplier<? extends E> factory;
    String name = "";
    Parties producers = Parties.MANY;
    WaitPolicy waitPolicy = WaitPolicy.SLEEPER_FENCES;
    TimeSource timeSource = TimeSource.system();
    @Nullable Consumer<? super E> clear;
    long firstSequence;
    private boolean keeps;

    RingBufferBuilder(int capacity, Supplier<? extends E> factory) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ", must be between 1 and " + MAX_CAPACITY);
        }
        this.capacity = capacity;
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    /** A power of two. */
    int slots() {
        return capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    }

    /**
     * Names the ring in reports and its threads.
     *
     * @param name any text
     * @return this
     */
    public RingBufferBuilder<E> name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Declares how many threads claim and publish at a time.
     *
     * @param producers ONE, or MANY (the default)
     * @return this
     */
    public RingBufferBuilder<E> producers(Parties producers) {
        this.producers = Objects.requireNonNull(producers, "producers");
        return this;
    }

    /**
     * Sets how producers and stages wait.
     *
     * @param waitPolicy the policy; {@link WaitPolicy#SLEEPER_FENCES} by default
     * @return this
     */
    public RingBufferBuilder<E> waitPolicy(WaitPolicy waitPolicy) {
        this.waitPolicy = Objects.requireNonNull(waitPolicy, "waitPolicy");
        return this;
    }

    /**
     * Sets the clock for time-outs, pauses and the length of batches.
     *
     * @param timeSource the clock; the machine's by default
     * @return this
     */
    public RingBufferBuilder<E> timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return this;
    }

    /**
     * Sets what clears a slot. It is called for each slot, also of an aborted claim, after the last
     * stage is through with it and before it can be claimed again, by a thread of whichever stage
     * came last, or of one that joins or leaves, without locks. What a stop or a cancel leaves
     * unhandled is not cleared. What it throws is logged and otherwise ignored. Costs two atomic
     * updates for each batch of each stage.
     *
     * @param clear drops what the slot refers to
     * @return this
     */
    public RingBufferBuilder<E> clear(Consumer<? super E> clear) {
        this.clear = Objects.requireNonNull(clear, "clear");
        this.keeps = false;
        return this;
    }

    /**
     * Leaves the slots as the last stage left them: for slots that refer to nothing, or to nothing
     * that must go.
     *
     * @return this
     */
    public RingBufferBuilder<E> keep() {
        this.clear = null;
        this.keeps = true;
        return this;
    }

    /** Where the sequences start, so that tests can watch them wrap. */
    RingBufferBuilder<E> firstSequence(long firstSequence) {
        this.firstSequence = firstSequence;
        return this;
    }

    /**
     * Builds the ring and makes its slots.
     *
     * @return a new ring, not started
     * @throws IllegalStateException when neither {@link #clear} nor {@link #keep} was called
     */
    public RingBuffer<E> build() {
        if (clear == null && !keeps) {
            throw new IllegalStateException(
                    "say what becomes of used slots: clear(...) drops what they refer to, keep()"
                            + " leaves them as they are");
        }
        return new RingBuffer<>(this);
    }
}
