package io.ropewalk.queues.ring;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.queues.Parties;

import java.util.Objects;

/**
 * A ring with a stage, whose worker an actor runs, or whose steps it takes in the worker's place.
 *
 * <p>Where a protocol is run on several kinds of ring, it is an abstract class with the body and
 * the outcomes, and each kind a nested class, as for buffers.
 */
abstract class RingRace {
    /** Parks at once, sleeps without a timer: a lost wake-up stays lost. */
    static final WaitPolicy STRICT = WaitPolicy.PUBLISHER_FENCES.withoutSpinning();

    /** What is in a slot. Plain: whoever sees it must have been told. */
    static final class Slot {
        int value;
    }

    /** Runs nothing: the work is for an actor. */
    private static final class Idle extends Thread {
        @Override
        public synchronized void start() {}
    }

    final RingBuffer<Slot> ring;
    final Stage stage;
    final Claims claims;
    private Runnable work = () -> {};

    RingRace(RingBufferBuilder<Slot> builder) {
        ring = builder.waitPolicy(STRICT).build();
        stage =
                ring.stage("stage", (slot, sequence, end) -> handle(slot))
                        .threads(worker -> {
                            work = Objects.requireNonNull(worker);
                            return new Idle();
                        })
                        .add();
        claims = stage.graph().claims();
    }

    static RingBufferBuilder<Slot> of(Parties producers, int capacity) {
        return RingBuffer.builder(capacity, Slot::new).keep().producers(producers);
    }

    /** What the stage does when an actor runs its worker. */
    void handle(Slot slot) {}

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
        return work;
    }

    /** What the only worker of a stage does when it is through with a batch. */
    static void step(Stage stage, long end) {
        stage.tracks()[0].moveTo(end);
        stage.graph().stageMoved();
    }
}
