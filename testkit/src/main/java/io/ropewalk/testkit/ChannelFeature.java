package io.ropewalk.testkit;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a kind of channel can do beyond {@code trySend} and {@code tryReceive}. */
public enum ChannelFeature {
    /** {@code send} and {@code receive} wait, asleep, and can be interrupted. */
    WAITS,
    /** The timed forms of {@code trySend} and {@code tryReceive} exist. */
    TIMED,
    /** Time-outs are read from the clock that the {@link ChannelSpec} gives. */
    VIRTUAL_TIME,
    /** {@code sendAll}, {@code receiveBatch} and {@code drainTo} exist. */
    BATCHES,
    /** The iterator exists. */
    ITERATION,
    /** The channel can be closed. */
    CLOSE,
    /** The channel can be cancelled, and leftovers go to {@code onUndelivered}. */
    CANCEL,
    /** {@code sendAsync} and {@code receiveAsync} exist, and what is pending can be cancelled. */
    ASYNC,
    /** {@code sender()} opens counted handles. */
    SENDER_HANDLES,
    /** {@code stats()} counts. */
    STATS,
    /** Exactly the capacity that was asked for fits. */
    EXACT_CAPACITY,
    /**
     * A full channel takes no more: {@code trySend} answers false, and who may wait for room waits.
     * A channel lacks this that has no bound, or that drops something when it is full: it takes
     * whatever is sent.
     */
    BACK_PRESSURE;

    /**
     * Every feature: what a channel of Ropewalk has.
     *
     * @return an unmodifiable set
     */
    public static Set<ChannelFeature> all() {
        return Collections.unmodifiableSet(EnumSet.allOf(ChannelFeature.class));
    }

    /**
     * Every feature but some.
     *
     * @param missing what the channel lacks
     * @return an unmodifiable set
     */
    public static Set<ChannelFeature> allBut(ChannelFeature... missing) {
        EnumSet<ChannelFeature> set = EnumSet.allOf(ChannelFeature.class);
        for (ChannelFeature feature : missing) {
            set.remove(feature);
        }
        return Collections.unmodifiableSet(set);
    }
}
