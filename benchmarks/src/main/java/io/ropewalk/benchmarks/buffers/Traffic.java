package io.ropewalk.benchmarks.buffers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A peer in a shape, ready to move a number of items from end to end, as often as asked. */
final class Traffic implements AutoCloseable {
    private final Shape shape;
    private final List<Hand> hands;
    private final int items;
    private final List<Item[]> produced = new ArrayList<>();
    private final List<Task> consumers;
    private final Crew crew;
    private final long expected;

    /**
     * Makes everything that a run needs.
     *
     * @param operations hand-overs in a run: items, times the places where each is handed over
     */
    Traffic(Shape shape, Peer peer, int operations) {
        this(shape, () -> peer.hand(shape), operations);
    }

    Traffic(Shape shape, Supplier<Hand> peer, int operations) {
        this.shape = shape;
        this.hands = Stream.generate(peer).limit(shape.places()).toList();
        this.items = operations / shape.places();
        int unit = shape.producers() * shape.consumers() * shape.batch();
        if (items < 1 || operations % shape.places() != 0 || items % unit != 0) {
            throw new IllegalArgumentException(
                    operations + " operations cannot be shared out in " + shape.name());
        }
        this.consumers = repeat(shape.consumers(), i -> consumer());
        List<Task> tasks = new ArrayList<>(consumers); // one of them first: the caller's
        for (int i = 1; i < hands.size(); i++) {
            tasks.add(new Task.Relay(hands.get(i - 1), hands.get(i), items));
        }
        tasks.addAll(repeat(shape.producers(), this::producer));
        this.expected =
                produced.stream().mapToLong(p -> Item.sum(p, items / shape.producers())).sum();
        this.crew = Crew.of(shape.virtual(), tasks);
    }

    private static List<Task> repeat(int times, IntFunction<Task> task) {
        return IntStream.range(0, times).mapToObj(task).toList();
    }

    private Task producer(int number) {
        Item[] own = Item.some(number);
        produced.add(own);
        int share = items / shape.producers();
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

    /**
     * Moves all items once.
     *
     * @return the sum of their values
     * @throws IllegalStateException when that is not the sum of what was handed in
     */
    long run() throws InterruptedException {
        crew.run();
        long sum = 0;
        for (Task consumer : consumers) {
            sum += sum(consumer);
        }
        if (sum != expected) {
            throw new IllegalStateException("what came out is not what went in: " + shape.name());
        }
        return sum;
    }

    private static long sum(Task consumer) {
        return consumer instanceof Task.Consume singly
                ? singly.sum()
                : ((Task.ConsumeBatches) consumer).sum();
    }

    /** How often somebody slept, where the peer counts it. */
    long parks() {
        long parks = 0;
        for (Hand hand : hands) {
            parks += hand.parks();
        }
        return parks;
    }

    @Override
    public void close() {
        crew.close();
    }
}
