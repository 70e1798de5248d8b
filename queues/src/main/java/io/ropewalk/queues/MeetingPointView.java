package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A rendezvous as a queue in which there is never anything. */
final class MeetingPointView<T> extends AbstractQueue<T> implements BlockingQueue<T> {
    private final MeetingPoint<T> meetingPoint;

    MeetingPointView(MeetingPoint<T> meetingPoint) {
        this.meetingPoint = meetingPoint;
    }

    @Override
    public void put(T item) throws InterruptedException {
        meetingPoint.send(item);
    }

    @Override
    public boolean add(T item) {
        if (meetingPoint.trySend(item)) {
            return true;
        }
        throw new IllegalStateException("nobody waits for an item of " + meetingPoint);
    }

    @Override
    public boolean offer(T item) {
        try {
            return meetingPoint.trySend(item);
        } catch (ClosedException e) {
            return false;
        }
    }

    @Override
    public boolean offer(T item, long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return meetingPoint.trySend(item, Duration.ofNanos(unit.toNanos(timeout)));
        } catch (ClosedException e) {
            return false;
        }
    }

    @Override
    public T take() throws InterruptedException {
        return meetingPoint.receive();
    }

    @Override
    public @Nullable T poll() {
        try {
            return meetingPoint.tryReceive();
        } catch (ClosedException e) {
            return null;
        }
    }

    @Override
    public @Nullable T poll(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return meetingPoint.tryReceive(Duration.ofNanos(unit.toNanos(timeout)));
        } catch (ClosedException e) {
            return null;
        }
    }

    @Override
    public @Nullable T peek() {
        return null;
    }

    /** Does nothing: what the waiting senders hold out is theirs. */
    @Override
    public void clear() {}

    @Override
    public Iterator<T> iterator() {
        return Collections.emptyIterator();
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public int remainingCapacity() {
        return 0;
    }

    @Override
    public int drainTo(Collection<? super T> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a queue cannot be drained into itself
    public int drainTo(Collection<? super T> target, int most) {
        Objects.requireNonNull(target, "target");
        if (target == this) {
            throw new IllegalArgumentException("a queue cannot be drained to itself");
        }
        return most <= 0 ? 0 : meetingPoint.drainTo(target::add, most);
    }

    @Override
    public String toString() {
        return meetingPoint.toString();
    }
}
