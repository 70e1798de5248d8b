package io.ropewalk.benchmarks.traffic;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ChannelStats;

import java.util.List;
import java.util.function.Consumer;

/** A channel of ours. */
public final class RopewalkHand implements Hand {
    private final Channel<Item> channel;
    private final boolean virtual;

    /**
     * Uses a channel.
     *
     * @param channel the channel
     * @param virtual whether virtual threads use it
     */
    public RopewalkHand(Channel<Item> channel, boolean virtual) {
        this.channel = channel;
        this.virtual = virtual;
    }

    @Override
    public void put(Item item) throws InterruptedException {
        channel.send(item);
    }

    @Override
    public Item take() throws InterruptedException {
        return channel.receive();
    }

    @Override
    public void putAll(List<Item> batch) throws InterruptedException {
        channel.sendAll(batch);
    }

    @Override
    public int takeSome(Consumer<Item> sink, int max) throws InterruptedException {
        return channel.receiveBatch(sink, max);
    }

    /** A virtual thread does not spin: each miss is a wait, also one that ends before its park. */
    @Override
    public long parks() {
        ChannelStats stats = channel.stats();
        return virtual
                ? stats.timesFull() + stats.timesEmpty()
                : stats.senderParks() + stats.receiverParks();
    }
}
