package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;

import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * A channel without room: each item goes from a sender's hand to a receiver's, and who comes first
 * waits for the other.
 *
 * <p>Use it where a sender must know, when its call returns, that somebody has taken the item: to
 * hand a request to an idle worker or not at all ({@code trySend}), or to keep two sides in step.
 * Where the sides need not meet, a {@link BoundedBuffer} costs less.
 *
 * {@snippet :
 * Rendezvous<Path> idleWorkers = Rendezvous.of();
 * if (!idleWorkers.trySend(Path.of("a"))) {
 *     System.out.println("all workers are busy");
 * }
 * }
 *
 * <p><b>Thread roles.</b> Any thread may call anything.
 *
 * <p><b>Progress.</b> Each call takes a short lock, under which no code of the user's runs. {@code
 * trySend} succeeds only when a receiver waits, {@code tryReceive} only when a sender does; two
 * that never wait never meet.
 *
 * <p><b>Fairness.</b> Those who wait are met first come, first served: a newcomer meets whoever has
 * waited longest on the other side. Passed over is only whoever could not be met at that moment:
 * its time was just up, it was interrupted, or it is a callback or a selector in the middle of an
 * attempt. It keeps its place.
 *
 * <p><b>Batches.</b> {@code sendAll} hands over one item after another; {@code receiveBatch} and
 * {@code drainTo} take the items of the senders who wait. Where a sink throws, the items taken with
 * the one it refused go to {@code onUndelivered}: their senders have been told that they were
 * taken.
 *
 * <p><b>Close and cancel.</b> Both are ordered exactly against every call and do the same, for
 * nothing is ever left: those who wait get {@link io.ropewalk.core.ClosedException}.
 *
 * <p><b>Interruption, memory consistency effects.</b> As {@link io.ropewalk.core.Sender} and {@link
 * io.ropewalk.core.Receiver} say.
 *
 * <p><b>Cost.</b> Who comes second allocates nothing; who waits, three small objects, and one more
 * for a time-out.
 *
 * @param <T> the items
 */
public interface Rendezvous<T> extends Buffer<T> {

    /**
     * A rendezvous.
     *
     * @param <T> the items
     * @return a new rendezvous
     */
    static <T> Rendezvous<T> of() {
        return Rendezvous.<T>builder().build();
    }

    /**
     * Starts to describe a rendezvous.
     *
     * @param <T> the items
     * @return a builder with default waiting
     */
    static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /**
     * Always zero.
     *
     * @return 0
     */
    @Override
    int estimatedSize();

    /**
     * This rendezvous as a {@link BlockingQueue}, which is always empty, as a {@link
     * java.util.concurrent.SynchronousQueue} is: {@code offer} succeeds only when a taker waits,
     * {@code poll} only when a putter does. After a close, {@code put}, {@code add} and {@code
     * take} throw {@link io.ropewalk.core.ClosedException}, {@code offer} answers false and {@code
     * poll} null.
     *
     * @return the view
     */
    @Override
    BlockingQueue<T> asBlockingQueue();

    /**
     * Describes a {@link Rendezvous}. Not for concurrent use; may build several.
     *
     * @param <T> the items
     */
    final class Builder<T> extends BufferBuilder<Consumer<? super T>, Builder<T>> {
        private Builder() {
            super(0, 0, item -> {});
            waitPolicy = waitPolicy.withoutSpinning(); // two who only look never meet
        }

        /**
         * Sets how both sides wait. By default they sleep at once: spinning means to look again and
         * again whether somebody waits, and of two who do that neither does.
         *
         * @param waitPolicy the policy; without spinning by default
         * @return this
         */
        @Override
        public Builder<T> waitPolicy(WaitPolicy waitPolicy) {
            return super.waitPolicy(waitPolicy);
        }

        @Override
        Builder<T> self() {
            return this;
        }

        /**
         * Builds the rendezvous.
         *
         * @return a new rendezvous
         */
        public Rendezvous<T> build() {
            return new MeetingPoint<>(this);
        }
    }
}
