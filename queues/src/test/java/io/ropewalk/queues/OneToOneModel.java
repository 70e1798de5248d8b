package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** One thread sends, another receives, items and batches. */
public class OneToOneModel extends BufferModel {
    public OneToOneModel() {
        this(Kind.ONE_TO_ONE);
    }

    OneToOneModel(Kind kind) {
        super(kind);
    }

    @Operation(nonParallelGroup = "producer")
    public int trySend(@Param(name = BufferModel.ITEM) int item) {
        return offer(item);
    }

    @Operation(nonParallelGroup = "producer")
    public int sendEach(
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

    /** And the sender closes, the receiver cancels, and a third thread looks on. */
    public static class WithEnd extends OneToOneModel {
        public WithEnd() {}

        WithEnd(Kind kind) {
            super(kind);
        }

        @Operation(nonParallelGroup = "producer", runOnce = true)
        public void closeInSteps() {
            seal();
        }

        @Operation(nonParallelGroup = "consumer", runOnce = true)
        public void cancelInSteps() {
            long ignored = sealAndDrain();
        }

        @Operation
        public boolean isClosed() {
            return hasEnded();
        }
    }
}
