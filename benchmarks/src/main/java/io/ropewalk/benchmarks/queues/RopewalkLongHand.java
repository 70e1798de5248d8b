package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Shape;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.queues.BoundedLongBuffer;
import io.ropewalk.queues.Parties;

/** Our buffer of longs, told how many use each side. */
final class RopewalkLongHand implements LongHand {
    private final BoundedLongBuffer buffer;

    RopewalkLongHand(Shape shape) {
        buffer =
                BoundedLongBuffer.builder(shape.capacity())
                        .producers(shape.producers() == 1 ? Parties.ONE : Parties.MANY)
                        .consumers(shape.consumers() == 1 ? Parties.ONE : Parties.MANY)
                        .checkRoles(false)
                        .build();
    }

    @Override
    public void put(long value) throws InterruptedException {
        buffer.send(value);
    }

    @Override
    public long take() throws InterruptedException {
        return buffer.receive();
    }

    @Override
    public long parks() {
        ChannelStats stats = buffer.stats();
        return stats.senderParks() + stats.receiverParks();
    }
}
