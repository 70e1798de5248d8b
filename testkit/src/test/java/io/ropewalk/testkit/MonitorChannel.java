package io.ropewalk.testkit;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Sender;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The simplest channel that fulfils the whole contract, by one monitor. It shows that the contract
 * can be fulfilled, and with a {@link Flaw} that the contract and the storm find out.
 */
class MonitorChannel<T> implements Channel<T> {
    private final ChannelSpec<T> spec;
    private final Flaw flaw;
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final PendingCalls pending;
    private final MonitorSenders<T> handles;
    private boolean closed;
    private @Nullable Throwable cause;
    private long accepted;
    private long delivered;
    private long undelivered;
    private long dropped;
    private long timesFull;
    private long timesEmpty;
    private long senderParks;
    private long receiverParks;
    private int ghosts;

    MonitorChannel(ChannelSpec<T> spec, Flaw flaw) {
        this.spec = spec;
        this.flaw = flaw;
        pending = new PendingCalls(this, flaw);
        handles = new MonitorSenders<>(this, flaw);
    }

    @Override
    public void send(T item) throws InterruptedException {
        sendUntil(item, Deadline.NEVER);
    }

    @Override
    public boolean trySend(T item, Duration timeout) throws InterruptedException {
        return sendUntil(item, deadline(timeout));
    }

    private Deadline deadline(Duration timeout) {
        boolean early = flaw == Flaw.EARLY_TIMEOUT && timeout.compareTo(Duration.ofNanos(1)) > 0;
        return Deadline.after(early ? timeout.minusNanos(1) : timeout, spec.timeSource());
    }

    private boolean sendUntil(T item, Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(item);
        throwIfInterrupted();
        try {
            synchronized (this) {
                while (!offer(item)) {
                    if (deadline.hasPassed()) {
                        return false;
                    }
                    senderParks++;
                    await(deadline);
                }
                return true;
            }
        } finally {
            pending.complete();
        }
    }

    @Override
    public boolean trySend(T item) {
        Objects.requireNonNull(item);
        try {
            synchronized (this) {
                return offer(item);
            }
        } finally {
            pending.complete();
        }
    }

    private boolean offer(T item) {
        if (flaw == Flaw.FULL_AFTER_CLOSE && items.size() == spec.capacity()) {
            return false;
        }
        if (closed && !(flaw == Flaw.ACCEPTS_AFTER_CLOSE && items.size() < 1)) {
            throw ended();
        }
        if (items.size() >= spec.capacity() + (flaw == Flaw.OVERFILLS ? 1 : 0)) {
            timesFull++;
            if (!makeRoom(items)) {
                return false;
            }
        }
        accepted++;
        if (ghosts > 0) {
            ghosts--;
        } else {
            items.add(item);
        }
        changed();
        return true;
    }

    /** Takes something out of a full channel, if it is one that drops. */
    boolean makeRoom(ArrayDeque<T> full) {
        return false;
    }

    /** To be called for an item that is dropped. */
    final void drop(T item) {
        dropped += flaw == Flaw.DROPS_UNCOUNTED ? 0 : 1;
        undelivered++;
        if (flaw != Flaw.DROPS_SILENTLY) {
            spec.onUndelivered().accept(item);
        }
        if (flaw == Flaw.DROPS_TWICE) {
            spec.onUndelivered().accept(item);
        }
    }

    @Override
    public int sendAll(Collection<? extends T> batch) throws InterruptedException {
        if (flaw != Flaw.HALF_A_BATCH) {
            batch.forEach(Objects::requireNonNull);
        }
        throwIfInterrupted();
        int count = 0;
        try {
            for (T item : batch) {
                sendUntil(item, Deadline.NEVER);
                count++;
            }
        } catch (InterruptedException e) {
            if (count == 0 || flaw == Flaw.FORGETS_PARTIAL_BATCH) {
                throw e;
            }
            Thread.currentThread().interrupt();
        } catch (ClosedException e) {
            if (count == 0) {
                throw e;
            }
        }
        return count;
    }

