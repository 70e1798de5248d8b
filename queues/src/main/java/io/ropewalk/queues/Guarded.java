package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Something to wait for whose attempts are made in a wrapping of its owner's. */
final class Guarded<T> implements Selectable<T> {
    private final Selectable<T> inner;
    private final UnaryOperator<Attempt> wrapping;

    Guarded(Selectable<T> inner, UnaryOperator<Attempt> wrapping) {
        this.inner = inner;
        this.wrapping = wrapping;
    }

    @Override
    public WaitQueue waitQueue() {
        return inner.waitQueue();
    }

    @Override
    public Attempt attempt(Consumer<? super T> result) {
        return wrapping.apply(inner.attempt(result));
    }

    @Override
    public ClosedException closed() {
        return inner.closed();
    }
}
