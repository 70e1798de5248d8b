package io.ropewalk.benchmarks.traffic;

import java.util.List;

/** Strands that do their tasks all at once, as often as asked. */
public interface Crew extends AutoCloseable {
    /**
     * Does all tasks once, and returns when the last is done.
     *
     * @throws InterruptedException when interrupted meanwhile
     * @throws IllegalStateException when one failed
     */
    void run() throws InterruptedException;

    @Override
    void close();

    /**
     * A crew.
     *
     * @param virtual whether its strands are virtual threads
     * @param tasks one for each strand
     * @return a new crew, ready for its first run
     */
    static Crew of(boolean virtual, List<? extends Task> tasks) {
        return virtual ? new VirtualCrew(tasks) : new PlatformCrew(tasks);
    }
}
