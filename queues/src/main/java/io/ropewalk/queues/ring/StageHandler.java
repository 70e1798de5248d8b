package io.ropewalk.queues.ring;

/**
 * What a stage does with an item. Called by the stage's own threads, one item at a time in each;
 * only the handler of a stage with several workers must be fit for several threads.
 *
 * <p>An item is passed once the handler has returned, and becomes visible to the stages behind at
 * the end of the batch. Batches are natural: all that was there when the stage looked, up to a
 * limit ({@link StageBuilder#batchLimit}), and once there are five, no longer than some tenths of a
 * millisecond. What is flushed or committed at the end of each batch therefore costs little under
 * load and is not delayed without load. Do that in {@link #onBatchEnd}: when it fails and the stage
 * stops, the stages behind see no item of the batch.
 *
 * <p>Errors: whatever {@link #onItem} throws goes to the stage's {@link ErrorPolicy}; {@link Error}
 * counts as any other failure. A failure of a batch's hook stops the stage in front of the batch
 * where its policy is to stop, and else is logged.
 *
 * <p>Interrupts: an interrupt of a stage's thread does not end the stage. One that comes while the
 * stage waits is pending again when the next item is handled; what it means is the handler's
 * affair.
 *
 * {@snippet :
 * RingBuffer<StringBuilder> lines =
 *         RingBuffer.builder(1024, StringBuilder::new).clear(line -> line.setLength(0)).build();
 * Writer file = Files.newBufferedWriter(Path.of("journal"));
 * lines.stage(
 *                 "journal",
 *                 new StageHandler<StringBuilder>() {
 *                     @Override
 *                     public void onItem(StringBuilder line, long sequence, boolean endOfBatch)
 *                             throws IOException {
 *                         file.append(line).append('\n');
 *                     }
 *
 *                     @Override
 *                     public void onBatchEnd(long end) throws IOException {
 *                         file.flush(); // before any stage behind this one sees the batch
 *                     }
 *                 })
 *         .add();
 * }
 *
 * @param <E> what a slot holds
 */
@FunctionalInterface
public interface StageHandler<E> {
    /**
     * Handles one item. The slot may be read, and written for the stages behind, until this
     * returns; it must not be kept.
     *
     * @param slot the slot
     * @param sequence its sequence
     * @param endOfBatch whether no further item of this batch follows
     * @throws Exception for the stage's {@link ErrorPolicy}
     */
    void onItem(E slot, long sequence, boolean endOfBatch) throws Exception;

    /**
     * Called before the first item of a batch. Each thread of a partitioned stage calls this and
     * {@link #onBatchEnd} for each batch, also when none of its items is its own.
     *
     * @param first where the batch begins
     * @param atMost how many items it can have
     * @throws Exception stops the stage where its policy is to stop
     */
    default void onBatchStart(long first, int atMost) throws Exception {}

    /**
     * Called after the last item of a batch and before the stages behind see it, also when an item
     * failed.
     *
     * @param end behind the last item that the stage is through with
     * @throws Exception stops the stage where its policy is to stop, in front of the batch: its
     *     items then count as not processed
     */
    default void onBatchEnd(long end) throws Exception {}
}
