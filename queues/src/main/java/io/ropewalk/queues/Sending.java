package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** A buffer's sending end with an item to send, as one of several things to wait for. */
final class Sending<T> implements Selectable<T> {
    private final WaitingBuffer<T> buffer;
    private final Supplier<? extends T> item;

    Sending(WaitingBuffer<T> buffer, Supplier<? extends T> item) {
        this.buffer = buffer;
        this.item = item;
    }

    @Override
    public WaitQueue waitQueue() {
        return buffer.room();
    }

    @Override
    public Attempt attempt(Consumer<? super T> result) {
        return buffer.attemptToSend(item, result);
    }

    @Override
    public ClosedException closed() {
        return buffer.closed();
    }

    @Override
    public String toString() {
        return "send on " + buffer;
    }
}
