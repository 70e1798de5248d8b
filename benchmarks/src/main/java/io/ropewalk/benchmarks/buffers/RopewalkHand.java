package io.ropewalk.benchmarks.buffers;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.util.List;
import java.util.function.Consumer;

/** Our buffer, told how many use each side. */
final class RopewalkHand implements Hand {
    private final BoundedBuffer<Item> buffer;
    private final boolean virtual;

    RopewalkHand(Shape shape) {
        virtual = shape.virtual();
        buffer =
                BoundedBuffer.<Item>builder(shape.capacity())
                        .producers(parties(shape.producers()))
                        .consumers(parties(shape.consumers()))
                        .checkRoles(false)
                        .build();
    }

    private static Parties parties(int strands) {
        return strands == 1 ? Parties.ONE : Parties.MANY;
    }

    @Override
    public void put(Item item) throws InterruptedException {
        buffer.send(item);
    }

    @Override
    public Item take() throws InterruptedException {
        return buffer.receive();
    }

    @Override
    public void putAll(List<Item> batch) throws InterruptedException {
        buffer.sendAll(batch);
    }

    @Override
    public int takeSome(Consumer<Item> sink, int max) throws InterruptedException {
        return buffer.receiveBatch(sink, max);
    }

    /** A virtual thread does not spin: each miss is a wait, also one that ends before its park. */
    @Override
    public long parks() {
        ChannelStats stats = buffer.stats();
        return virtual
                ? stats.timesFull() + stats.timesEmpty()
                : stats.senderParks() + stats.receiverParks();
    }
}
