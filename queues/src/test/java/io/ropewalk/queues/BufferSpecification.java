package io.ropewalk.queues;

import java.util.ArrayDeque;
import java.util.List;

/** A buffer for one thread: what the operations of all kinds of buffers must amount to. */
public final class BufferSpecification {
    private final ArrayDeque<Integer> items = new ArrayDeque<>();
    private boolean closed;
    private boolean sealed;
    private boolean cancelled;

    public BufferSpecification() {}

    public int trySend(int item) {
        if (closed) {
            return BufferModel.CLOSED;
        }
        if (items.size() == BufferModel.capacity) {
            return BufferModel.NOTHING;
        }
        items.add(item);
        return 1;
    }

    /** The first {@code count} of two, with nothing between them. */
    public int send(int count, int first, int second) {
        int sent = trySend(first);
        return count == 1 || sent != 1 ? sent : sent + trySend(second);
    }

    public int tryReceive() {
        if (cancelled || (sealed && items.isEmpty())) {
            return BufferModel.CLOSED;
        }
        return items.isEmpty() ? BufferModel.NOTHING : items.remove();
    }

    /** So many items, with nothing between them. */
    public long receive(int count) {
        long received = tryReceive();
        return count == 1 || received <= 0 ? received : BufferModel.append(received, tryReceive());
    }

    public boolean remove(int item) {
        return items.remove(item);
    }

    public boolean removeIfEqual(int item) {
        return remove(item);
    }

    public int peek() {
        return items.isEmpty() ? BufferModel.NOTHING : items.element();
    }

    public int size() {
        return items.size();
    }

    public void clear() {
        items.clear();
    }

    public void close() {
        refuse();
        seal();
    }

    /** The first step of a close: no more items. */
    public void refuse() {
        closed = true;
    }

    /** The second: receivers get the end. */
    public void seal() {
        sealed = true;
    }

    public void discard() {
        items.clear();
    }

    /** Ends it for receivers too. */
    public void cancel() {
        close();
        discard();
        cancelled = true;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BufferSpecification that
                && closed == that.closed
                && sealed == that.sealed
                && cancelled == that.cancelled
                && List.copyOf(items).equals(List.copyOf(that.items));
    }

    @Override
    public int hashCode() {
        return List.copyOf(items).hashCode();
    }
}
