package io.ropewalk.benchmarks.traffic;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Virtual threads, new ones for each run: that is how they are used. */
final class VirtualCrew implements Crew {
    private final List<Task> tasks;
    private final Thread[] threads;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    VirtualCrew(List<? extends Task> tasks) {
        this.tasks = List.copyOf(tasks);
        this.threads = new Thread[tasks.size()];
    }

    @Override
    public void run() throws InterruptedException {
        for (int i = 0; i < threads.length; i++) {
            Task task = tasks.get(i);
            threads[i] = Thread.ofVirtual().unstarted(() -> perform(task));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a task failed", failure.get());
        }
    }

    private void perform(Task task) {
        try {
            task.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e); // the others fail because of this one
            for (Thread thread : threads) {
                thread.interrupt(); // they would wait for ever
            }
        }
    }

    @Override
    public void close() {}
}
