package io.ropewalk.benchmarks.traffic;

import com.softwaremill.jox.Channel;

/** A channel of jox. */
public final class JoxHand implements Hand {
    private final Channel<Item> channel;

    /**
     * Uses a channel.
     *
     * @param channel the channel
     */
    public JoxHand(Channel<Item> channel) {
        this.channel = channel;
    }

    @Override
    public void put(Item item) throws InterruptedException {
        channel.send(item);
    }

    @Override
    public Item take() throws InterruptedException {
        return channel.receive();
    }
}
