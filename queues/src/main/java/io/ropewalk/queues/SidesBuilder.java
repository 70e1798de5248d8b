package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;

import java.util.Objects;

/**
 * What can be said of a buffer whose two sides are declared. Not for concurrent use; may build
 * several buffers.
 *
 * @param <H> takes items that were accepted and will not be delivered
 * @param <B> the builder itself
 */
public abstract class SidesBuilder<H, B extends SidesBuilder<H, B>> extends BufferBuilder<H, B> {
    Parties producers = Parties.MANY;
    Parties consumers = Parties.MANY;
    boolean checkRoles;
    boolean closeFromAnywhere;
    long firstIndex;

    SidesBuilder(int capacity, int most, H onUndelivered, boolean checkRoles) {
        super(capacity, 1, most, onUndelivered);
        this.checkRoles = checkRoles;
    }

    /**
     * Declares how many threads send at a time.
     *
     * @param producers ONE, or MANY (the default)
     * @return this
     */
    public B producers(Parties producers) {
        this.producers = Objects.requireNonNull(producers, "producers");
        return self();
    }

    /**
     * Declares how many threads receive at a time.
     *
     * @param consumers ONE, or MANY (the default)
     * @return this
     */
    public B consumers(Parties consumers) {
        this.consumers = Objects.requireNonNull(consumers, "consumers");
        return self();
    }

    /**
     * Sets what becomes of an item for which there is no room.
     *
     * @param overflow WAIT by default; DROP_OLDEST and CONFLATE take the algorithm for MANY
     *     consumers
     * @return this
     */
    public B overflow(Overflow overflow) {
        this.overflow = Objects.requireNonNull(overflow, "overflow");
        return self();
    }

    /**
     * Sets whether overlapping calls on a side declared ONE are detected. Costs an atomic update
     * per call.
     *
     * @param checkRoles whether to check; by default when assertions are enabled for the interface
     *     of the buffer
     * @return this
     */
    public B checkRoles(boolean checkRoles) {
        this.checkRoles = checkRoles;
        return self();
    }

    /**
     * Makes close and cancel exact whoever calls them, also where a side is declared ONE. The
     * buffer then takes the algorithm for MANY on both sides, which pays an atomic update per item.
     *
     * @return this
     */
    public B closeFromAnywhere() {
        this.closeFromAnywhere = true;
        return self();
    }

    /** Where the indices start, so that tests can watch them wrap. */
    B firstIndex(long firstIndex) {
        this.firstIndex = firstIndex;
        return self();
    }

    /** Sets what every buffer with two sides has as the other builder says. */
    final void copySidesFrom(SidesBuilder<?, ?> other) {
        copyFrom(other);
        producers = other.producers;
        consumers = other.consumers;
        checkRoles = other.checkRoles;
        closeFromAnywhere = other.closeFromAnywhere;
        firstIndex = other.firstIndex;
    }

    final boolean isAnySideOne() {
        return producers == Parties.ONE || consumers == Parties.ONE;
    }

    /** Whether the buffer may take an algorithm whose producer executes no atomic update. */
    final boolean oneProducerSuffices() {
        return producers == Parties.ONE && !closeFromAnywhere;
    }

    /** Whether it may take one whose consumer executes none. */
    final boolean oneConsumerSuffices() {
        return consumers == Parties.ONE && !closeFromAnywhere && !dropsOldest();
    }

    final boolean publisherFences() {
        return waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES;
    }
}
