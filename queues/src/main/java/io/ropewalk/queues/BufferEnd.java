package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import java.util.function.Consumer;
import java.util.function.Function;

/** One side of a buffer, as one of several things to wait for. */
final class BufferEnd<T> implements Selectable<T> {
    private final String verb;
    private final WaitingSides buffer;
    private final WaitQueue queue;
    private final Function<Consumer<? super T>, Attempt> attempts;

    private BufferEnd(
            String verb,
            WaitingSides buffer,
            WaitQueue queue,
            Function<Consumer<? super T>, Attempt> attempts) {
        this.verb = verb;
        this.buffer = buffer;
        this.queue = queue;
        this.attempts = attempts;
    }

    static <T> BufferEnd<T> receiving(
            WaitingSides buffer, Function<Consumer<? super T>, Attempt> attempts) {
        return new BufferEnd<>("receive", buffer, buffer.items(), attempts);
    }

    static <T> BufferEnd<T> sending(
            WaitingSides buffer, Function<Consumer<? super T>, Attempt> attempts) {
        return new BufferEnd<>("send", buffer, buffer.room(), attempts);
    }

    @Override
    public WaitQueue waitQueue() {
        return queue;
    }

    @Override
    public Attempt attempt(Consumer<? super T> result) {
        return attempts.apply(result);
    }

    @Override
    public ClosedException closed() {
        return buffer.closed();
    }

    @Override
    public String toString() {
        return verb + " on " + buffer;
    }
}
