package io.ropewalk.examples.census;

import io.ropewalk.queues.BoundedBuffer;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * A way for records from one thread to another, without any other work.
 *
 * <p>Each kind has its own two loops. With one loop for all, calling through an interface with
 * several implementations would cost about as much as what is to be measured.
 */
sealed interface Lane {

    /** Sends records, starting over at the end of the array, until it has sent so many. */
    void send(ClassFacts[] records, int count) throws InterruptedException;

    /** Receives so many records, and answers the sum of their sizes. */
    long receive(int count) throws InterruptedException;

    /** Through our buffer. */
    record Ropewalk(BoundedBuffer<ClassFacts> buffer) implements Lane {
        @Override
        public void send(ClassFacts[] records, int count) throws InterruptedException {
            for (int i = 0, next = 0; i < count; i++) {
                buffer.send(records[next]);
                next = next + 1 == records.length ? 0 : next + 1;
            }
        }

        @Override
        public long receive(int count) throws InterruptedException {
            long bytes = 0;
            for (int i = 0; i < count; i++) {
                bytes += buffer.receive().bytes();
            }
            return bytes;
        }
    }

    /** Through the JDK's queue. */
    record Jdk(ArrayBlockingQueue<ClassFacts> queue) implements Lane {
        @Override
        public void send(ClassFacts[] records, int count) throws InterruptedException {
            for (int i = 0, next = 0; i < count; i++) {
                queue.put(records[next]);
                next = next + 1 == records.length ? 0 : next + 1;
            }
        }

        @Override
        public long receive(int count) throws InterruptedException {
            long bytes = 0;
            for (int i = 0; i < count; i++) {
                bytes += queue.take().bytes();
            }
            return bytes;
        }
    }
}
