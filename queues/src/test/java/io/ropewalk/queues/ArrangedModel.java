package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Buffers with another arrangement as Lincheck uses them: any thread sends, receives, looks and
 * removes.
 *
 * <p>Who sends stands in one class: Lincheck makes a generator of items for each.
 */
public abstract class ArrangedModel extends BufferModel {
    ArrangedModel(Buffer<Integer> buffer) {
        super(buffer);
    }

    private LockedBuffer<Integer> locked() {
        return (LockedBuffer<Integer>) buffer;
    }

    @Operation
    public int tryReceive() {
        return poll();
    }

    @Operation
    public long receiveTwo() {
        return pollTwo();
    }

    /** As the queue's {@code remove(Object)}. */
    @Operation
    public boolean remove(@Param(gen = FirstItems.class) int item) {
        Stays stays = locked().stays();
        for (int i = 0; i < stays.items.length; i++) {
            if (stays.items[i].equals(item)) {
                return locked().remove(stays, i);
            }
        }
        return false;
    }

    @Operation
    public int peek() {
        Object item = locked().peek();
        return item == null ? NOTHING : (Integer) item;
    }

    @Operation(runOnce = true)
    public void close() {
        seal();
    }

    /** By the remainder of a division by three. */
    public static final class Priority extends ArrangedModel {
        public Priority() {
            super(
                    PriorityBuffer.of(
                            capacity,
                            (item, other) -> Integer.compare(urgency(item), urgency(other))));
        }

        @Operation
        public int trySend(@Param(name = BufferModel.ITEM) int item) {
            return offer(item);
        }

        @Operation
        public int sendTwo(
                @Param(name = BufferModel.ITEM) int item,
                @Param(name = BufferModel.ITEM) int next) {
            return offerTwo(item, next);
        }
    }

    /** By the remainder of a division by two. */
    public static final class Keyed extends ArrangedModel {
        public Keyed() {
            super(BoundedBuffer.<Integer>builder(capacity).conflateBy(ArrangedModel::key).build());
        }

        @Operation
        public int trySend(@Param(name = BufferModel.ITEM) int item) {
            return offer(item);
        }
    }

    static int urgency(int item) {
        return item % 3;
    }

    static int key(int item) {
        return item % 2;
    }
}
