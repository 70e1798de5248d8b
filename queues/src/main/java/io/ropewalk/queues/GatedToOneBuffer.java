package io.ropewalk.queues;

import io.ropewalk.core.wait.PeerPause;
import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

/** A buffer over JCTools for any number of producers and one consumer. */
final class GatedToOneBuffer<T> extends OneConsumerBuffer<T>
        implements UnboundedBuffer<T>, GrowableBuffer<T> {
    /*
     * Producers: Gate. Sleepers and the end: OneConsumerBuffer. Whoever has the consumer's side has
     * that of JCTools' queue, whose poll would spin without bound for an item that is claimed and not
     * yet put: relaxedPoll answers with nothing, and the producers' word tells the one from the other.
     */
    private final Gate gate;

    GatedToOneBuffer(ElasticBufferBuilder<T, ?> builder) {
        super(builder, builder.shape(), builder.firstIndex);
        gate =
                new Gate(
                        this,
                        builder.queues.get(),
                        capacity,
                        producers,
                        receivers,
                        () -> IndexBits.positionOf(consumer.index()));
    }

    @Override
    int offer(T item) {
        return gate.offer(item);
    }

    @Override
    int offerMany(@Nullable Object[] items, int from, int to) {
        return gate.offerMany(items, from, to);
    }

    @Override
    @Nullable Object take() {
        int pauses = 0;
        while (true) {
            Step.point();
            Object item = gate.take();
            if (item != null) {
                Step.point();
                consumer.advance(1);
                senders.afterPublish(1);
                return item;
            }
            Step.point();
            long put = gate.word();
            if (IndexBits.position(put) == IndexBits.positionOf(consumer.index)) {
                return IndexBits.isClosed(put) ? END : null;
            }
            PeerPause.pause(pauses++, this);
        }
    }

    @Override
    int move(@Nullable Object[] into, int max) {
        Step.point();
        int taken = gate.take(into, max);
        if (taken > 0) {
            Step.point();
            consumer.advance(taken);
            senders.afterPublish(taken);
        }
        return taken;
    }
}
