package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

import java.util.BitSet;

/** And any thread takes items out of the middle. */
public class RemovableModel extends ManyToManyModel {
    public RemovableModel() {
        super(Kind.MANY_TO_MANY.<Integer>builder(capacity).removable());
    }

    final LockedBuffer<Integer> removable() {
        return (LockedBuffer<Integer>) buffer;
    }

    /**
     * As the queue's {@code remove(Object)} of items that are there once: looks, and takes what it
     * has looked at.
     */
    @Operation
    public boolean remove(@Param(gen = FirstItems.class) int item) {
        Stays stays = removable().stays();
        for (int i = 0; i < stays.items.length; i++) {
            if (stays.items[i].equals(item)) {
                return removable().remove(stays, i);
            }
        }
        return false;
    }

    /** As the queue's {@code removeIf}, which removes what it has looked at in one step. */
    @Operation
    public boolean removeIfEqual(@Param(gen = FirstItems.class) int item) {
        Stays stays = removable().stays();
        BitSet which = new BitSet();
        for (int i = 0; i < stays.items.length; i++) {
            which.set(i, stays.items[i].equals(item));
        }
        return removable().remove(stays, which) > 0;
    }

    @Operation
    public int peek() {
        Object item = removable().peek();
        return item == null ? NOTHING : (Integer) item;
    }

    @Operation
    public int size() {
        return removable().size();
    }

    /** And any thread clears it: cancels are apart, for both hand items back. */
    public static class WithClear extends RemovableModel {
        public WithClear() {}

        @Operation
        public void clear() {
            removable().clear();
        }
    }

    /** And any thread closes and cancels. */
    public static class WithEnd extends RemovableModel {
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