    @Override
    public void close(@Nullable Throwable why) {
        synchronized (this) {
            if (!closed || flaw == Flaw.CHANGES_CAUSE) {
                cause = flaw == Flaw.FORGETS_CAUSE ? null : why;
            }
            closed = true;
            if (flaw != Flaw.SLEEPS_THROUGH_CLOSE) {
                pending.serve();
                notifyAll();
            }
        }
        pending.complete();
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    private ClosedException ended() {
        return new ClosedException(this + " has ended", cause);
    }

    @Override
    public CompletionStage<@Nullable Void> sendAsync(T item) {
        Objects.requireNonNull(item);
        return pending.<@Nullable Void>call(
                pending.sends, call -> offer(item) ? () -> call.end(null) : null);
    }

    @Override
    public CompletionStage<T> receiveAsync() {
        return pending.<T>call(
                pending.receives,
                call -> {
                    T item = take();
                    return item == null ? null : () -> call.end(item);
                });
    }

    @Override
    public Sender<T> sender() {
        return handles.open();
    }

    @Override
    public T receive() throws InterruptedException {
        return Objects.requireNonNull(receiveUntil(Deadline.NEVER));
    }

    @Override
    public @Nullable T tryReceive(Duration timeout) throws InterruptedException {
        return receiveUntil(deadline(timeout));
    }

    private @Nullable T receiveUntil(Deadline deadline) throws InterruptedException {
        try {
            return awaitItem(deadline);
        } finally {
            pending.complete();
        }
    }

    private synchronized @Nullable T awaitItem(Deadline deadline) throws InterruptedException {
        throwIfInterrupted();
        boolean waited = false;
        while (true) {
            T item = take();
            if (item != null) {
                if (waited && flaw == Flaw.DUPLICATES) {
                    items.addFirst(item);
                }
                if (flaw == Flaw.CLEARS_INTERRUPT) {
                    Thread.interrupted();
                }
                return item;
            }
            if (deadline.hasPassed()) {
                ghosts += flaw == Flaw.GHOST_AFTER_TIMEOUT ? 1 : 0;
                return null;
            }
            waited = true;
            receiverParks++;
            await(deadline);
        }
    }

    @Override
    public @Nullable T tryReceive() {
        try {
            synchronized (this) {
                return take();
            }
        } finally {
            pending.complete();
        }
    }

    private @Nullable T take() {
        T item = poll();
        if (item == null) {
            timesEmpty++;
            if (closed) {
                throw ended();
            }
        }
        return item;
    }

    private @Nullable T poll() {
        T item = items.poll();
        if (item != null && items.size() >= 2 && flaw == Flaw.LOSES_ORDER) {
            T second = items.remove();
            items.addFirst(item);
            item = second;
        }
        if (item != null) {
            delivered++;
            changed();
        }
        return item;
    }

    @Override
    public int receiveBatch(Consumer<? super T> sink, int max) throws InterruptedException {
        if (max < 1) {
            throw new IllegalArgumentException("max is " + max);
        }
        List<T> batch = new ArrayList<>();
        synchronized (this) {
            batch.add(receive());
            claim(batch, max);
        }
        pending.complete();
        return hand(batch, sink);
    }

    @Override
    public int drainTo(Consumer<? super T> sink, int max) {
        if (max < 0) {
            throw new IllegalArgumentException("max is " + max);
        }
        List<T> batch = new ArrayList<>();
        synchronized (this) {
            claim(batch, max);
        }
        pending.complete();
        return hand(batch, sink);
    }

    private void claim(List<T> batch, int max) {
        while (batch.size() < max && !items.isEmpty()) {
            batch.add(Objects.requireNonNull(poll()));
        }
    }

    private int hand(List<T> batch, Consumer<? super T> sink) {
        int count = 0;
        try {
            for (T item : batch) {
                count++;
                sink.accept(item);
            }
        } finally {
            List<T> rest = batch.subList(count, batch.size());
            synchronized (this) {
                delivered -= rest.size() + (flaw == Flaw.MISCOUNTS ? count : 0);
                undelivered += rest.size();
            }
            if (flaw != Flaw.SINK_LOSES_REST) {
                handBack(rest);
            }
        }
        return count;
    }

    private void handBack(List<T> rest) {
        for (T item : rest) {
            try {
                spec.onUndelivered().accept(item);
            } catch (RuntimeException e) {
                if (flaw == Flaw.HANDLER_ENDS_CANCEL) {
                    throw e;
                }
                System.out.println("reported: onUndelivered threw " + e);
            }
        }
    }

    @Override
    public void cancel() {
        List<T> rest = new ArrayList<>();
        synchronized (this) {
            if (!closed) {
                close(null);
            }
            rest.addAll(items);
            items.clear();
            undelivered += rest.size();
            pending.serve();
            notifyAll();
            if (flaw == Flaw.HANDLER_UNDER_LOCK) {
                handBack(rest);
                rest.clear();
            }
        }
        pending.complete();
        if (flaw == Flaw.LEFTOVERS_TWICE && !rest.isEmpty()) {
            rest.add(rest.get(0));
        }
        if (flaw != Flaw.DROPS_LEFTOVERS) {
            handBack(rest);
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new ItemIterator();
    }

    @Override
    public synchronized ChannelStats stats() {
        return new ChannelStats(
                accepted,
                delivered,
                undelivered,
                dropped,
                items.size(),
                timesFull,
                timesEmpty,
                senderParks,
                receiverParks,
                0);
    }

    @Override
    public synchronized String toString() {
        return "MonitorChannel[" + items.size() + " of " + spec.capacity() + ", " + flaw + "]";
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void changed() {
        pending.serve();
        if (flaw == Flaw.WAKES_THE_WRONG_ONE) {
            notify();
        } else {
            notifyAll();
        }
    }

    /** Waits for any change, holding the monitor, until the deadline at most. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private void await(Deadline deadline) throws InterruptedException {
        TimeSource.Alarm alarm = deadline.alarm(this::ring);
        try {
            if (alarm == null && deadline.isBounded()) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline.remainingNanos());
            } else if (!deadline.hasPassed()) {
                wait();
            }
        } catch (InterruptedException e) {
            if (flaw == Flaw.INTERRUPT_TAKES_ITEM) {
                ghosts++;
            }
            if (flaw != Flaw.SWALLOWS_INTERRUPT) {
                throw e;
            }
        } finally {
            if (alarm != null) {
                alarm.forget();
            }
        }
    }

    private synchronized void ring() {
        notifyAll();
    }

    private final class ItemIterator implements Iterator<T> {
        private @Nullable T next;

        @Override
        public boolean hasNext() {
            if (next != null && flaw != Flaw.ITERATOR_SKIPS) {
                return true;
            }
            try {
                next = receive();
                return true;
            } catch (ClosedException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }

        @Override
        public T next() {
            if (next == null && !hasNext()) {
                throw new NoSuchElementException();
            }
            T item = Objects.requireNonNull(next);
            next = null;
            return item;
        }
    }
}
