package io.ropewalk.queues.ring;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.queues.Parties;

import java.util.concurrent.ThreadFactory;

/**
 * A ring with a stage, whose worker an actor runs, or whose steps it takes in the worker's place.
 *
 * <p>Where a protocol is run on several kinds of ring, it is an abstract class with the body and
 * the outcomes, and each kind a nested class, as for buffers.
 */
abstract class RingRace {
    /** Parks at once, sleeps without a timer: a lost wake-up stays lost. */
    private static final WaitPolicy STRICT = WaitPolicy.PUBLISHER_FENCES.withoutSpinning();

    /** What is in a slot. Plain: whoever sees it must have been told. */
    static final class Slot {
        int value;
    }

    /** Remembers what it was handed last. */
    static final class Handled implements StageHandler<Slot> {
        volatile int value;

        @Override
        public void onItem(Slot slot, long sequence, boolean endOfBatch) {
            value = slot.value;
        }
    }

    /** Keeps the work of the stage's thread for an actor. */
    private static final class Kept implements ThreadFactory {
        Runnable work = () -> {};

        @Override
        public Thread newThread(Runnable worker) {
            work = worker;
            return new Idle();
        }
    }

    private static final class Idle extends Thread {
        @Override
        public synchronized void start() {}
    }

    final RingBuffer<Slot> ring;
    final Handled handled = new Handled();
    final Stage stage;
    final Claims claims;
    private final Kept kept = new Kept();

    /** With so many items of value 1, and behind them so many claims that are pending. */
    RingRace(RingBufferBuilder<Slot> builder, int published, int claimed) {
        ring = builder.build();
        for (int i = 0; i < published; i++) {
            if (!ring.tryPublish(slot -> slot.value = 1)) {
                throw new AssertionError("full");
            }
        }
        if (claimed > 0 && ring.tryClaim(claimed) < 0) {
            throw new AssertionError("full");
        }
        stage = ring.stage("stage", handled).threads(kept).add();
        claims = stage.graph().claims();
    }

    /** Publishes without the fence that would hide what the algorithm leaves out of order. */
    static RingBufferBuilder<Slot> of(Parties producers, int capacity) {
        return RingBuffer.builder(capacity, Slot::new).keep().producers(producers);
    }

    static RingBufferBuilder<Slot> strict(Parties producers, int capacity) {
        return of(producers, capacity).waitPolicy(STRICT);
    }

    /** Claims, writes and publishes, without an exception at the end: whether it was accepted. */
    final boolean put(int value) {
        long sequence = claims.tryClaim(1);
        if (sequence < 0) {
            return false;
        }
        ring.get(sequence).value = value;
        ring.publish(sequence);
        return true;
    }

    /** The work of the stage's thread. */
    final Runnable worker() {
        ring.start();
        return kept.work;
    }

    /** What the only worker of a stage does when it is through with a batch. */
    static void step(Stage stage, long end) {
        stage.tracks()[0].moveTo(end);
        stage.graph().stageMoved();
    }
}
