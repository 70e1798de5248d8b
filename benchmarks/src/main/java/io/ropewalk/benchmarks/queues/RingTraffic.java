package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Task;
import io.ropewalk.benchmarks.traffic.Traffic;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Numbers through a ring with stages. The caller is the producer; a run ends when every stage has
 * handled the last item.
 */
final class RingTraffic implements Task.Receiving {
    private static final int LIMIT_SECONDS = 15;
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final Semaphore done = new Semaphore(0);
    private final List<Step> steps;
    private final int items;
    private final Ring ring;

    private RingTraffic(Steps graph, Ring.Maker peer, int slots, ThreadFactory threads, int items) {
        this.steps = graph.steps(done);
        this.items = items;
        this.ring = peer.make(steps, slots, threads);
    }

    /** Makes everything that a run needs, and starts the stages. */
    static Traffic of(
            Steps graph, Ring.Maker peer, int slots, ThreadFactory threads, int operations) {
        RingTraffic task = new RingTraffic(graph, peer, slots, threads, operations);
        return new Traffic(
                graph.name(),
                List.of(task.ring),
                false,
                List.of(task),
                expected(graph, operations));
    }

    /** What the stages find when one thread does it all. */
    private static long expected(Steps graph, int items) {
        List<Step> steps = graph.steps(new Semaphore(0));
        steps.forEach(step -> step.begin(items));
        Slot slot = new Slot();
        for (int i = 0; i < items; i++) {
            slot.value = i * STEP;
            steps.forEach(step -> step.on(slot));
        }
        return sum(steps);
    }

    private static long sum(List<Step> steps) {
        long sum = 0;
        for (Step step : steps) {
            sum = 31 * sum + step.digest(); // also says which stage saw what
        }
        return sum;
    }

    @Override
    public void run() throws InterruptedException {
        for (Step step : steps) {
            step.begin(items);
        }
        for (int i = 0; i < items; i++) {
            ring.publish(i * STEP);
        }
        if (!done.tryAcquire(steps.size(), LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("stages are not done after " + LIMIT_SECONDS + " s");
        }
    }

    @Override
    public long sum() {
        return sum(steps);
    }
}
