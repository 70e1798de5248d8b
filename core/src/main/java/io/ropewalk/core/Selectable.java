package io.ropewalk.core;

import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import java.util.function.Consumer;

/**
 * Something that a wait over several things at once can include: a channel's end, a timer, a latch.
 *
 * <p>It offers one attempt and the queue whose wake-ups say when the attempt is worth making.
 * Whoever registers follows the queue's rule: join, attempt once more, and only then sleep.
 *
 * @param <R> what a successful attempt yields
 */
@SuppressWarnings(
        "exports") // the kernel goes to siblings alone: users select, they do not implement
public interface Selectable<R> {
    /**
     * The queue to wait in.
     *
     * @return always the same queue
     */
    WaitQueue waitQueue();

    /**
     * An attempt of this thing.
     *
     * @param result takes what the attempt yields, before it returns {@link Attempt.Progress#DONE}
     * @return an attempt that never waits
     */
    Attempt attempt(Consumer<? super R> result);

    /**
     * Why the attempt says that it will never succeed.
     *
     * @return a new exception
     */
    ClosedException closed();
}
