package io.ropewalk.examples.census;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.examples.Crew;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the census with several threads, which share nothing but two buffers:
 *
 * <pre>
 *            paths                  facts
 *  source --[||||||]--+- parser 1 -+-[||||]-- aggregator
 *                     +- parser 2 -+
 *                     +- ...      -+
 * </pre>
 *
 * <p><b>Why buffers.</b> Each thread runs an ordinary loop over ordinary objects. No two of them
 * ever touch the same one at a time, because handing an item over also hands over everything that
 * was done before (<i>happens-before</i>). There is no lock to forget.
 *
 * <p><b>Why bounded.</b> The source is much faster than the parsers. With room for a fixed number
 * of paths it waits for them (<i>back-pressure</i>); without a bound it would only fill the memory.
 *
 * <p><b>How it ends.</b> The source closes its buffer. Each parser's loop ends when that buffer is
 * closed and empty; the last parser closes the next one. Nobody counts, and nobody sends a magic
 * last item.
 *
 * <p><b>How it fails.</b> When any thread fails, {@link #stop} closes both buffers with the reason
 * and cancels them. Whoever waits there wakes up, everyone ends, and {@link #run} throws the first
 * failure. It cannot hang.
 *
 * <p>For one run.
 */
final class CensusPipeline {
    private final BoundedBuffer<Path> paths;
    private final BoundedBuffer<ClassFacts> facts;
    private final int workers;
    private final ClassParser parser;
    private final Runnable onClass;
    private final AtomicInteger parsing;
    private final Census census = new Census();

    /**
     * Lays the pipeline out.
     *
     * @param workers how many threads parse
     * @param capacity how many items fit into each buffer
     * @param parser what they parse with
     * @param onClass called by the aggregator after each class
     */
    CensusPipeline(int workers, int capacity, ClassParser parser, Runnable onClass) {
        // Who stands at each side picks the algorithm: one thread needs less ceremony than many.
        this.paths = BoundedBuffer.<Path>builder(capacity).producers(Parties.ONE).build();
        this.facts = BoundedBuffer.<ClassFacts>builder(capacity).consumers(Parties.ONE).build();
        this.workers = workers;
        this.parser = parser;
        this.onClass = onClass;
        this.parsing = new AtomicInteger(workers);
    }

    /** Counts the classes in these files; throws what the first failing thread threw. */
    Census run(List<Path> files) throws Exception {
        Crew crew = new Crew(this::stop);
        crew.add("source", () -> send(files));
        for (int i = 1; i <= workers; i++) {
            crew.add("parser " + i, this::parse);
        }
        crew.add("aggregator", this::aggregate);
        crew.run();
        return census;
    }

    private void send(List<Path> files) throws InterruptedException {
        for (Path file : files) {
            paths.send(file); // waits while the buffer is full
        }
        paths.close();
    }

    private void parse() throws IOException, InterruptedException {
        for (Path file : paths) { // waits while the buffer is empty; ends when it is also closed
            facts.send(parser.parse(file));
        }
        if (parsing.decrementAndGet() == 0) {
            facts.close(); // the last one out closes the door
        }
    }

    private void aggregate() {
        for (ClassFacts next : facts) {
            census.add(next);
            onClass.run();
        }
    }

    private void stop(Throwable cause) {
        paths.close(cause); // the source need not send any more,
        paths.cancel(); // the parsers need not finish what was sent,
        facts.close(cause); // and so on down the line
        facts.cancel();
    }

    ChannelStats pathStats() {
        return paths.stats();
    }

    ChannelStats factStats() {
        return facts.stats();
    }
}
