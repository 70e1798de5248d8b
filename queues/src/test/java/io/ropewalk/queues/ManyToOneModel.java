package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Any thread sends, batches too; one receives. */
public class ManyToOneModel extends BufferModel {
    public ManyToOneModel() {
        super(Kind.MANY_TO_ONE);
    }

    @Operation
    public int trySend(@Param(name = BufferModel.ITEM) int item) {
        return offer(item);
    }

    @Operation
    public int sendAtOnce(
            @Param(name = BufferModel.ITEM) int item, @Param(name = BufferModel.ITEM) int next) {
        return offerTwo(item, next);
    }

    @Operation(nonParallelGroup = "consumer")
    public int tryReceive() {
        return poll();
    }

    @Operation(nonParallelGroup = "consumer")
    public long receiveEach() {
        return pollTwo();
    }

    /** And any thread closes, and the receiver cancels. */
    public static class WithEnd extends ManyToOneModel {
        public WithEnd() {}

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
}
