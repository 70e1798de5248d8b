package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** Any thread sends and receives, batches too. */
public class ManyToManyModel extends BufferModel {
    public ManyToManyModel() {
        this(Kind.MANY_TO_MANY);
    }

    ManyToManyModel(Kind kind) {
        super(kind);
    }

    ManyToManyModel(BoundedBufferBuilder<Integer> builder) {
        super(Kind.MANY_TO_MANY, builder);
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

    @Operation
    public int tryReceive() {
        return poll();
    }

    @Operation
    public long receiveAtOnce() {
        return pollTwo();
    }

    /** And any thread closes and cancels. */
    public static class WithEnd extends ManyToManyModel {
        public WithEnd() {}

        WithEnd(Kind kind) {
            super(kind);
        }

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
