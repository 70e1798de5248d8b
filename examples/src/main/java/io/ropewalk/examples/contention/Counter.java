package io.ropewalk.examples.contention;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A number that many threads count up. Each kind has its own loop, so only counting is measured.
 */
sealed interface Counter {

    /** Adds one, so many times. */
    void count(int times);

    /** What was counted; exact when nobody counts any more. */
    long value();

    /** One lock for all: one thread counts, the others wait for the lock. */
    final class Locked implements Counter {
        private long value;

        @Override
        public void count(int times) {
            for (int i = 0; i < times; i++) {
                synchronized (this) {
                    value++;
                }
                VarHandle.acquireFence(); // or several rounds are compiled into one with one lock
            }
        }

        @Override
        public long value() {
            synchronized (this) {
                return value;
            }
        }
    }

    /** One atomic instruction for each count: nobody sleeps, but all want the same memory cell. */
    record Atomic(AtomicLong cell) implements Counter {
        Atomic() {
            this(new AtomicLong());
        }

        @Override
        public void count(int times) {
            for (int i = 0; i < times; i++) {
                cell.incrementAndGet();
            }
        }

        @Override
        public long value() {
            return cell.get();
        }
    }

    /** As many memory cells as there are threads in each other's way; their sum is the value. */
    record Striped(LongAdder cells) implements Counter {
        Striped() {
            this(new LongAdder());
        }

        @Override
        public void count(int times) {
            for (int i = 0; i < times; i++) {
                cells.increment();
            }
        }

        @Override
        public long value() {
            return cells.sum();
        }
    }
}
