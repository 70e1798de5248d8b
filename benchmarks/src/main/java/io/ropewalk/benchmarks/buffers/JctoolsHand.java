package io.ropewalk.benchmarks.buffers;

import io.ropewalk.benchmarks.traffic.Hand;
import io.ropewalk.benchmarks.traffic.Item;

import org.jctools.queues.MessagePassingQueue;

import java.util.List;
import java.util.function.Consumer;

/** A queue of JCTools: cannot sleep, fills and drains in batches. */
final class JctoolsHand implements Hand {
    private final MessagePassingQueue<Item> queue;
    private final Source source = new Source(); // of the one producer that puts batches
    private final Drain drain = new Drain(); // of the one consumer that takes them

    JctoolsHand(MessagePassingQueue<Item> queue) {
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

    @Override
    public void putAll(List<Item> batch) {
        source.batch = batch;
        source.next = 0;
        int waited = 0;
        for (int left = batch.size(); left > 0; ) {
            int filled = queue.fill(source, left);
            left -= filled;
            waited = filled > 0 ? 0 : Patience.wait(waited);
        }
    }

    @Override
    public int takeSome(Consumer<Item> sink, int max) {
        drain.sink = sink;
        int waited = 0;
        while (true) {
            int taken = queue.drain(drain, max);
            if (taken > 0) {
                return taken;
            }
            waited = Patience.wait(waited);
        }
    }

    private static final class Source implements MessagePassingQueue.Supplier<Item> {
        List<Item> batch = List.of();
        int next;

        @Override
        public Item get() {
            return batch.get(next++);
        }
    }

    private static final class Drain implements MessagePassingQueue.Consumer<Item> {
        Consumer<Item> sink = item -> {};

        @Override
        public void accept(Item item) {
            sink.accept(item);
        }
    }
}
