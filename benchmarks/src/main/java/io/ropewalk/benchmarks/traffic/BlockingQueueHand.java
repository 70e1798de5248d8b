package io.ropewalk.benchmarks.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Anything that is a {@link BlockingQueue}: those of the JDK, and Conversant's. */
public final class BlockingQueueHand implements Hand {
    private final BlockingQueue<Item> queue;
    private final List<Item> drained = new ArrayList<>(); // of the one consumer that takes batches

    /**
     * Uses a queue.
     *
     * @param queue the queue
     */
    public BlockingQueueHand(BlockingQueue<Item> queue) {
        this.queue = queue;
    }

    @Override
    public void put(Item item) throws InterruptedException {
        queue.put(item);
    }

    @Override
    public Item take() throws InterruptedException {
        return queue.take();
    }

    @Override
    public int takeSome(Consumer<Item> sink, int max) throws InterruptedException {
        sink.accept(queue.take());
        queue.drainTo(drained, max - 1);
        int taken = 1 + drained.size();
        for (int i = 0; i < drained.size(); i++) {
            sink.accept(drained.get(i));
        }
        drained.clear();
        return taken;
    }
}
