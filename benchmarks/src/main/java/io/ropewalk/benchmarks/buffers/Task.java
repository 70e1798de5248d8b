package io.ropewalk.benchmarks.buffers;

import java.util.List;
import java.util.function.Consumer;

/** What one strand does in a run. The loops are what is measured: nothing else belongs in them. */
interface Task {
    void run() throws InterruptedException;

    /** Hands in a number of items, the same ones over and over. */
    final class Produce implements Task {
        private final Hand to;
        private final Item[] items;
        private final int count;

        Produce(Hand to, Item[] items, int count) {
            this.to = to;
            this.items = items;
            this.count = count;
        }

        @Override
        public void run() throws InterruptedException {
            for (int i = 0; i < count; i++) {
                to.put(items[i & (Item.COUNT - 1)]);
            }
        }
    }

    /** The same in batches. */
    record ProduceBatches(Hand to, List<List<Item>> batches, int count) implements Task {
        @Override
        public void run() throws InterruptedException {
            int next = 0;
            for (int done = 0; done < count; ) {
                List<Item> batch = batches.get(next);
                to.putAll(batch);
                done += batch.size();
                next = next + 1 == batches.size() ? 0 : next + 1;
            }
        }
    }

    /** Takes items out here and hands them in there. */
    record Relay(Hand from, Hand to, int count) implements Task {
        @Override
        public void run() throws InterruptedException {
            for (int i = 0; i < count; i++) {
                to.put(from.take());
            }
        }
    }

    /** Takes a number of items out, and adds up their values. */
    final class Consume implements Task {
        private final Hand from;
        private final int count;
        private long sum;

        Consume(Hand from, int count) {
            this.from = from;
            this.count = count;
        }

        @Override
        public void run() throws InterruptedException {
            long values = 0;
            for (int i = 0; i < count; i++) {
                values += from.take().value;
            }
            sum = values;
        }

        long sum() {
            return sum;
        }
    }

    /** The same in batches. */
    final class ConsumeBatches implements Task, Consumer<Item> {
        private final Hand from;
        private final int batch;
        private final int count;
        private long sum;

        ConsumeBatches(Hand from, int batch, int count) {
            this.from = from;
            this.batch = batch;
            this.count = count;
        }

        @Override
        public void run() throws InterruptedException {
            sum = 0;
            for (int left = count; left > 0; ) {
                left -= from.takeSome(this, Math.min(batch, left));
            }
        }

        @Override
        public void accept(Item item) {
            sum += item.value;
        }

        long sum() {
            return sum;
        }
    }
}
