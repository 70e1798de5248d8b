package io.ropewalk.queues.ring;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Describes a {@link Stage}. Not for concurrent use.
 *
 * @param <E> what a slot holds
 */
public final class StageBuilder<E> {
    private static final int MAX_WORKERS = 1 << 10;
    private static final int USUAL_BATCH = 1024;

    private final Graph<E> graph;
    final String name;
    final StageHandler<? super E> handler;
    final List<Stage> after = new ArrayList<>();
    int workers = 1;
    @Nullable Function<? super E, ?> key;
    ErrorPolicy<? super E> errorPolicy = ErrorPolicy.<E>stop();
    ThreadFactory threads;
    int batchLimit;

    StageBuilder(Graph<E> graph, String name, StageHandler<? super E> handler, int capacity) {
        this.graph = graph;
        this.name = Objects.requireNonNull(name, "name");
        this.handler = Objects.requireNonNull(handler, "handler");
        threads = namedDaemons(graph, name);
        // Half a ring at a time would make producers and stages take turns.
        batchLimit = Math.max(1, Math.min(USUAL_BATCH, capacity / 4));
    }

    /** Platform threads that keep neither the JVM nor anybody's class loader alive. */
    private static ThreadFactory namedDaemons(Graph<?> graph, String stage) {
        AtomicInteger number = new AtomicInteger();
        String prefix = graph.name().isEmpty() ? "ring-" : graph.name() + "-";
        return work -> {
            int count = number.getAndIncrement();
            String name = prefix + stage + (count == 0 ? "" : "-" + count);
            Thread thread = new Thread(null, work, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        };
    }

    /**
     * Lets the stage see an item only when all these are through with it. Without this it follows
     * the producers.
     *
     * @param stages stages of the same ring
     * @return this
     */
    public StageBuilder<E> after(Stage... stages) {
        for (Stage stage : stages) {
            after.add(Objects.requireNonNull(stage, "stage"));
        }
        return this;
    }

    /**
     * Has several threads share the items: each item is handled by one of them, in any order.
     * Stages behind see the items in order all the same. While items are done within microseconds,
     * a thread takes up to 16 at once; {@code batchLimit(1)} keeps it from that.
     *
     * @param workers how many threads, from 1 to 1024
     * @return this
     * @throws IllegalArgumentException when out of that range
     */
    public StageBuilder<E> workers(int workers) {
        return staff(workers, null);
    }

    /**
     * Divides the items among several threads by a key: those with equal keys are handled by one
     * thread, in order.
     *
     * @param key gives the key of an item; called by each of the threads for each item, so it must
     *     be cheap, must give equal keys each time, and what it reads must not be written by this
     *     very stage. An item whose key cannot be computed goes to the first thread as one whose
     *     handler failed
     * @param workers how many threads, from 1 to 1024
     * @return this
     * @throws IllegalArgumentException when out of that range
     */
    public StageBuilder<E> partitionedBy(Function<? super E, ?> key, int workers) {
        return staff(workers, Objects.requireNonNull(key, "key"));
    }

    private StageBuilder<E> staff(int workers, @Nullable Function<? super E, ?> key) {
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new IllegalArgumentException(
                    "workers is " + workers + ", must be between 1 and " + MAX_WORKERS);
        }
        this.workers = workers;
        this.key = workers == 1 ? null : key;
        return this;
    }

    /**
     * Sets what becomes of the stage and the item when the handler throws.
     *
     * @param policy the policy; {@link ErrorPolicy#stop} by default
     * @return this
     */
    public StageBuilder<E> onError(ErrorPolicy<? super E> policy) {
        this.errorPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets who makes the stage's threads.
     *
     * @param threads makes one thread for each worker; named platform daemons without a context
     *     class loader by default
     * @return this
     */
    public StageBuilder<E> threads(ThreadFactory threads) {
        this.threads = Objects.requireNonNull(threads, "threads");
        return this;
    }

    /**
     * Sets how many items may pass before the stages behind and the producers learn of it.
     *
     * @param batchLimit at least 1; a quarter of the ring and at most 1024 by default
     * @return this
     * @throws IllegalArgumentException when less than 1
     */
    public StageBuilder<E> batchLimit(int batchLimit) {
        if (batchLimit < 1) {
            throw new IllegalArgumentException(
                    "batchLimit is " + batchLimit + ", must be at least 1");
        }
        this.batchLimit = batchLimit;
        return this;
    }

    /**
     * Adds the stage to its ring, to begin with the oldest item there; before the ring's start that
     * is the first. Its threads start with the ring, or now if that has been started.
     *
     * @return the stage
     * @throws IllegalArgumentException when another stage has this name, or when one to come after
     *     is of another ring
     * @throws IllegalStateException when one to come after has left or ended
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     */
    public Stage add() {
        return join(Start.OLDEST);
    }

    /**
     * Adds the stage to its ring, which may be at work.
     *
     * @param start with which item it begins
     * @return the stage
     * @throws IllegalArgumentException when another stage has this name, or when one to come after
     *     is of another ring
     * @throws IllegalStateException when one to come after has left or ended
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     */
    public Stage join(Start start) {
        return graph.add(this, Objects.requireNonNull(start, "start"));
    }
}
