package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.AbstractQueue;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A removable buffer as a {@link BlockingQueue}.
 *
 * @param <T> the items
 */
final class BlockingQueueView<T> extends AbstractQueue<T> implements BlockingQueue<T> {
    /*
     * What passes items goes through the buffer's own calls: there is no second way to wait. What
     * looks into the middle goes to the store, and works on a copy that was made at one moment: the
     * items with slot and stamp of each. Code of the user's sees the copy only. An item is removed
     * by slot and stamp, so an equal one is never taken in its place.
     *
     * Exact: contains answers for the moment of the copy. remove(Object) answers false for such a
     * moment too: when an equal item was in the copy but went before it could be removed, a new
     * copy decides. (Each repetition is another's removal.)
     */
    private final LockedBuffer<T> store;

    BlockingQueueView(LockedBuffer<T> store) {
        this.store = store;
    }

    @Override
    public void put(T item) throws InterruptedException {
        store.send(item);
    }

    @Override
    public boolean add(T item) {
        if (store.trySend(item)) {
            return true;
        }
        throw new IllegalStateException(store + " is full");
    }

    @Override
    public boolean offer(T item) {
        try {
            return store.trySend(item);
        } catch (ClosedException e) {
            return false;
        }
    }

    @Override
    public boolean offer(T item, long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return store.trySend(item, duration(timeout, unit));
        } catch (ClosedException e) {
            return false;
        }
    }

    @Override
    public T take() throws InterruptedException {
        return store.receive();
    }

    @Override
    public @Nullable T poll() {
        try {
            return store.tryReceive();
        } catch (ClosedException e) {
            return null;
        }
    }

    @Override
    public @Nullable T poll(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            return store.tryReceive(duration(timeout, unit));
        } catch (ClosedException e) {
            return null;
        }
    }

    private static Duration duration(long timeout, TimeUnit unit) {
        return Duration.ofNanos(unit.toNanos(timeout));
    }

    @Override
    public @Nullable T peek() {
        Object first = store.peek();
        return first == null ? null : asItem(first);
    }

    @Override
    public int size() {
        return store.size();
    }

    @Override
    public int remainingCapacity() {
        return store.capacity - store.size();
    }

    @Override
    public int drainTo(Collection<? super T> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super T> target, int max) {
        Objects.requireNonNull(target, "target");
        if (isOfTheSameItems(target)) {
            throw new IllegalArgumentException("cannot drain " + store + " to itself");
        }
        // One by one, so that a target that refuses an item costs that one only.
        int most = Math.min(max, store.size());
        int drained = 0;
        while (drained < most) {
            Object item = store.poll();
            if (item == null || WaitingBuffer.isEnd(item)) {
                break;
            }
            try {
                target.add(asItem(item));
            } catch (Throwable refusal) {
                store.undelivered(item);
                throw refusal;
            }
            drained++;
        }
        return drained;
    }

    @Override
    public boolean addAll(Collection<? extends T> items) {
        if (isOfTheSameItems(items)) {
            throw new IllegalArgumentException("cannot add " + store + " to itself");
        }
        return super.addAll(items);
    }

    private boolean isOfTheSameItems(Object other) {
        return other instanceof BlockingQueueView<?> view && view.store.equals(store);
    }

    @Override
    public boolean contains(@Nullable Object wanted) {
        if (wanted == null) {
            return false;
        }
        for (Object item : store.unordered()) {
            if (wanted.equals(item)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean remove(@Nullable Object wanted) {
        if (wanted == null) {
            return false;
        }
        boolean missed;
        do {
            missed = false;
            Stays stays = store.unorderedStays();
            for (int i = 0; i < stays.items.length; i++) {
                if (wanted.equals(stays.items[i])) {
                    if (store.remove(stays, i)) {
                        return true;
                    }
                    missed = true;
                }
            }
        } while (missed);
        return false;
    }

    /**
     * Asks about each item first, then removes at once; so a filter that throws changes nothing.
     */
    @Override
    public boolean removeIf(Predicate<? super T> filter) {
        Objects.requireNonNull(filter, "filter");
        Stays stays = store.unorderedStays();
        BitSet which = new BitSet(stays.items.length);
        for (int i = 0; i < stays.items.length; i++) {
            if (filter.test(asItem(stays.items[i]))) {
                which.set(i);
            }
        }
        return !which.isEmpty() && store.remove(stays, which) > 0;
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        Objects.requireNonNull(unwanted, "unwanted");
        return removeIf(unwanted::contains);
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        Objects.requireNonNull(wanted, "wanted");
        return removeIf(item -> !wanted.contains(item));
    }

    @Override
    public void clear() {
        store.clear();
    }

    @Override
    public Object[] toArray() {
        return store.copy();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // as the JDK's: null ends a longer array
    public <A> A[] toArray(A[] target) {
        Object[] all = store.copy();
        if (target.length < all.length) {
            return (A[]) Arrays.copyOf(all, all.length, target.getClass());
        }
        System.arraycopy(all, 0, target, 0, all.length);
        if (target.length > all.length) {
            target[all.length] = null;
        }
        return target;
    }

    @Override
    public Iterator<T> iterator() {
        return new StaysIterator(store.stays());
    }

    @Override
    public Spliterator<T> spliterator() {
        return new LateSpliterator();
    }

    @SuppressWarnings("unchecked")
    private T asItem(Object item) {
        return (T) item;
    }

    /** Shows what was there, and removes what it showed last. */
    private final class StaysIterator implements Iterator<T> {
        private final Stays stays;
        private int next;
        private boolean removable;

        StaysIterator(Stays stays) {
            this.stays = stays;
        }

        @Override
        public boolean hasNext() {
            return next < stays.items.length;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there were " + next + " items");
            }
            removable = true;
            return asItem(stays.items[next++]);
        }

        @Override
        public void remove() {
            if (!removable) {
                throw new IllegalStateException("there is no item to remove: call next first");
            }
            removable = false;
            boolean ignored = store.remove(stays, next - 1); // false: it has gone already
        }
    }

    /** Shows what is there when it is first asked for anything but its characteristics. */
    private final class LateSpliterator implements Spliterator<T> {
        private static final int CHARACTERISTICS = ORDERED | NONNULL;

        private @Nullable Spliterator<T> bound;

        private Spliterator<T> bound() {
            Spliterator<T> known = bound;
            if (known == null) {
                known = Spliterators.spliterator(store.copy(), CHARACTERISTICS);
                bound = known;
            }
            return known;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            return bound().tryAdvance(action);
        }

        @Override
        public void forEachRemaining(Consumer<? super T> action) {
            bound().forEachRemaining(action);
        }

        @Override
        public @Nullable Spliterator<T> trySplit() {
            return bound().trySplit();
        }

        @Override
        public long estimateSize() {
            return bound().estimateSize();
        }

        @Override
        public int characteristics() {
            return CHARACTERISTICS | SIZED | SUBSIZED;
        }
    }
}
