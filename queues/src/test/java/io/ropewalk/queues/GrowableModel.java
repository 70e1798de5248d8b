package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Any thread sends and receives, batches too, and the buffer grows from room for a single item. The
 * items of a batch that is sent may have others' between them.
 */
public class GrowableModel extends BufferModel {
    public GrowableModel() {
        super(GrowableBuffer.<Integer>builder(capacity).initialCapacity(1));
    }

    @Operation
    public int trySend(@Param(name = BufferModel.ITEM) int item) {
        return offer(item);
    }

    @Operation
    public int sendEach(
            @Param(name = BufferModel.ITEM) int item, @Param(name = BufferModel.ITEM) int next) {
        return offerTwo(item, next);
    }

    @Operation
    public int tryReceive() {
        return poll();
    }

    @Operation
    public long receiveAtOnce() {
        return pollTwo();
    }

    /** And any thread closes and cancels. */
    public static class WithEnd extends GrowableModel {
        public WithEnd() {}

        @Operation(runOnce = true)
        public void close() {
            seal();
        }

        @Operation(runOnce = true)
        public long cancelAndDrain() {
            return sealAndDrain();
        }

        @Operation
        public boolean isClosed() {
            return hasEnded();
        }
    }
}
