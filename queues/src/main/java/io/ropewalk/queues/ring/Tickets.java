package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.Step;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Which items of a work-sharing stage are taken, and which are done. */
final class Tickets {
    /*
     * Taking. Runs of items are taken in the order of the sequence, by the one member that has the turn;
     * next and seen are its own then (next is also read by statistics: opaque). It waits for more items
     * with the turn in its hands, so each step of an upstream wakes one member, which passes the turn on.
     *
     * Done, in order. done[slot of a run's first] = the end of the run, stored (release) when all its
     * items are done. The track may go from p to that end if done[slot of p] lies behind p: what was
     * stored there in an earlier lap does not. Runs that are done make one chain; whoever completes one
     * walks it from the track's end and moves the end by compareAndSet.
     *
     * No completed run is left behind:  A { done[a]; CAS end: b; fence; read done[b] }, where b = the end
     * of a, and B { done[b]; fence; read end: a; read done[a] }. If A misses done[b], then B's fence came
     * after A's, and B finds end = b, or done[a] and moves the end itself.
     *
     * The acquire reads of done and the compareAndSet carry what all members wrote into the slots.
     */
    private static final VarHandle DONE =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();

    final Turn turn;
    private final Track track;
    private final long[] done;
    private final int mask;
    private final int members;
    private final Sequence next;
    private long seen;

    Tickets(Stage stage, Track track, int slots, int members) {
        turn = new Turn(stage, "take a ticket");
        this.track = track;
        this.members = members;
        mask = slots - 1;
        done = new long[slots];
        Arrays.fill(done, track.end());
        next = new Sequence(track.end());
        seen = track.end();
    }

    /** Begins elsewhere than at the track's first end. Before the members begin. */
    void startAt(long start) {
        Arrays.fill(done, start);
        next.setRelease(start);
        seen = start;
    }

    /** The next item to take. */
    long next() {
        return next.getOpaque();
    }

    /** What the upstreams were last seen to have passed. For the one that has the turn. */
    long seen() {
        return seen;
    }

    /** Takes at most {@code most} of what was seen, for the one that has the turn: the end. */
    long take(long first, long nowSeen, int most) {
        seen = nowSeen;
        long fair = (nowSeen - first) / (2L * members); // leaves something for the others
        long end = first + Math.max(1, Math.min(most, fair));
        next.setOpaque(end);
        return end;
    }

    /** Notes that a run, or a part of one, is done. */
    void complete(long first, long end) {
        Step.point();
        DONE.setRelease(done, (int) first & mask, end);
        VarHandle.fullFence();
        boolean moved = false;
        while (true) {
            long from = track.end();
            long to = from;
            while (doneFrom(to) - to > 0) {
                to = doneFrom(to);
            }
            if (to == from) {
                break;
            }
            if (track.tryMove(from, to)) {
                moved = true;
                VarHandle.fullFence(); // the new end before the next look at what is done
            }
        }
        if (moved) {
            track.wakeWaiters();
        }
    }

    private long doneFrom(long sequence) {
        Step.point();
        return (long) DONE.getAcquire(done, (int) sequence & mask);
    }
}
