package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Item;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;
import io.ropewalk.queues.select.Clause;
import io.ropewalk.queues.select.Selector;

/** Our selector, kept for all selects, as its documentation says, over buffers of one and one. */
final class RopewalkChoice implements Choice {
    private final BoundedBuffer<Item> first = buffer();
    private final BoundedBuffer<Item> second = buffer();
    private final Selector<Item> selector =
            Selector.biased(Clause.receive(first), Clause.receive(second));

    private static BoundedBuffer<Item> buffer() {
        return BoundedBuffer.<Item>builder(ROOM)
                .producers(Parties.ONE)
                .consumers(Parties.ONE)
                .checkRoles(false)
                .build();
    }

    @Override
    public void put(int channel, Item item) throws InterruptedException {
        (channel == 0 ? first : second).send(item);
    }

    @Override
    public Item take() throws InterruptedException {
        return selector.select();
    }

    @Override
    public long parks() {
        return parks(first) + parks(second);
    }

    private static long parks(BoundedBuffer<Item> buffer) {
        ChannelStats stats = buffer.stats();
        return stats.senderParks() + stats.receiverParks();
    }
}
