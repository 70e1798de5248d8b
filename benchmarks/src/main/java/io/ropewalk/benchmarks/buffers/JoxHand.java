package io.ropewalk.benchmarks.buffers;

import com.softwaremill.jox.Channel;

/** A buffered channel of jox. */
final class JoxHand implements Hand {
    private final Channel<Item> channel;

    JoxHand(int capacity) {
        channel = Channel.newBufferedChannel(capacity);
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
