package io.ropewalk.queues.ring;

import java.util.List;
import java.util.OptionalLong;

/**
 * What went through a ring, read without stopping it. Reading costs a few loads, and one for each
 * sequence between what was published and what is passed; keeping the numbers costs nothing beyond
 * the sequences and the slow paths.
 *
 * @param published items published; while claims are pending, the ring of many producers counts
 *     these too
 * @param aborted claims that were aborted
 * @param timesFull how often a claim found no room
 * @param remainingCapacity how many more sequences could be claimed now
 * @param unpublished the oldest sequence that is claimed, and neither published nor aborted: what
 *     stages wait for
 * @param slowestStage the stage that is furthest behind, or the empty text when there is none
 * @param rescues wake-ups that a timed look made up for; see {@link io.ropewalk.core.WaitPolicy}
 * @param stages the stages, in the order in which they joined; without those that have left
 */
public record RingStats(
        long published,
        long aborted,
        long timesFull,
        int remainingCapacity,
        OptionalLong unpublished,
        String slowestStage,
        long rescues,
        List<StageStats> stages) {
    /** Copies the list. */
    public RingStats {
        stages = List.copyOf(stages);
    }
}
