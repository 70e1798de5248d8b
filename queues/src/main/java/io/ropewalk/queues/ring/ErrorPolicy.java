package io.ropewalk.queues.ring;

import io.ropewalk.core.RetryPolicy;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * What becomes of a stage, and of the item, when its handler throws. Immutable and safe for any
 * thread.
 *
 * <p>None of them can wedge a ring: after any failure the stage either goes on behind the item, or
 * has ended and closed the ring.
 *
 * {@snippet :
 * Queue<Throwable> rejected = new ConcurrentLinkedQueue<>();
 * ErrorPolicy<StringBuilder> policy =
 *         ErrorPolicy.retry(
 *                 RetryPolicy.builder().maxAttempts(5).build(),
 *                 ErrorPolicy.deadLetter((text, sequence, failure) -> rejected.add(failure)));
 * }
 *
 * @param <E> what a slot holds
 */
public final class ErrorPolicy<E> {
    private static final ErrorPolicy<?> STOP = new ErrorPolicy<>(Last.STOP, null, null);
    private static final ErrorPolicy<?> SKIP = new ErrorPolicy<>(Last.SKIP, null, null);

    /** What is done in the end. */
    enum Last {
        STOP,
        SKIP,
        DEAD_LETTER
    }

    final Last last;
    final @Nullable RetryPolicy retry;
    private final @Nullable DeadLetter<? super E> deadLetter;

    private ErrorPolicy(
            Last last, @Nullable RetryPolicy retry, @Nullable DeadLetter<? super E> deadLetter) {
        this.last = last;
        this.retry = retry;
        this.deadLetter = deadLetter;
    }

    /**
     * Takes an item that could not be handled.
     *
     * @param <E> what a slot holds
     */
    @FunctionalInterface
    public interface DeadLetter<E> {
        /**
         * Called by the stage's thread in place of the handler. The slot must not be kept.
         *
         * @param slot the slot
         * @param sequence its sequence
         * @param failure what the handler threw last
         * @throws Exception is logged; the item then counts as skipped
         */
        void onFailure(E slot, long sequence, Throwable failure) throws Exception;
    }

    /**
     * Ends the stage in front of the item and closes the ring with the failure as the cause:
     * producers get a {@link io.ropewalk.core.ClosedException}, stages behind end in front of the
     * item too, other branches run to the end. The default.
     *
     * @param <E> what a slot holds
     * @return the policy
     */
    @SuppressWarnings("unchecked") // takes any item and does nothing with it
    public static <E> ErrorPolicy<E> stop() {
        return (ErrorPolicy<E>) STOP;
    }

    /**
     * Goes on with the next item; the stages behind see the failed one as any other. It is counted,
     * and the 1st, 2nd, 4th, 8th ... failure is logged.
     *
     * @param <E> what a slot holds
     * @return the policy
     */
    @SuppressWarnings("unchecked") // takes any item and does nothing with it
    public static <E> ErrorPolicy<E> skip() {
        return (ErrorPolicy<E>) SKIP;
    }

    /**
     * Hands the item over, and goes on with the next.
     *
     * @param <E> what a slot holds
     * @param deadLetter takes the item
     * @return the policy
     */
    public static <E> ErrorPolicy<E> deadLetter(DeadLetter<? super E> deadLetter) {
        return new ErrorPolicy<>(
                Last.DEAD_LETTER, null, Objects.requireNonNull(deadLetter, "deadLetter"));
    }

    /**
     * Calls the handler again with the same item, and pauses in between. A {@link RingBuffer#cancel
     * cancel} ends a pause and the stage with it; an interrupt does not, and is pending again when
     * the pause is over.
     *
     * @param <E> what a slot holds
     * @param retry how often and how soon
     * @param then what to do when it gives up
     * @return the policy
     * @throws IllegalArgumentException when {@code then} retries itself
     */
    public static <E> ErrorPolicy<E> retry(RetryPolicy retry, ErrorPolicy<E> then) {
        Objects.requireNonNull(retry, "retry");
        if (then.retry != null) {
            throw new IllegalArgumentException(
                    "then is " + then + ", must be a policy that does not retry");
        }
        return new ErrorPolicy<>(then.last, retry, then.deadLetter);
    }

    /** For the policy that has one. */
    DeadLetter<? super E> deadLetter() {
        return Objects.requireNonNull(deadLetter);
    }

    @Override
    public String toString() {
        return (retry == null ? "" : retry + ", then ") + last;
    }
}
