package io.ropewalk.benchmarks.queues;

import io.ropewalk.queues.Parties;
import io.ropewalk.queues.ring.RingBuffer;
import io.ropewalk.queues.ring.RingStats;
import io.ropewalk.queues.ring.Stage;
import io.ropewalk.queues.ring.StageStats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/** Our ring as it is built by default, told that it has one producer. Its stages park. */
final class RopewalkRing implements Ring {
    private final RingBuffer<Slot> ring;

    RopewalkRing(List<Step> steps, int slots, ThreadFactory threads) {
        ring = RingBuffer.builder(slots, Slot::new).producers(Parties.ONE).keep().build();
        Map<Step, Stage> stages = new HashMap<>();
        for (Step step : steps) {
            Stage[] after = step.after().stream().map(stages::get).toArray(Stage[]::new);
            stages.put(
                    step,
                    ring.stage("step" + stages.size(), (slot, sequence, end) -> step.on(slot))
                            .after(after)
                            .threads(threads)
                            .add());
        }
        ring.start();
    }

    @Override
    public void publish(long value) throws InterruptedException {
        long sequence = ring.claim();
        ring.get(sequence).value = value;
        ring.publish(sequence);
    }

    @Override
    public long parks() {
        RingStats stats = ring.stats();
        return stats.timesFull() + stats.stages().stream().mapToLong(StageStats::parks).sum();
    }

    @Override
    public void close() {
        ring.cancel();
    }
}
