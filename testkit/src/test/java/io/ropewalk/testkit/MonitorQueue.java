package io.ropewalk.testkit;

import org.jspecify.annotations.Nullable;

import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A list under a monitor: the plainest blocking queue, which can be told to make a mistake. */
@SuppressWarnings("ReferenceEquality") // one of the mistakes, and itself
final class MonitorQueue<T> extends AbstractQueue<T> implements BlockingQueue<T> {
    /** One stay of an item, so that equal items can be told apart. */
    private record Stay<T>(T item, Object identity) {}

    private final int capacity;
    private final QueueFlaw flaw;
    private final List<Stay<T>> stays = new ArrayList<>();

    MonitorQueue(int capacity, QueueFlaw flaw) {
        this.capacity = capacity;
        this.flaw = flaw;
    }

    private boolean has(QueueFlaw other) {
        return flaw == other;
    }

    @Override
    public synchronized boolean offer(T item) {
        if (!has(QueueFlaw.TAKES_NULL)) {
            Objects.requireNonNull(item);
        }
        int room = has(QueueFlaw.OVERFILLS) ? capacity + 1 : capacity;
        if (stays.size() >= room) {
            return false;
        }
        stays.add(new Stay<>(item, new Object()));
        notifyAll();
        return true;
    }

    @Override
    public synchronized @Nullable T poll() {
        if (stays.isEmpty()) {
            return null;
        }
        int index = has(QueueFlaw.LAST_FIRST) ? stays.size() - 1 : 0;
        T item = stays.remove(index).item;
        notifyAll();
        return item;
    }

    @Override
    public synchronized void put(T item) throws InterruptedException {
        while (!offer(item)) {
            pause(0);
        }
    }

    @Override
    public synchronized T take() throws InterruptedException {
        T item = poll();
        while (item == null) {
            pause(0);
            item = poll();
        }
        return item;
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void pause(long millis) throws InterruptedException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            if (!has(QueueFlaw.SWALLOWS_INTERRUPT)) {
                throw e;
            }
        }
    }

    @Override
    public synchronized boolean offer(T item, long time, TimeUnit unit)
            throws InterruptedException {
        long end = end(time, unit);
        while (!offer(item)) {
            if (isOver(end)) {
                return false;
            }
            pause(millisUntil(end));
        }
        return true;
    }

    @Override
    public synchronized @Nullable T poll(long time, TimeUnit unit) throws InterruptedException {
        long end = end(time, unit);
        T item = poll();
        while (item == null && !isOver(end)) {
            pause(millisUntil(end));
            item = poll();
        }
        return item;
    }

    private long end(long time, TimeUnit unit) {
        long nanos = has(QueueFlaw.NO_TIME) ? 0 : unit.toNanos(time);
        if (has(QueueFlaw.ZERO_IS_FOREVER) && nanos <= 0) {
            nanos = Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        return nanos > Long.MAX_VALUE / 2 ? now + Long.MAX_VALUE / 2 : now + Math.max(0, nanos);
    }

    private static boolean isOver(long end) {
        return end - System.nanoTime() <= 0;
    }

    private static long millisUntil(long end) {
        return (end - System.nanoTime()) / 1_000_000 + 1;
    }

    @Override
    public synchronized @Nullable T peek() {
        return stays.isEmpty() ? null : stays.get(0).item;
    }

    @Override
    public synchronized int size() {
        return stays.size();
    }

    @Override
    public synchronized int remainingCapacity() {
        return capacity - stays.size();
    }

    @Override
    public boolean remove(@Nullable Object wanted) {
        int index = indexOf(wanted);
        if (has(QueueFlaw.REMOVES_WHAT_MOVED_UP)) {
            LockSupport.parkNanos(this, 50_000); // so that it is moved up
            return index >= 0 && removeAt(index);
        }
        synchronized (this) {
            index = indexOf(wanted);
            return index >= 0 && removeAt(index);
        }
    }

    private synchronized int indexOf(@Nullable Object wanted) {
        for (int i = 0; i < stays.size(); i++) {
            T item = stays.get(i).item;
            if (has(QueueFlaw.KNOWS_IDENTITY_ONLY) ? item == wanted : item.equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private synchronized boolean removeAt(int index) {
        if (index >= stays.size()) {
            return false;
        }
        stays.remove(index);
        wakeUnless(QueueFlaw.REMOVAL_WAKES_NOBODY);
        return true;
    }

    @Override
    public synchronized boolean removeIf(Predicate<? super T> filter) {
        Objects.requireNonNull(filter);
        List<Stay<T>> doomed = new ArrayList<>();
        for (Stay<T> stay : new ArrayList<>(stays)) {
            if (filter.test(stay.item)) {
                doomed.add(stay);
                if (has(QueueFlaw.FILTERS_BY_HALF)) {
                    stays.remove(stay);
                }
            }
        }
        stays.removeAll(doomed);
        wakeUnless(QueueFlaw.BULK_REMOVAL_WAKES_NOBODY);
        return !doomed.isEmpty();
    }

    private void wakeUnless(QueueFlaw forgetful) {
        if (!has(forgetful)) {
            notifyAll();
        }
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return removeIf(unwanted::contains);
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        Objects.requireNonNull(wanted);
        return removeIf(item -> !wanted.contains(item));
    }

    @Override
    public synchronized void clear() {
        stays.clear();
        wakeUnless(QueueFlaw.CLEAR_WAKES_NOBODY);
    }

    @Override
    public int drainTo(Collection<? super T> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public synchronized int drainTo(Collection<? super T> target, int max) {
        Objects.requireNonNull(target);
        if (target == this) {
            if (has(QueueFlaw.DRAINS_TO_ITSELF)) {
                return 0;
            }
            throw new IllegalArgumentException();
        }
        int drained = 0;
        while (drained < max && !stays.isEmpty()) {
            target.add(stays.get(0).item);
            stays.remove(0);
            drained++;
        }
        wakeUnless(QueueFlaw.DRAIN_WAKES_NOBODY);
        return drained;
    }

    @Override
    public synchronized Iterator<T> iterator() {
        Iterator<Stay<T>> all =
                has(QueueFlaw.ITERATOR_FAILS_FAST)
                        ? stays.iterator()
                        : new ArrayList<>(stays).iterator();
        return new Iterator<>() {
            private @Nullable Stay<T> last;

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public T next() {
                last = all.next();
                return last.item;
            }

            @Override
            public void remove() {
                Stay<T> shown = last;
                last = null;
                if (shown == null) {
                    throw new IllegalStateException();
                }
                synchronized (MonitorQueue.this) {
                    if (has(QueueFlaw.ITERATOR_REMOVES_EQUAL)) {
                        MonitorQueue.this.remove(shown.item);
                    } else {
                        removeStay(shown);
                    }
                }
            }
        };
    }

    private boolean removeStay(Stay<T> stay) {
        int index = stays.indexOf(stay);
        return index >= 0 && removeAt(index);
    }

    @Override
    public Spliterator<T> spliterator() {
        return has(QueueFlaw.SPLITERATOR_BOASTS)
                ? Spliterators.spliterator(iterator(), size() + 1L, Spliterator.NONNULL)
                : Spliterators.spliteratorUnknownSize(
                        iterator(), Spliterator.ORDERED | Spliterator.NONNULL);
    }
}
