package io.ropewalk.benchmarks.traffic;

import java.util.List;

/** A peer at work: moves a number of items from end to end, as often as asked, and is checked. */
public final class Traffic implements AutoCloseable {
    private final String name;
    private final List<Subject> subjects;
    private final List<Task.Receiving> receivers;
    private final Crew crew;
    private final long expected;

    /**
     * Starts the strands.
     *
     * @param name what is said to have failed
     * @param subjects what the tasks use; closed in the end
     * @param virtual whether the strands are virtual threads
     * @param tasks what a run does, all at once; on platform threads the first is the caller's
     * @param expected what all that receive must have added up in a run
     */
    public Traffic(
            String name,
            List<? extends Subject> subjects,
            boolean virtual,
            List<? extends Task> tasks,
            long expected) {
        this.name = name;
        this.subjects = List.copyOf(subjects);
        this.receivers =
                tasks.stream()
                        .filter(Task.Receiving.class::isInstance)
                        .map(Task.Receiving.class::cast)
                        .toList();
        this.expected = expected;
        this.crew = Crew.of(virtual, tasks);
    }

    /**
     * Moves all items once.
     *
     * @return the sum of their values
     * @throws InterruptedException when JMH gives up
     * @throws IllegalStateException when that is not the sum of what was handed in
     */
    public long run() throws InterruptedException {
        crew.run();
        long sum = 0;
        for (Task.Receiving receiver : receivers) {
            sum += receiver.sum();
        }
        if (sum != expected) {
            throw new IllegalStateException("what came out is not what went in: " + name);
        }
        return sum;
    }

    /**
     * How often somebody slept.
     *
     * @return how often, where the peer counts it
     */
    public long parks() {
        long parks = 0;
        for (Subject subject : subjects) {
            parks += subject.parks();
        }
        return parks;
    }

    @Override
    public void close() {
        crew.close();
        subjects.forEach(Subject::close);
    }
}
