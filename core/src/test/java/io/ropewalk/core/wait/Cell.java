package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A place for one item between one producer and one consumer, both without a fence of their own:
 * the plainest structure over {@link OnePublisherWaitQueue}, here to test the queue.
 */
class Cell<T> {
    private static final VarHandle ITEM;

    static {
        try {
            ITEM = MethodHandles.lookup().findVarHandle(Cell.class, "item", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by ITEM
    private Object item;

    /** Where consumers wait; the producer is the one publisher. */
    final OnePublisherWaitQueue items;

    /** Where the producer waits; the consumer is the one publisher. */
    final OnePublisherWaitQueue rooms;

    Cell(boolean publisherFences) {
        items = new OnePublisherWaitQueue("cell", "take", publisherFences);
        rooms = new OnePublisherWaitQueue("cell", "put", publisherFences);
    }

    boolean tryPut(T value) {
        if (!putInSilence(value)) {
            return false;
        }
        items.afterPublish(1);
        return true;
    }

    /** Publishes without a look for sleepers, as if the look had missed their announcement. */
    boolean putInSilence(T value) {
        if (ITEM.getAcquire(this) != null) {
            return false;
        }
        ITEM.setRelease(this, value);
        return true;
    }

    @SuppressWarnings("unchecked") // only tryPut stores
    T tryTake() {
        T value = (T) ITEM.getAcquire(this);
        if (value != null) {
            ITEM.setRelease(this, null);
            rooms.afterPublish(1);
        }
        return value;
    }

    Attempt putting(T value) {
        return () -> tryPut(value) ? Attempt.Progress.DONE : Attempt.Progress.NOT_YET;
    }

    Taking taking() {
        return new Taking();
    }

    Outcome put(T value, Deadline deadline) {
        return tryPut(value) ? Outcome.GRANTED : rooms.await(putting(value), deadline);
    }

    T take(Deadline deadline) {
        T value = tryTake();
        if (value != null) {
            return value;
        }
        Taking taking = taking();
        return items.await(taking, deadline) == Outcome.GRANTED ? taking.taken : null;
    }

    /** An attempt to take, which holds what it took. */
    final class Taking implements Attempt {
        T taken;

        @Override
        public Progress attempt() {
            taken = tryTake();
            return taken == null ? Progress.NOT_YET : Progress.DONE;
        }
    }
}
