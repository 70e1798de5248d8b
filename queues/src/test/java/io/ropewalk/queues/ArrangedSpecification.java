package io.ropewalk.queues;

import java.util.ArrayList;
import java.util.List;

/**
 * An arranged buffer for one thread: what the operations of {@link ArrangedModel} must amount to.
 */
public abstract class ArrangedSpecification {
    final List<Integer> items = new ArrayList<>();
    private boolean closed;

    ArrangedSpecification() {}

    /** Puts an item in: whether there was room. */
    abstract boolean put(int item);

    final boolean isFull() {
        return items.size() == BufferModel.capacity;
    }

    public int trySend(int item) {
        return closed ? BufferModel.CLOSED : put(item) ? 1 : BufferModel.NOTHING;
    }

    /** Both in one step, or as many as there is room for. */
    public int sendTwo(int item, int next) {
        int sent = trySend(item);
        return sent == 1 ? sent + trySend(next) : sent;
    }

    public int tryReceive() {
        if (items.isEmpty()) {
            return closed ? BufferModel.CLOSED : BufferModel.NOTHING;
        }
        return items.remove(/* index */ 0);
    }

    public long receiveTwo() {
        long first = tryReceive();
        return first <= 0 || items.isEmpty() ? first : BufferModel.append(first, tryReceive());
    }

    public boolean remove(int item) {
        return items.remove(/* element */ (Integer) item);
    }

    public int peek() {
        return items.isEmpty() ? BufferModel.NOTHING : items.get(0);
    }

    public void close() {
        closed = true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArrangedSpecification that
                && closed == that.closed
                && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    /** The most urgent first, and of equals the one that came first. */
    public static final class Priority extends ArrangedSpecification {
        public Priority() {}

        @Override
        boolean put(int item) {
            if (isFull()) {
                return false;
            }
            int i = 0;
            while (i < items.size()
                    && ArrangedModel.urgency(items.get(i)) <= ArrangedModel.urgency(item)) {
                i++;
            }
            items.add(i, item);
            return true;
        }
    }

    /** First in, first out, but what has a key that waits stands in the place of that. */
    public static final class Keyed extends ArrangedSpecification {
        public Keyed() {}

        @Override
        boolean put(int item) {
            for (int i = 0; i < items.size(); i++) {
                if (ArrangedModel.key(items.get(i)) == ArrangedModel.key(item)) {
                    items.set(i, item);
                    return true;
                }
            }
            return !isFull() && items.add(item);
        }
    }
}
