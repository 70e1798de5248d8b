package io.ropewalk.examples.contention;

import io.ropewalk.examples.Lane;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.Rounds;
import io.ropewalk.examples.Rounds.Contender;
import io.ropewalk.examples.Traffic;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Threads that hand items over, through four queues in turns. */
final class Queues {
    static final int DECLARED = 0;
    static final int MANY = 1;
    static final int ARRAY = 2;
    static final List<String> NAMES =
            List.of(
                    "BoundedBuffer, declared",
                    "BoundedBuffer, MANY/MANY",
                    "ArrayBlockingQueue",
                    "LinkedBlockingQueue");

    private final Traffic<String> traffic;
    private final int capacity;
    private final int handOvers;
    private boolean complete = true;

    Queues(List<String> items, int capacity, int handOvers) {
        this.traffic = new Traffic<>(items.toArray(String[]::new), String::length);
        this.capacity = capacity;
        this.handOvers = handOvers;
    }

    /** How many threads stand on each side. */
    enum Shape {
        MANY_TO_MANY("n senders, n receivers"),
        MANY_TO_ONE("n senders, 1 receiver"),
        ONE_TO_MANY("1 sender, n receivers");

        final String title;

        Shape(String title) {
            this.title = title;
        }

        int senders(int n) {
            return this == ONE_TO_MANY ? 1 : n;
        }

        int receivers(int n) {
            return this == MANY_TO_ONE ? 1 : n;
        }

        String heading(int n) {
            return senders(n) + " -> " + receivers(n);
        }
    }

    Figures measure(Shape shape, int[] threads, int warmUps, int rounds, Progress progress)
            throws Exception {
        Figures figures = new Figures(shape.title, "hand-over", NAMES, threads, handOvers, 1000);
        for (int i = 0; i < threads.length; i++) {
            int column = i;
            int n = threads[i];
            List<Contender> contenders = new ArrayList<>();
            for (int k = 0; k < NAMES.size(); k++) {
                int who = k;
                contenders.add(() -> {
                    Traffic.Run run =
                            traffic.run(
                                    lane(who, shape, n),
                                    shape.senders(n),
                                    shape.receivers(n),
                                    handOvers);
                    complete &= run.complete();
                    figures.ran(who, column, run.switches());
                    progress.step();
                    return run.seconds();
                });
            }
            figures.measured(column, Rounds.measure(warmUps, rounds, contenders));
        }
        return figures;
    }

    private Lane<String> lane(int who, Shape shape, int n) {
        return switch (who) {
            case DECLARED ->
                    new Lane.Ropewalk<>(
                            BoundedBuffer.<String>builder(capacity)
                                    .producers(parties(shape.senders(n)))
                                    .consumers(parties(shape.receivers(n)))
                                    .build());
            case MANY -> new Lane.Ropewalk<>(BoundedBuffer.of(capacity));
            case ARRAY -> new Lane.ArrayQueue<>(new ArrayBlockingQueue<>(capacity));
            default -> new Lane.LinkedQueue<>(new LinkedBlockingQueue<>(capacity));
        };
    }

    private static Parties parties(int threads) {
        return threads == 1 ? Parties.ONE : Parties.MANY;
    }

    /** Whether in every run so far all that was sent has arrived. */
    boolean complete() {
        return complete;
    }
}
