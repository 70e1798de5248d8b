package io.ropewalk.examples.tasks;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Sender;
import io.ropewalk.examples.Crew;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A task queue: one producer finds work, several workers do it, one aggregator collects what comes
 * out.
 *
 * <pre>
 *              tasks                  results
 *  producer --[||||||]--+- worker 1 -+-[||||]-- aggregator
 *                       +- worker 2 -+
 *                       +- ...      -+
 * </pre>
 *
 * <p><b>Who does what.</b> Nobody hands tasks out: a worker that has finished one takes the next.
 * So a worker that got a large file gets few others, and all are busy until the end.
 *
 * <p><b>How it ends.</b> The producer closes the tasks. Each worker's loop ends when they are
 * closed and empty; then the worker closes its own handle to the results ({@code
 * results.sender()}). The handles are counted: the last one closes the results, and the aggregator
 * ends.
 *
 * <p><b>How it is cancelled.</b> {@link #cancel} may come from anywhere, at any time. The producer
 * is refused the next task, the workers finish what they hold and then find the end, and what
 * waited in the buffer goes to {@code onUndelivered}. Each task that was accepted is now either
 * processed or known by name: none is lost, none is done twice.
 *
 * <p>For one run.
 */
final class HashQueue {
    private final BoundedBuffer<Task> tasks;
    private final BoundedBuffer<Hashed> results;
    private final Queue<Task> undelivered = new ConcurrentLinkedQueue<>();
    private final List<Task> sent = new ArrayList<>(); // by the producer; read after it has ended
    private final Tally tally = new Tally(); // by the aggregator; likewise
    private final int workers;
    private final Thread.Builder thread;
    private final Function<Task, Hashed> work;
    private final Runnable onResult;
    private volatile boolean cancelled;

    /**
     * Lays the queue out.
     *
     * @param workers how many threads work
     * @param thread what kind of threads they are
     * @param capacity how many tasks wait at most, and how many results
     * @param work what to do with a task
     * @param onResult called by the aggregator after each result
     */
    HashQueue(
            int workers,
            Thread.Builder thread,
            int capacity,
            Function<Task, Hashed> work,
            Runnable onResult) {
        this.tasks =
                BoundedBuffer.<Task>builder(capacity)
                        .name("tasks")
                        .producers(Parties.ONE)
                        .onUndelivered(undelivered::add)
                        .build();
        this.results =
                BoundedBuffer.<Hashed>builder(capacity)
                        .name("results")
                        .consumers(Parties.ONE)
                        .build();
        this.workers = workers;
        this.thread = thread;
        this.work = work;
        this.onResult = onResult;
    }

    /** Where tasks come from. */
    @FunctionalInterface
    interface Source {
        /** Finds one task after the other, and shows each to the visitor. */
        void walk(FileTree.Visitor visitor) throws IOException, InterruptedException;
    }

    /** Does all tasks of a source; throws what the first failing thread threw. */
    Tally run(Source source) throws Exception {
        Crew crew = new Crew(this::stop);
        crew.add("producer", () -> produce(source));
        for (int i = 1; i <= workers; i++) {
            Sender<Hashed> out = results.sender(); // all of them, before the first is closed
            crew.add(thread.name("worker " + i), () -> work(out));
        }
        crew.add("aggregator", this::aggregate);
        crew.run();
        return tally;
    }

    private void produce(Source source) throws IOException, InterruptedException {
        try {
            source.walk(task -> {
                tasks.send(task); // waits while all workers are busy and the buffer is full
                sent.add(task);
            });
        } catch (ClosedException e) {
            if (!cancelled) {
                throw e;
            }
        }
        tasks.close();
    }

    private void work(Sender<Hashed> out) throws InterruptedException {
        try (out) { // the last one out closes the door
            for (Task task : tasks) {
                out.send(work.apply(task));
            }
        }
    }

    private void aggregate() {
        for (Hashed result : results) {
            tally.add(result);
            onResult.run();
        }
    }

    /** Ends it early: tasks that nobody has begun will not be done. */
    void cancel() {
        cancelled = true;
        tasks.cancel();
    }

    private void stop(Throwable cause) {
        tasks.close(cause);
        tasks.cancel();
        results.close(cause);
        results.cancel();
    }

    boolean cancelled() {
        return cancelled;
    }

    /** The tasks that the buffer has accepted, as the producer counts them. */
    List<Task> sent() {
        return List.copyOf(sent);
    }

    /** The tasks that were accepted and will not be done. */
    List<Task> undelivered() {
        return List.copyOf(undelivered);
    }

    ChannelStats taskStats() {
        return tasks.stats();
    }

    ChannelStats resultStats() {
        return results.stats();
    }
}
