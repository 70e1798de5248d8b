package io.ropewalk.benchmarks.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Items from producers to consumers, in any shape. */
public final class ItemTraffic {
    private final Shape shape;
    private final List<Hand> hands;
    private final int items;
    private long expected;

    private ItemTraffic(Shape shape, Supplier<Hand> peer, int operations) {
        this.shape = shape;
        this.items = shape.items(operations);
        this.hands = Stream.generate(peer).limit(shape.places()).toList();
    }

    /**
     * Makes everything that a run needs.
     *
     * @param shape who hands over to whom
     * @param peer makes what they do it by, new and empty, for each place
     * @param operations hand-overs in a run: items, times the places where each is handed over
     * @return the traffic, its strands started
     * @throws IllegalArgumentException when the operations cannot be shared out
     */
    public static Traffic of(Shape shape, Supplier<Hand> peer, int operations) {
        return new ItemTraffic(shape, peer, operations).start();
    }

    private Traffic start() {
        List<Task> tasks = new ArrayList<>();
        tasks.addAll(repeat(shape.consumers(), i -> consumer())); // one of them first: the caller's
        for (int i = 1; i < hands.size(); i++) {
            tasks.add(new Task.Relay(hands.get(i - 1), hands.get(i), items));
        }
        tasks.addAll(repeat(shape.producers(), this::producer));
        return new Traffic(shape.name(), hands, shape.virtual(), tasks, expected);
    }

    private static List<Task> repeat(int times, IntFunction<Task> task) {
        return IntStream.range(0, times).mapToObj(task).toList();
    }

    private Task producer(int number) {
        Item[] own = Item.some(number);
        int share = items / shape.producers();
        expected += Item.sum(own, share);
        if (shape.batch() == 1) {
            return new Task.Produce(hands.getFirst(), own, share);
        }
        List<List<Item>> batches = new ArrayList<>();
        for (int from = 0; from < Item.COUNT; from += shape.batch()) {
            batches.add(Arrays.asList(Arrays.copyOfRange(own, from, from + shape.batch())));
        }
        return new Task.ProduceBatches(hands.getFirst(), batches, share);
    }

    private Task consumer() {
        int share = items / shape.consumers();
        return shape.batch() == 1
                ? new Task.Consume(hands.getLast(), share)
                : new Task.ConsumeBatches(hands.getLast(), shape.batch(), share);
    }
}
