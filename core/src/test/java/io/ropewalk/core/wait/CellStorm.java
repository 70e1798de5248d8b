package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import java.util.SplittableRandom;
import java.util.function.Function;

/** One producer and one consumer pass numbers through a {@link Cell}, and give up now and then. */
final class CellStorm {
    private final Cell<Integer> cell;
    private final boolean publisherFences;
    private final int items;
    private final long seed;
    private final Function<Runnable, Thread> threads;

    CellStorm(boolean publisherFences, int items, long seed, Function<Runnable, Thread> threads) {
        this.cell = new Cell<>(publisherFences);
        this.publisherFences = publisherFences;
        this.items = items;
        this.seed = seed;
        this.threads = threads;
    }

    /** Passes all items in their order; where publishers fence no wake-up may be made up for. */
    void run() {
        Running<Long> producer = Running.start(this::produce, threads);
        Running<Long> consumer = Running.start(this::consume, threads);
        long timeOuts = producer.result(120) + consumer.result(120);
        System.out.println(
                "cell storm, seed "
                        + seed
                        + (publisherFences ? ", publishers fence" : ", sleepers fence")
                        + ": time-outs "
                        + timeOuts
                        + ", sleeps "
                        + cell.items.sleeps()
                        + " and "
                        + cell.rooms.sleeps()
                        + ", rescues "
                        + cell.items.rescues()
                        + " and "
                        + cell.rooms.rescues());
        if (cell.items.sleeps() + cell.rooms.sleeps() < items / 1_000) {
            throw new AssertionError("hardly ever slept");
        }
        if (publisherFences && cell.items.rescues() + cell.rooms.rescues() != 0) {
            throw new AssertionError("a wake-up was missed although publishers fence");
        }
        if (cell.items.waiters() + cell.rooms.waiters() != 0) {
            throw new AssertionError("somebody still waits");
        }
    }

    private Long produce() {
        SplittableRandom random = new SplittableRandom(seed);
        long timeOuts = 0;
        for (int i = 0; i < items; i++) {
            while (cell.put(i, deadline(random)) != Outcome.GRANTED) {
                timeOuts++;
            }
        }
        return timeOuts;
    }

    private Long consume() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        long timeOuts = 0;
        for (int i = 0; i < items; i++) {
            Integer item = cell.take(deadline(random));
            while (item == null) {
                timeOuts++;
                item = cell.take(deadline(random));
            }
            if (item != i) {
                throw new AssertionError("took " + item + " instead of " + i);
            }
        }
        return timeOuts;
    }

    private static Deadline deadline(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? Deadline.afterNanos(random.nextLong(20_000), TimeSource.system())
                : Deadline.NEVER;
    }
}
