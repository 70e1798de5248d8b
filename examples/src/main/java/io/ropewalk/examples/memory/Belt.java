package io.ropewalk.examples.memory;

import io.ropewalk.core.ClosedException;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.LinkedBlockingQueue;

/** A way for packets from one thread to another; with room for so many, or for any number. */
sealed interface Belt {

    void put(byte[] packet) throws InterruptedException;

    /** No more packets. */
    void end() throws InterruptedException;

    /** The next packet, or null at the end. */
    byte @Nullable [] take() throws InterruptedException;

    /** How many packets are on it, more or less. */
    int size();

    static Belt of(Kind kind, int capacity) {
        return switch (kind) {
            case BOUNDED -> new Bounded(capacity);
            case UNBOUNDED -> new Unbounded();
        };
    }

    /** Which belt. */
    enum Kind {
        BOUNDED,
        UNBOUNDED
    }

    /** Our buffer: whoever finds it full waits. It can be closed. */
    record Bounded(BoundedBuffer<byte[]> buffer) implements Belt {
        Bounded(int capacity) {
            this(
                    BoundedBuffer.<byte[]>builder(capacity)
                            .producers(Parties.ONE)
                            .consumers(Parties.ONE)
                            .build());
        }

        @Override
        public void put(byte[] packet) throws InterruptedException {
            buffer.send(packet);
        }

        @Override
        public void end() {
            buffer.close();
        }

        @Override
        public byte @Nullable [] take() throws InterruptedException {
            try {
                return buffer.receive();
            } catch (ClosedException e) {
                return null;
            }
        }

        @Override
        public int size() {
            return buffer.estimatedSize();
        }
    }

    /** The JDK's queue without a bound: never full. It cannot be closed, so a last packet is it. */
    record Unbounded(LinkedBlockingQueue<byte[]> queue) implements Belt {
        private static final byte[] LAST = new byte[0];

        Unbounded() {
            this(new LinkedBlockingQueue<>());
        }

        @Override
        public void put(byte[] packet) throws InterruptedException {
            queue.put(packet);
        }

        @Override
        public void end() throws InterruptedException {
            queue.put(LAST);
        }

        @Override
        public byte @Nullable [] take() throws InterruptedException {
            byte[] packet = queue.take();
            return packet.length == 0 ? null : packet;
        }

        @Override
        public int size() {
            return queue.size();
        }
    }
}
