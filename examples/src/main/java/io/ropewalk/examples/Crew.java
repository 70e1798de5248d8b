package io.ropewalk.examples;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Threads that start together, end together, and fail as one: structured concurrency in small.
 *
 * <p>Add the tasks, then {@link #run}: it starts one thread for each and comes back when all have
 * ended, never before. So no thread outlives the block that needs it, everything that the threads
 * wrote is visible afterwards ({@link Thread#join} promises that), and plain fields are enough for
 * their results.
 *
 * <p>The first failure counts. It is handed to the action that stops the others, at once and in the
 * thread that failed, and {@code run} throws it after all have ended. What others throw because
 * they were stopped comes along as suppressed exceptions.
 *
 * {@snippet :
 * Crew crew = new Crew(buffer::close); // close(cause) wakes whoever waits at the buffer
 * crew.add("producer", () -> produce(buffer));
 * crew.add("consumer", () -> consume(buffer));
 * crew.run();
 * }
 */
public final class Crew {
    private final Consumer<? super Throwable> stop;
    private final List<Thread> members = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * A crew without members.
     *
     * @param stop makes the other members end soon, given the first failure
     */
    public Crew(Consumer<? super Throwable> stop) {
        this.stop = stop;
    }

    /**
     * A crew that is stopped by interrupting its members: for tasks whose waiting cannot be ended
     * otherwise.
     *
     * @return a crew without members
     */
    public static Crew stoppedByInterrupt() {
        return new Crew();
    }

    private Crew() {
        this.stop = cause -> interrupt();
    }

    private void interrupt() {
        members.forEach(Thread::interrupt);
    }

    /** What a member does. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does it.
         *
         * @throws Exception when it fails, and the crew with it
         */
        void run() throws Exception;
    }

    /**
     * Adds a member; it starts with the others.
     *
     * @param name of its thread
     * @param task what it does
     */
    public void add(String name, Task task) {
        add(Thread.ofPlatform().name(name), task);
    }

    /**
     * Adds a member of another kind, such as {@code Thread.ofVirtual().name("worker")}.
     *
     * @param thread describes its thread
     * @param task what it does
     */
    public void add(Thread.Builder thread, Task task) {
        members.add(thread.unstarted(() -> perform(task)));
    }

    /**
     * Starts all members and waits until all have ended.
     *
     * @throws Exception the first failure of a member
     * @throws InterruptedException when interrupted; the members have been stopped and have ended
     */
    public void run() throws Exception {
        try {
            members.forEach(Thread::start);
        } catch (Throwable e) { // no memory for one more thread
            fail(e);
        }
        members.forEach(this::join);
        Throwable first = failure.get();
        switch (first) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(first);
        }
    }

    private void join(Thread member) {
        while (true) {
            try {
                member.join();
                return;
            } catch (InterruptedException e) {
                fail(e); // and keep waiting: the members end soon
            }
        }
    }

    private void perform(Task task) {
        try {
            task.run();
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        if (failure.compareAndSet(null, e)) {
            stop.accept(e);
            return;
        }
        Throwable first = failure.get();
        if (first != null && !first.equals(e.getCause())) { // otherwise it only repeats the first
            first.addSuppressed(e);
        }
    }
}
