package io.ropewalk.queues.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A handler that notes the values it sees, in order. */
final class Seen implements StageHandler<Cell> {
    /** For what must come. Shorter where hanging is what is expected: see mutants. */
    static final Duration PATIENCE =
            Duration.ofSeconds(Long.getLong("ropewalk.patience.seconds", 20));

    private final List<Long> values = new ArrayList<>();

    @Override
    public synchronized void onItem(Cell slot, long sequence, boolean endOfBatch) {
        values.add(slot.value);
        notifyAll();
    }

    synchronized List<Long> values() {
        return List.copyOf(values);
    }

    /** Waits for so many. */
    synchronized List<Long> await(int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (values.size() < count) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("saw " + values + ", not " + count);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.copyOf(values);
    }

    /** Waits for a condition that nothing announces. */
    static void until(String what, java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
