package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A consumer of a ring: one handler, in one or several threads. It sees each item once, when all
 * the stages that it comes after are through with it. Made by {@link RingBuffer#stage}.
 *
 * <p>Thread roles: any thread may call anything here.
 */
public final class Stage {
    /*
     * stopAt: the first sequence that must not be handled any more; far ahead at first, and only ever
     * lowered (compareAndSet), by a failure to the failed sequence and by a cancel to before all. Then
     * `halted` is set, which is what workers read (opaque) before each item, and all queues are woken:
     * stopAt is read in the attempt that precedes a sleep.
     *
     * leaving: set under the graph's lock; a worker ends at its next batch. Then the upstreams' queues are
     * woken.
     *
     * The end. Each worker counts itself off; the last one ends the stage: see Graph.stageEnded.
     */
    private static final long FAR = 1L << 62;

    private static final int MOST_ATTACHED = 8;

    private static final VarHandle STOP_AT;
    private static final VarHandle HALTED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STOP_AT =
                    lookup.findVarHandle(Stage.class, "stopAt", long.class)
                            .withInvokeExactBehavior();
            HALTED =
                    lookup.findVarHandle(Stage.class, "halted", boolean.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Graph<?> graph;
    private final String name;
    private final List<Stage> after;
    private final Track[] tracks;
    private final long beforeAll;
    private final ThreadFactory threads;
    private final AtomicInteger working;
    private final StageFailedException shortOfMemory;
    private final AtomicReference<@Nullable StageFailedException> failure = new AtomicReference<>();

    /** Set once, before the stage is known to anybody. */
    private Worker<?>[] workers = {};

    private @Nullable Tickets tickets;

    @SuppressWarnings("unused") // by STOP_AT
    private long stopAt;

    @SuppressWarnings("unused") // by HALTED
    private boolean halted;

    private volatile long from;
    private volatile boolean leaving;
    private volatile boolean over;

    Stage(Graph<?> graph, StageBuilder<?> settings, long start) {
        this.graph = graph;
        name = settings.name;
        after = List.copyOf(settings.after);
        threads = settings.threads;
        from = start;
        beforeAll = start - 1;
        stopAt = start + FAR;
        working = new AtomicInteger(settings.workers);
        shortOfMemory =
                new StageFailedException(
                        name,
                        start,
                        new OutOfMemoryError("no memory to tell what failed, and where"));
        boolean shares = settings.workers > 1 && settings.key == null;
        tracks = new Track[shares ? 1 : settings.workers];
        for (int i = 0; i < tracks.length; i++) {
            tracks[i] = new Track(start, this, shares || graph.publisherFences());
        }
    }

    void staff(Worker<?>[] workers, @Nullable Tickets tickets) {
        this.workers = workers;
        this.tickets = tickets;
    }

    /** Sets where this begins, before any of its workers does. */
    void startAt(long position, long firstItem) {
        from = firstItem;
        if (tickets != null) {
            tickets.startAt(position);
        }
        for (Track track : tracks) {
            track.moveTo(position);
        }
    }

    Graph<?> graph() {
        return graph;
    }

    List<Stage> after() {
        return after;
    }

    Track[] tracks() {
        return tracks;
    }

    /** The first item that is this stage's business. */
    long from() {
        return from;
    }

    long position() {
        return Gates.least(tracks);
    }

    /** Whether there is an item that must not be handled any more. Opaque: asked for each item. */
    boolean isHalted() {
        Step.point();
        return (boolean) HALTED.getOpaque(this);
    }

    /** Whether an item must not be handled any more. */
    boolean mustHaltAt(long sequence) {
        Step.point();
        return sequence - (long) STOP_AT.getVolatile(this) >= 0;
    }

    /** Whether a worker that stands there must end. */
    boolean mustEndAt(long sequence) {
        return mustHaltAt(sequence) || leaving;
    }

    private void stopAt(long sequence) {
        while (true) {
            Step.point();
            long now = (long) STOP_AT.getVolatile(this);
            if (sequence - now >= 0 || STOP_AT.compareAndSet(this, now, sequence)) {
                HALTED.setVolatile(this, true);
                return;
            }
        }
    }

    /** Stops in front of an item, and closes the ring, also when memory is short. */
    void fail(long sequence, Throwable cause) {
        stopAt(sequence);
        StageFailedException failed = failure(sequence, cause);
        if (failure.compareAndSet(null, failed)) {
            graph.stageFailed(failed);
        } else {
            attach(cause);
            graph.wakeAll();
        }
    }

    private StageFailedException failure(long sequence, Throwable cause) {
        try {
            return new StageFailedException(name, sequence, cause);
        } catch (OutOfMemoryError e) {
            return shortOfMemory;
        }
    }

    /** Tells of a further failure of another worker, or behind a batch. */
    @SuppressWarnings("ReferenceEquality") // what must not be attached to itself is the object
    private void attach(Throwable cause) {
        StageFailedException first = failure.get();
        if (first != null
                && first.getCause() != cause
                && first.getSuppressed().length < MOST_ATTACHED) {
            first.addSuppressed(cause);
        }
    }

    /** Stops in front of the next item. The caller wakes all. */
    void cancel() {
        stopAt(beforeAll);
        endUnstarted();
    }

    void markLeaving() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean isOver() {
        return over;
    }

    void endUnstarted() {
        for (Worker<?> worker : workers) {
            worker.endUnstarted();
        }
    }

    void workerEnded() {
        if (working.decrementAndGet() == 0) {
            graph.stageEnded(this);
        }
    }

    /** Nobody works here any more: those who follow end where this stands. */
    void finish() {
        over = true;
        for (Track track : tracks) {
            track.finish();
        }
    }

    void start() {
        for (Worker<?> worker : workers) {
            worker.launch(threads);
        }
    }

    boolean hasCurrentThread() {
        for (Worker<?> worker : workers) {
            if (worker.isCurrent()) {
                return true;
            }
        }
        return false;
    }

    /** Wakes those who wait for this stage, and those who pause in it. */
    void wakeAll() {
        for (Track track : tracks) {
            track.waiters().wakeAll();
        }
        for (Worker<?> worker : workers) {
            worker.failures.wakePause();
        }
    }

    void wakeWorkers() {
        for (Worker<?> worker : workers) {
            worker.lookout.wake();
            worker.failures.wakePause();
        }
    }

    /**
     * The name.
     *
     * @return as given
     */
    public String name() {
        return name;
    }

    /**
     * Leaves the ring: the stage ends behind its current batch, or in front of an item whose retry
     * it waits for, and nobody waits for it any more. The threads of a partitioned stage may end at
     * different places. Returns at once; {@link #awaitDone} waits for the end. Does nothing when
     * the stage has ended, or is leaving.
     *
     * @throws IllegalStateException when there are stages behind this one
     */
    public void leave() {
        graph.leave(this);
    }

    /**
     * Waits until the stage has ended: at the end of a closed ring, after a failure or a cancel, or
     * because it left.
     *
     * @param timeout how long; zero or negative looks once
     * @return whether it has ended
     * @throws InterruptedException when interrupted before or while waiting
     * @throws IllegalStateException when called by a thread of a stage of this ring, which would
     *     wait for itself
     */
    public boolean awaitDone(Duration timeout) throws InterruptedException {
        return graph.await(() -> over, timeout);
    }

    /**
     * What stopped the stage.
     *
     * @return the failure, or null when there was none
     */
    public @Nullable StageFailedException failure() {
        return failure.get();
    }

    /**
     * What went through.
     *
     * @return a snapshot
     */
    public StageStats stats() {
        long handled = 0;
        long skipped = 0;
        long deadLettered = 0;
        long retried = 0;
        long parks = 0;
        for (Worker<?> worker : workers) {
            handled += worker.handled();
            skipped += worker.failures.skipped();
            deadLettered += worker.failures.deadLettered();
            retried += worker.failures.retried();
            parks += worker.lookout.parks();
        }
        long position = position();
        long end = graph.claims().frontier();
        long unprocessed = Math.max(0, published(end) - handled - skipped - deadLettered);
        return new StageStats(
                name,
                position,
                Math.max(0, end - position),
                handled,
                skipped,
                deadLettered,
                retried,
                unprocessed,
                parks);
    }

    /** How many items were published from this stage's start on. */
    private long published(long end) {
        long reached;
        long aborted = 0;
        if (tickets != null) {
            reached = tickets.next();
            for (Worker<?> worker : workers) {
                aborted += worker.aborted();
            }
        } else {
            Worker<?> furthest = workers[0];
            for (Worker<?> worker : workers) {
                if (worker.position() - furthest.position() > 0) {
                    furthest = worker;
                }
            }
            reached = furthest.position();
            aborted = furthest.aborted();
        }
        if (reached - from < 0) {
            reached = from;
        }
        long passed = reached - from - aborted;
        if (leaving) {
            return passed;
        }
        return passed + Math.max(0, end - reached) - graph.tombstones().countIn(reached, end);
    }

    @Override
    public String toString() {
        return "stage " + name + " of " + graph;
    }
}
