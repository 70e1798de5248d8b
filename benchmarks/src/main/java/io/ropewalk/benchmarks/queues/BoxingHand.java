package io.ropewalk.benchmarks.queues;

import java.util.concurrent.BlockingQueue;

/** A queue of objects: each number gets one. */
final class BoxingHand implements LongHand {
    private final BlockingQueue<Long> queue;

    BoxingHand(BlockingQueue<Long> queue) {
        this.queue = queue;
    }

    @Override
    public void put(long value) throws InterruptedException {
        queue.put(value);
    }

    @Override
    public long take() throws InterruptedException {
        return queue.take();
    }
}
