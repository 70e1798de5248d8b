package io.ropewalk.queues.ring;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.Spinner;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
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
     * step of a stage would wake them all for the room that one of them will take. Those who wait for
     * their turn try to claim too whenever they are woken. Whoever has the turn and wants several slots
     * wakes one of them for each step of the last gate that is not enough for itself.
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
        InTurn mine = new InTurn(turn, count);
        long unlucky = answer(turn.tryTake() ? Outcome.GRANTED : turn.await(mine, deadline));
        if (unlucky != 0) {
            return unlucky;
        }
        if (mine.claimed != NO_ROOM) {
            return mine.claimed;
        }
        try {
            return claimAtGate(count, deadline);
        } finally {
            turn.giveBack();
        }
    }

    /** Waits for the turn, or for as much room as this claim wants, which may come before. */
    private final class InTurn implements Attempt {
        private final Turn turn;
        private final int count;
        long claimed = NO_ROOM;

        InTurn(Turn turn, int count) {
            this.turn = turn;
            this.count = count;
        }

        @Override
        public Progress attempt() {
            claimed = tryClaim(count);
            if (claimed == CLOSED) {
                return Progress.CLOSED;
            }
            return claimed != NO_ROOM || turn.tryTake() ? Progress.DONE : Progress.NOT_YET;
        }
    }

    private long claimAtGate(int count, Deadline deadline) throws InterruptedException {
        while (true) {
            long claimed = tryClaim(count);
            if (claimed != NO_ROOM) {
                return claimed;
            }
            if (count > 1 && isTurnAwaited()) {
                turn().wake(1); // whose claim may be smaller
            }
            long needed = claimedEnd() + count - capacity;
            Track gate = room.blocking(needed);
            if (gate != null) {
                long stood = gate.end();
                long unlucky =
                        answer(
                                gate.waiters()
                                        .await(() -> look(gate, needed, stood, count), deadline));
                if (unlucky != 0) {
                    return unlucky;
                }
            }
        }
    }

    private Turn turn() {
        return Objects.requireNonNull(turn);
    }

    private boolean isTurnAwaited() {
        return turn != null && turn.isAwaited();
    }

    private Progress look(Track gate, long needed, long stood, int count) {
        if (isClosed()) {
            return Progress.CLOSED;
        }
        long end = gate.end();
        if (end - needed >= 0 || gate.isOver()) {
            return Progress.DONE;
        }
        boolean othersMayGo = count > 1 && end - stood > 0 && isTurnAwaited();
        return othersMayGo ? Progress.DONE : Progress.NOT_YET;
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
