package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** As {@link GrowableModel}; one receives, and cancels. */
public class GrowableToOneModel extends BufferModel {
    public GrowableToOneModel() {
        super(GrowableBuffer.<Integer>builder(capacity).initialCapacity(1).consumers(Parties.ONE));
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

    @Operation(nonParallelGroup = "consumer")
    public int tryReceive() {
        return poll();
    }

    @Operation(nonParallelGroup = "consumer")
    public long receiveAtOnce() {
        return pollTwo();
    }

    @Operation(runOnce = true)
    public void close() {
        seal();
    }

    @Operation(nonParallelGroup = "consumer", runOnce = true)
    public long cancelAndDrain() {
        return sealAndDrain();
    }

    @Operation
    public boolean isClosed() {
        return hasEnded();
    }
}
