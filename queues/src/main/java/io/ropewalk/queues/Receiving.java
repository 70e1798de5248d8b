package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import java.util.function.Consumer;

/** A buffer's receiving end, as one of several things to wait for. */
final class Receiving<T> implements Selectable<T> {
    private final WaitingBuffer<T> buffer;

    Receiving(WaitingBuffer<T> buffer) {
        this.buffer = buffer;
    }

    @Override
    public WaitQueue waitQueue() {
        return buffer.items();
    }

    @Override
    public Attempt attempt(Consumer<? super T> result) {
        return buffer.attemptToReceive(result);
    }

    @Override
    public ClosedException closed() {
        return buffer.closed();
    }

    @Override
    public String toString() {
        return "receive on " + buffer;
    }
}
