package io.ropewalk.benchmarks.traffic;

import java.util.List;
import java.util.function.Consumer;

/** What one strand does in a run. The loops are what is measured: nothing else belongs in them. */
public interface Task {
    /**
     * Does it.
     *
     * @throws InterruptedException when another strand has failed
     */
    void run() throws InterruptedException;

    /** A task that receives, and adds up what it receives. */
    interface Receiving extends Task {
        /**
         * What it has received in its last run.
         *
         * @return the sum of the values
         */
        long sum();
    }

    /** Hands in a number of items, the same ones over and over. */
    final class Produce implements Task {
        private final Hand to;
        private final Item[] items;
        private final int count;

        /**
         * Describes the task.
         *
         * @param to where to hand in
         * @param items as many as {@link Item#COUNT}
         * @param count how many to hand in
         */
        public Produce(Hand to, Item[] items, int count) {
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

    /**
     * The same in batches.
     *
     * @param to where to hand in
     * @param batches the items
     * @param count how many items to hand in
     */
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

    /**
     * Takes items out here and hands them in there.
     *
     * @param from where to take them out
     * @param to where to hand them in
     * @param count how many
     */
    record Relay(Hand from, Hand to, int count) implements Task {
        @Override
        public void run() throws InterruptedException {
            for (int i = 0; i < count; i++) {
                to.put(from.take());
            }
        }
    }

    /** Takes a number of items out, and adds up their values. */
    final class Consume implements Receiving {
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

        @Override
        public long sum() {
            return sum;
        }
    }

    /** The same in batches. */
    final class ConsumeBatches implements Receiving, Consumer<Item> {
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

        @Override
        public long sum() {
            return sum;
        }
    }
}
