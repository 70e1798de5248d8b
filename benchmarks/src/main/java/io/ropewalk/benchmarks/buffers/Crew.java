package io.ropewalk.benchmarks.buffers;

import java.util.List;

/** Strands that do their tasks all at once, as often as asked. */
interface Crew extends AutoCloseable {
    /**
     * Does all tasks once, and returns when the last is done.
     *
     * @throws IllegalStateException when one failed
     */
    void run() throws InterruptedException;

    @Override
    void close();

    static Crew of(boolean virtual, List<Task> tasks) {
        return virtual ? new VirtualCrew(tasks) : new PlatformCrew(tasks);
    }
}
