package io.ropewalk.benchmarks.buffers;

import io.ropewalk.benchmarks.traffic.Hand;
import io.ropewalk.benchmarks.traffic.Item;

import java.util.Queue;

/** A queue that only knows "full" and "empty", here Agrona's. */
final class SpinningHand implements Hand {
    private final Queue<Item> queue;

    SpinningHand(Queue<Item> queue) {
        this.queue = queue;
    }

    @Override
    public void put(Item item) {
        int waited = 0;
        while (!queue.offer(item)) {
            waited = Patience.wait(waited);
        }
    }

    @Override
    public Item take() {
        int waited = 0;
        while (true) {
            Item item = queue.poll();
            if (item != null) {
                return item;
            }
            waited = Patience.wait(waited);
        }
    }
}
