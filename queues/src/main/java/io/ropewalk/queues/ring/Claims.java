package io.ropewalk.queues.ring;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.Spinner;

import org.jspecify.annotations.Nullable;

import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The producers' side of a ring: which sequences are claimed, which are published, and the end. Its
 * subclasses are the algorithms for one producer and for many.
 */
abstract class Claims implements Upstream {
    /*
     * A claim is taken only when there is room for it: nothing is reserved by a call that waits, so an
     * interrupt, a time-out or a close has nothing to take back.
     *
     * Waiting for room. The producer waits at one gate that has not come far enough, in the queue of
     * that gate's track: so only the party that holds it up wakes it. Behind that gate it looks at all
     * gates again. Where there can be many producers, one at a time waits at the gates (Turn), or each
     * step of a stage would wake them all for the room that one of them will take.
     *
     * Which gates there are can change while it waits. A gate that is removed is one of three: a stage
     * that left, or a floor that stood in for stages to come, both of which are finished (Track.over)
     * after they were replaced, which ends the wait; or a stage that got a follower: it goes on, and
     * what the producer needs of the follower it needs of this stage too.
     */
    static final long NO_ROOM = RingBuffer.NO_ROOM;
    static final long CLOSED = NO_ROOM - 1;

    final int capacity;
    final long first;
    final int mask;
    final Gates room;
    final Tombstones tombstones;
    private final Object ring;
    private final @Nullable Turn turn;
    private final Spinner spinner;
    private final LongAdder timesFull = new LongAdder();

    Claims(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombs, boolean many) {
        this.ring = ring;
        this.room = room;
        tombstones = tombs;
        capacity = builder.capacity;
        first = builder.firstSequence;
        mask = builder.slots() - 1;
        turn = many ? new Turn(ring, "claim in turn") : null;
        WaitPolicy policy = builder.waitPolicy;
        spinner = new Spinner(policy.maxSpins(), policy.yields(), capacity, this::claimedEnd);
    }

    /**
     * Claims if there is room: the first of {@code count} sequences, {@link #NO_ROOM} or {@link
     * #CLOSED}.
     */
    abstract long tryClaim(int count);

    /** Publishes sequences that are claimed. */
    abstract void publish(long from, int count);

    /**
     * Checks that a sequence is claimed and not published, as far as that can be told.
     *
     * @throws IllegalStateException when it is not
     */
    abstract void requireUnpublished(long sequence);

    /** Accepts no more claims, as far as the caller may decide that. Wakes no producers. */
    abstract void close();

    /** Lets a close that waits for the producer take effect, if the caller may decide that. */
    abstract void sealIfAllowed();

    abstract boolean isClosed();

    /** Behind the last claim. */
    abstract long claimedEnd();

    /**
     * Behind the last item that is published in order or, with many producers, claimed. Not before
     * what any stage has passed, and not behind a claim that comes after this call.
     */
    abstract long frontier();

    /** The first sequence from {@code from} on that is claimed and not published. */
    abstract OptionalLong unpublished(long from);

    final void wakeProducersInTurn() {
        if (turn != null) {
            turn.wakeAll();
        }
    }

    final void countFull() {
        timesFull.increment();
    }

    final long timesFull() {
        return timesFull.sum();
    }

    final long parksInTurn() {
        return turn == null ? 0 : turn.sleeps();
    }

    /**
     * Waits for room, and claims.
     *
     * @return the first sequence, {@link #NO_ROOM} when the time was up, or {@link #CLOSED}
     */
    final long claimSlowly(int count, Deadline deadline) throws InterruptedException {
        int tries = spinner.tries();
        for (int i = 0; i < tries; i++) {
            spinner.pause(i, tries);
            long claimed = tryClaim(count);
            if (claimed != NO_ROOM) {
                spinner.hit();
                return claimed;
            }
        }
        if (tries > 0) {
            spinner.miss();
        }
        if (turn == null) {
            return claimAtGate(count, deadline);
        }
        long unlucky = answer(turn.take(deadline, this::isClosed));
        if (unlucky != 0) {
            return unlucky;
        }
        try {
            return claimAtGate(count, deadline);
        } finally {
            turn.giveBack();
        }
    }

    private long claimAtGate(int count, Deadline deadline) throws InterruptedException {
        while (true) {
            long claimed = tryClaim(count);
            if (claimed != NO_ROOM) {
                return claimed;
            }
            long needed = claimedEnd() + count - capacity;
            Track gate = room.blocking(needed);
            if (gate != null) {
                long unlucky = answer(gate.waiters().await(() -> look(gate, needed), deadline));
                if (unlucky != 0) {
                    return unlucky;
                }
            }
        }
    }

    private Progress look(Track gate, long needed) {
        if (isClosed()) {
            return Progress.CLOSED;
        }
        return gate.end() - needed >= 0 || gate.isOver() ? Progress.DONE : Progress.NOT_YET;
    }

    /** Zero to go on, or what the call answers. */
    private long answer(Outcome outcome) throws InterruptedException {
        return switch (outcome) {
            case GRANTED -> 0;
            case CLOSED -> {
                sealIfAllowed();
                yield CLOSED;
            }
            case TIMED_OUT -> NO_ROOM;
            case INTERRUPTED -> throw new InterruptedException("interrupted in claim on " + ring);
            case CANCELLED -> throw new AssertionError("a strand's wait is never cancelled");
        };
    }
}
