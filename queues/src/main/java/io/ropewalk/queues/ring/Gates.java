package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.Step;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.VarHandle;

/** The parties that must be through with an item before its slot may be used again. */
final class Gates {
    /*
     * tracks: never empty, replaced as a whole under the graph's lock (volatile), never changed.
     *
     * A stage may join while producers go on, and no producer may overrun it, although a producer keeps
     * the least that it once read ("limit") and looks again only when that is used up.
     *
     *   joiner                                  producer (or whoever clears slots)
     *     J1 tracks = with mine                   P1 read tracks: t
     *     J2 full fence                           P2 read the ends of t: their least is m
     *     J3 read the ends of the others: s is    P3 full fence
     *        their least                          P4 read tracks again: it must still be t
     *     J4 my track = s
     *
     * Claim: a producer's m, if it was found without the joiner's track, is at most s. The read P4 then
     * came before J1. With the fences P3 and J2, all that was read at P2 is visible at J3: the ends
     * there are no less than those at P2, so m <= s. A producer that saw the joiner's track is held by
     * it. Without P4 a producer that was stopped between P1 and P2 could find an m far beyond s.
     *
     * A stage that is to begin with the next item stands at s all the same. Its first item is read after
     * J2 too (Claims.frontier); it passes what lies before that.
     *
     * The joiner's track begins at an old least (a lower bound of s), so whoever sees it between J1 and
     * J4 is only held back too far. No end that is ever seen here falls below an m of before: leaves are
     * replaced only by what stands further on (see Graph), so the claim holds across many changes.
     */
    private volatile Track[] tracks;

    Gates(Track first) {
        tracks = new Track[] {first};
    }

    Track[] tracks() {
        Step.point();
        return tracks;
    }

    void replace(Track[] with) {
        Step.point();
        tracks = with;
    }

    /** A lower bound of what all are through with; nobody who joins later starts before it. */
    @SuppressWarnings("ReferenceEquality") // each change makes a new array
    long least() {
        while (true) {
            Track[] read = tracks();
            long least = least(read);
            VarHandle.fullFence();
            if (read == tracks()) {
                return least;
            }
        }
    }

    static long least(Track[] tracks) {
        long least = tracks[0].end();
        for (int i = 1; i < tracks.length; i++) {
            long end = tracks[i].end();
            if (end - least < 0) {
                least = end;
            }
        }
        return least;
    }

    /** The one furthest behind, or null when all have come as far as {@code needed}. */
    @Nullable Track blocking(long needed) {
        Track last = null;
        long least = needed;
        for (Track track : tracks()) {
            long end = track.end();
            if (end - least < 0) {
                last = track;
                least = end;
            }
        }
        return last;
    }
}
