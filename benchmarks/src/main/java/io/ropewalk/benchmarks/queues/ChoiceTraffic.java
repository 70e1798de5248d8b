package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Item;
import io.ropewalk.benchmarks.traffic.Task;
import io.ropewalk.benchmarks.traffic.Traffic;

import java.util.List;
import java.util.function.Supplier;

/** Items through two channels to a strand that selects. An operation is one send and one select. */
final class ChoiceTraffic {
    private ChoiceTraffic() {}

    /** One strand fills both channels and empties them again: every select finds something. */
    static Traffic ready(Supplier<Choice> peer, int operations) {
        if (operations % Item.COUNT != 0) {
            throw new IllegalArgumentException(
                    operations + " operations are not a multiple of " + Item.COUNT);
        }
        Choice choice = peer.get();
        Item[] items = Item.some(1);
        return new Traffic(
                "select-ready",
                List.of(choice),
                false,
                List.of(new FillAndEmpty(choice, items, operations)),
                Item.sum(items, operations));
    }

    /**
     * Two virtual threads play an item back and forth, each selecting until it comes: no select
     * finds anything at once.
     */
    static Traffic parked(Supplier<Choice> peer, int operations) {
        if (operations % 2 != 0) {
            throw new IllegalArgumentException(operations + " operations are not even");
        }
        Choice there = peer.get();
        Choice back = peer.get();
        Item[] items = Item.some(1);
        int rallies = operations / 2;
        return new Traffic(
                "select-parked",
                List.of(there, back),
                true,
                List.of(new Serve(there, back, items, rallies), new Return(there, back, rallies)),
                2 * Item.sum(items, rallies));
    }

    /** Fills and empties. */
    private static final class FillAndEmpty implements Task.Receiving {
        private final Choice choice;
        private final Item[] items;
        private final int count;
        private long sum;

        FillAndEmpty(Choice choice, Item[] items, int count) {
            this.choice = choice;
            this.items = items;
            this.count = count;
        }

        @Override
        public void run() throws InterruptedException {
            long values = 0;
            for (int done = 0; done < count; done += Choice.ROOM) {
                for (int i = 0; i < Choice.ROOM; i++) {
                    choice.put(i & 1, items[(done + i) & (Item.COUNT - 1)]);
                }
                for (int i = 0; i < Choice.ROOM; i++) {
                    values += choice.take().value;
                }
            }
            sum = values;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /** Sends an item to one channel or the other in turn, and selects until it is back. */
    private static final class Serve implements Task.Receiving {
        private final Choice to;
        private final Choice from;
        private final Item[] items;
        private final int rallies;
        private long sum;

        Serve(Choice to, Choice from, Item[] items, int rallies) {
            this.to = to;
            this.from = from;
            this.items = items;
            this.rallies = rallies;
        }

        @Override
        public void run() throws InterruptedException {
            long values = 0;
            for (int i = 0; i < rallies; i++) {
                to.put(i & 1, items[i & (Item.COUNT - 1)]);
                values += from.take().value;
            }
            sum = values;
        }

        @Override
        public long sum() {
            return sum;
        }
    }

    /** Selects until an item comes, and sends it back. */
    private static final class Return implements Task.Receiving {
        private final Choice from;
        private final Choice to;
        private final int rallies;
        private long sum;

        Return(Choice from, Choice to, int rallies) {
            this.from = from;
            this.to = to;
            this.rallies = rallies;
        }

        @Override
        public void run() throws InterruptedException {
            long values = 0;
            for (int i = 0; i < rallies; i++) {
                Item item = from.take();
                values += item.value;
                to.put(i & 1, item);
            }
            sum = values;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
