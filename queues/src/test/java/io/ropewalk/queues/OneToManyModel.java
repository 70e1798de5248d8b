package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** One thread sends; any receives, batches too. */
public class OneToManyModel extends BufferModel {
    public OneToManyModel() {
        super(Kind.ONE_TO_MANY);
    }

    @Operation(nonParallelGroup = "producer")
    public int trySend(@Param(name = BufferModel.ITEM) int item) {
        return offer(item);
    }

    @Operation(nonParallelGroup = "producer")
    public int sendAtOnce(
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

    /**
     * And the sender closes. (A cancel leaves an item in flight to a later call: no history of
     * these operations tells that; storms and races do.)
     */
    public static class WithEnd extends OneToManyModel {
        public WithEnd() {}

        @Operation(nonParallelGroup = "producer", runOnce = true)
        public void closeInSteps() {
            seal();
        }

        @Operation
        public boolean isClosed() {
            return hasEnded();
        }
    }
}
