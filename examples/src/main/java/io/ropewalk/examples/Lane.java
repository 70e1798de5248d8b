package io.ropewalk.examples;

import io.ropewalk.queues.BoundedBuffer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToLongFunction;

/**
 * A way for items from thread to thread, without any other work.
 *
 * <p>Each kind has its own two loops. With one loop for all, calling through an interface with
 * several implementations would cost about as much as what is to be measured.
 *
 * @param <T> the items
 */
public sealed interface Lane<T> {

    /**
     * Sends items, starting over at the end of the array, until it has sent so many.
     *
     * @param items what to send
     * @param count how often
     * @throws InterruptedException when interrupted
     */
    void send(T[] items, int count) throws InterruptedException;

    /**
     * Receives so many items.
     *
     * @param weight what to add up
     * @param count how many
     * @return the sum of their weights
     * @throws InterruptedException when interrupted
     */
    long receive(ToLongFunction<? super T> weight, int count) throws InterruptedException;

    /**
     * Through our buffer.
     *
     * @param <T> the items
     * @param buffer the buffer
     */
    record Ropewalk<T>(BoundedBuffer<T> buffer) implements Lane<T> {
        @Override
        public void send(T[] items, int count) throws InterruptedException {
            for (int i = 0, next = 0; i < count; i++) {
                buffer.send(items[next]);
                next = next + 1 == items.length ? 0 : next + 1;
            }
        }

        @Override
        public long receive(ToLongFunction<? super T> weight, int count)
                throws InterruptedException {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += weight.applyAsLong(buffer.receive());
            }
            return sum;
        }
    }

    /**
     * Through the JDK's queue with one lock over an array.
     *
     * @param <T> the items
     * @param queue the queue
     */
    record ArrayQueue<T>(ArrayBlockingQueue<T> queue) implements Lane<T> {
        @Override
        public void send(T[] items, int count) throws InterruptedException {
            for (int i = 0, next = 0; i < count; i++) {
                queue.put(items[next]);
                next = next + 1 == items.length ? 0 : next + 1;
            }
        }

        @Override
        public long receive(ToLongFunction<? super T> weight, int count)
                throws InterruptedException {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += weight.applyAsLong(queue.take());
            }
            return sum;
        }
    }

    /**
     * Through the JDK's queue of linked nodes with one lock for each end.
     *
     * @param <T> the items
     * @param queue the queue
     */
    record LinkedQueue<T>(LinkedBlockingQueue<T> queue) implements Lane<T> {
        @Override
        public void send(T[] items, int count) throws InterruptedException {
            for (int i = 0, next = 0; i < count; i++) {
                queue.put(items[next]);
                next = next + 1 == items.length ? 0 : next + 1;
            }
        }

        @Override
        public long receive(ToLongFunction<? super T> weight, int count)
                throws InterruptedException {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += weight.applyAsLong(queue.take());
            }
            return sum;
        }
    }
}
