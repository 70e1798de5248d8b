package io.ropewalk.queues.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A handler that notes the values it sees, in order. */
final class Seen implements StageHandler<Cell> {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final List<Long> values = new ArrayList<>();

    @Override
    public synchronized void onItem(Cell slot, long sequence, boolean endOfBatch) {
        values.add(slot.value);
        notifyAll();
    }

    synchronized List<Long> values() {
        return List.copyOf(values);
    }

    /** Waits for so many, 20 s at most. */
    synchronized List<Long> await(int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (values.size() < count) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("saw " + values + ", not " + count);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.copyOf(values);
    }

    /** Waits for a condition that nothing announces, 20 s at most. */
    static void until(String what, java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within 20 s: " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
