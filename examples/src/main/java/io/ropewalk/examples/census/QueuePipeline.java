package io.ropewalk.examples.census;

import io.ropewalk.examples.Crew;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same program as {@link CensusPipeline} over the JDK's {@link ArrayBlockingQueue}, to compare.
 *
 * <p>That queue cannot be closed. So the end is a magic item that each reader must recognise, pass
 * on for the next one, and never count; and a failure reaches those who wait by interrupts only.
 */
final class QueuePipeline {
    private static final Path LAST_PATH = Path.of("");
    private static final ClassFacts LAST_FACTS = new ClassFacts("", 0, 0, 0);

    private final BlockingQueue<Path> paths;
    private final BlockingQueue<ClassFacts> facts;
    private final int workers;
    private final ClassParser parser;
    private final Runnable onClass;
    private final AtomicInteger parsing;
    private final Census census = new Census();

    QueuePipeline(int workers, int capacity, ClassParser parser, Runnable onClass) {
        this.paths = new ArrayBlockingQueue<>(capacity);
        this.facts = new ArrayBlockingQueue<>(capacity);
        this.workers = workers;
        this.parser = parser;
        this.onClass = onClass;
        this.parsing = new AtomicInteger(workers);
    }

    Census run(List<Path> files) throws Exception {
        Crew crew = Crew.stoppedByInterrupt();
        crew.add("source", () -> put(files));
        for (int i = 1; i <= workers; i++) {
            crew.add("parser " + i, this::parse);
        }
        crew.add("aggregator", this::aggregate);
        crew.run();
        return census;
    }

    private void put(List<Path> files) throws InterruptedException {
        for (Path file : files) {
            paths.put(file);
        }
        paths.put(LAST_PATH);
    }

    private void parse() throws IOException, InterruptedException {
        Path file = paths.take();
        while (!file.equals(LAST_PATH)) {
            facts.put(parser.parse(file));
            file = paths.take();
        }
        paths.put(LAST_PATH); // for the next parser; the last one leaves it behind
        if (parsing.decrementAndGet() == 0) {
            facts.put(LAST_FACTS);
        }
    }

    private void aggregate() throws InterruptedException {
        ClassFacts next = facts.take();
        while (!next.equals(LAST_FACTS)) {
            census.add(next);
            onClass.run();
            next = facts.take();
        }
    }
}
