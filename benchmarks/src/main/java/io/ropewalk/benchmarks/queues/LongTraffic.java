package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Shape;
import io.ropewalk.benchmarks.traffic.Task;
import io.ropewalk.benchmarks.traffic.Traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Numbers from producers to consumers. No two are alike, and none is in {@link Long}'s cache. */
final class LongTraffic {
    /** From one number to the next; odd and without a pattern, so all bits change all the time. */
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private LongTraffic() {}

    /**
     * Makes everything that a run needs.
     *
     * @param name "long-" and the name of a {@link Shape}
     * @throws IllegalArgumentException when the operations cannot be shared out
     */
    static Traffic of(String name, Function<Shape, LongHand> peer, int operations) {
        Shape shape = Shape.of(name.substring("long-".length()));
        int items = shape.items(operations);
        LongHand hand = peer.apply(shape);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < shape.consumers(); i++) {
            tasks.add(new Consume(hand, items / shape.consumers()));
        }
        long expected = 0;
        for (int i = 1; i <= shape.producers(); i++) {
            Produce producer = new Produce(hand, (long) i << 48, items / shape.producers());
            tasks.add(producer);
            expected += producer.total();
        }
        return new Traffic(name, List.of(hand), shape.virtual(), tasks, expected);
    }

    /** Hands in numbers, the same ones in each run. */
    record Produce(LongHand to, long first, int count) implements Task {
        @Override
        public void run() throws InterruptedException {
            long value = first;
            for (int i = 0; i < count; i++) {
                to.put(value);
                value += STEP;
            }
        }

        long total() {
            long total = 0;
            for (int i = 0; i < count; i++) {
                total += first + i * STEP;
            }
            return total;
        }
    }

    /** Takes numbers out, and adds them up. */
    static final class Consume implements Task.Receiving {
        private final LongHand from;
        private final int count;
        private long sum;

        Consume(LongHand from, int count) {
            this.from = from;
            this.count = count;
        }

        @Override
        public void run() throws InterruptedException {
            long values = 0;
            for (int i = 0; i < count; i++) {
                values += from.take();
            }
            sum = values;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
