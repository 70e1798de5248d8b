package io.ropewalk.queues.ring;

import io.ropewalk.core.ClosedException;
import io.ropewalk.queues.ring.StormTally.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;

/** The stages of a storm: a random graph, that changes while it works. One thread changes it. */
final class StormGraph {
    static final int MOST_STAGES = 12;

    private final RingBuffer<StormSlot> ring;
    private final StormOracle oracle;
    private final StormTally tally;
    private final ThreadFactory threads;
    private final List<StormStage> present = new ArrayList<>();
    private final List<StormStage> left = new ArrayList<>();
    private int nextId;

    StormGraph(
            RingBuffer<StormSlot> ring,
            StormOracle oracle,
            StormTally tally,
            ThreadFactory threads) {
        this.ring = ring;
        this.oracle = oracle;
        this.tally = tally;
        this.threads = threads;
    }

    void build(SplittableRandom random) {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            join(random, Start.OLDEST);
        }
    }

    void change(SplittableRandom random) {
        if (random.nextBoolean()) {
            if (nextId < MOST_STAGES - 1) {
                Start start = random.nextBoolean() ? Start.NEXT : Start.OLDEST;
                if (join(random, start)) {
                    tally.count(start == Start.NEXT ? Event.JOINED_NEXT : Event.JOINED_OLDEST);
                }
            }
        } else if (!present.isEmpty()) {
            leave(present.get(random.nextInt(present.size())));
        }
    }

    /** A ring without stages keeps what it has: its producers would wait for ever. */
    void ensureOne(SplittableRandom random) {
        if (present.isEmpty()) {
            boolean ignored = join(random, Start.OLDEST);
        }
    }

    /** Nobody joins a closed ring. */
    void joinInVain(SplittableRandom random) {
        if (join(random, Start.NEXT)) {
            oracle.finding("a stage joined a closed ring");
        }
    }

    private boolean join(SplittableRandom random, Start start) {
        List<StormStage> after = new ArrayList<>();
        for (StormStage stage : present) {
            if (random.nextInt(3) == 0) {
                after.add(stage);
            }
        }
        StormStage stage = new StormStage(nextId, after, oracle, tally, random);
        try {
            stage.join(ring, start, threads, random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 0);
        } catch (ClosedException | IllegalStateException e) {
            tally.count(Event.JOIN_REFUSED);
            return false;
        }
        nextId++;
        present.add(stage);
        if (start == Start.NEXT) {
            oracle.joinedNext(stage.stage().from());
        }
        return true;
    }

    private void leave(StormStage stage) {
        try {
            stage.stage().leave();
        } catch (IllegalStateException e) {
            tally.count(Event.LEAVE_REFUSED);
            return;
        }
        if (stage.stage().isLeaving()) {
            tally.count(Event.LEFT);
            present.remove(stage);
            left.add(stage);
        }
    }

    List<StormStage> present() {
        return present;
    }

    List<StormStage> left() {
        return left;
    }
}
