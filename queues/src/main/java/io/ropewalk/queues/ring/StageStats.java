package io.ropewalk.queues.ring;

/**
 * What went through a stage, read without stopping it.
 *
 * <p>The fields are read one after another and are brought up to date at the end of each batch, so
 * while the ring is in use they need not agree with each other. At quiescence (no claim is pending,
 * no thread works) {@code published = handled + skipped + deadLettered + unprocessed}, where {@code
 * published} counts the items published from the stage's start on, up to where it left if it left.
 *
 * @param name the stage's name
 * @param position the first sequence that the stage is not through with
 * @param lag how far the stage is behind the producers
 * @param handled items that its handler took
 * @param skipped items on which its handler failed, and that were skipped
 * @param deadLettered items on which its handler failed, and that were handed over
 * @param retried how often its handler was called again with an item
 * @param unprocessed items published and not processed: yet, or for good after a stop or cancel
 * @param parks how often one of its threads stopped spinning and went to sleep
 */
public record StageStats(
        String name,
        long position,
        long lag,
        long handled,
        long skipped,
        long deadLettered,
        long retried,
        long unprocessed,
        long parks) {}
