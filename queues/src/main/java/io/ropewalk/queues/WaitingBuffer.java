package io.ropewalk.queues;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.core.Sender;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.CloseEvent;
import io.ropewalk.core.wait.EmptyEvent;
import io.ropewalk.core.wait.FullEvent;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.Spinner;
import io.ropewalk.core.wait.WaitFuture;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Everything about a buffer that is not its algorithm: waiting, time-outs, batches, iteration, the
 * end.
 *
 * <p>An algorithm supplies four operations that never wait ({@link #offer}, {@link #offerMany},
 * {@link #poll}, {@link #pollMany}) and the two queues in which the sides wait for each other; it
 * wakes those itself.
 *
 * @param <T> the items
 */
abstract class WaitingBuffer<T> implements BoundedBuffer<T> {
    /*
     * Batches go through a scratch array: items are moved out of the ring and their slots freed before
     * the sink runs, so no user code ever runs while slots are claimed. The sink may be slow, throw,
     * or use this very buffer. One array per direction is kept and handed round; a second thread that
     * batches at the same time allocates its own.
     *
     * Senders are woken once for each run that left the ring, not once for each item, and before the
     * sink sees the run: a slow sink does not keep them waiting.
     *
     * Every blocking call: check the interrupt, try, spin and yield while that pays, then wait in the
     * queue with the same attempt. Nothing is allocated before the last step, but for the deadline of a
     * timed call that could not succeed at once.
     */
    static final int ACCEPTED = 1;
    static final int FULL = 0;
    static final int CLOSED = -1;

    /** What {@link #poll} returns at the end of a closed buffer. */
    static final Object END = new Object();

    @SuppressWarnings("ReferenceEquality") // END is one object
    static boolean isEnd(@Nullable Object answer) {
        return answer == END;
    }

    private static final int BATCH = 64;

    /** What {@link #sendAsync} answers when there was room. */
    private static final CompletionStage<@Nullable Void> SENT =
            CompletableFuture.completedStage(null);

    final int capacity;
    private final String name;
    private final TimeSource timeSource;
    private final Consumer<? super T> onUndelivered;
    private final Spinner sendSpinner;
    private final Spinner receiveSpinner;
    private final AtomicLong undelivered = new AtomicLong();
    private final boolean rejects;
    private final CountedSenders<T> handles = new CountedSenders<>(this);
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final AtomicReference<@Nullable Object @Nullable []> sendScratch =
            new AtomicReference<>();
    private final AtomicReference<@Nullable Object @Nullable []> receiveScratch =
            new AtomicReference<>();

    /** How the buffer was closed: by what call, and why. */
    private record Ending(boolean cancelled, @Nullable Throwable cause) {}

    WaitingBuffer(BoundedBufferBuilder<T> builder) {
        capacity = builder.capacity;
        name = builder.name;
        timeSource = builder.timeSource;
        onUndelivered = builder.onUndelivered;
        rejects = builder.overflow == Overflow.REJECT;
        sendSpinner = spinner(builder.waitPolicy, this::accepted);
        receiveSpinner = spinner(builder.waitPolicy, this::taken);
    }

    private Spinner spinner(WaitPolicy policy, LongSupplier passed) {
        return new Spinner(policy.maxSpins(), policy.yields(), capacity, passed);
    }

    /** Puts an item in if there is room: {@link #ACCEPTED}, {@link #FULL} or {@link #CLOSED}. */
    abstract int offer(T item);

    /**
     * Puts in as many of {@code items[from]} to {@code items[to - 1]} as there is room for, in one
     * claim: how many, {@link #FULL} for none, or {@link #CLOSED}.
     */
    abstract int offerMany(@Nullable Object[] items, int from, int to);

    /** Takes an item: null when there is none, {@link #END} when there will be none. */
    abstract @Nullable Object poll();

    /** Takes at most {@code max} items in one claim: how many, 0, or {@link #CLOSED} at the end. */
    abstract int pollMany(@Nullable Object[] into, int max);

    /** Called after an {@link #offer} that a thread made in the place of another. */
    void handBackSending() {}

    /** Called after a {@link #poll} that a thread made in the place of another. */
    void handBackReceiving() {}

    /** Where senders wait for room. */
    abstract WaitQueue room();

    /** Where receivers wait for items. */
    abstract WaitQueue items();

    /** Accepts nothing more, as far as the caller may decide that; wakes all who wait. */
    abstract void seal();

    /** Seals and hands what is left to {@link #undelivered}. */
    abstract void sealAndDrain();

    abstract void countFull();

    abstract void countEmpty();

    abstract long accepted();

    /** Items taken out by anyone, for delivery or not. */
    abstract long taken();

    abstract long timesFull();

    abstract long timesEmpty();

    private void foundFull() {
        countFull();
        FullEvent.emit(this);
    }

    private void foundEmpty() {
        countEmpty();
        EmptyEvent.emit(this);
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    @Override
    public final void send(T item) throws InterruptedException {
        Objects.requireNonNull(item, "item");
        checkInterrupt("send");
        int answer = offer(item);
        if (answer != ACCEPTED && !sendSlowly(item, answer, Deadline.NEVER)) {
            throw full();
        }
    }

    @Override
    public final boolean trySend(T item) {
        Objects.requireNonNull(item, "item");
        int answer = offer(item);
        if (answer == ACCEPTED) {
            return true;
        }
        if (answer == CLOSED) {
            throw closed();
        }
        foundFull();
        return false;
    }

    @Override
    public final boolean trySend(T item, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt("send");
        int answer = offer(item);
        return answer == ACCEPTED || sendSlowly(item, answer, Deadline.after(timeout, timeSource));
    }

    /** Waits for room: false when the time was up, or when this buffer lets nobody wait. */
    private boolean sendSlowly(T item, int firstAnswer, Deadline deadline)
            throws InterruptedException {
        if (firstAnswer == CLOSED) {
            throw closed();
        }
        foundFull();
        if (rejects || deadline.hasPassed()) {
            return false;
        }
        int tries = sendSpinner.tries();
        for (int i = 0; i < tries; i++) {
            sendSpinner.pause(i, tries);
            int answer = offer(item);
            if (answer != FULL) {
                if (answer == CLOSED) {
                    throw closed();
                }
                sendSpinner.hit();
                return true;
            }
        }
        if (tries > 0) {
            sendSpinner.miss();
        }
        return await(room(), () -> progress(offer(item)), deadline, "send");
    }

    private static Progress progress(int answer) {
        return answer == FULL
                ? Progress.NOT_YET
                : answer == CLOSED ? Progress.CLOSED : Progress.DONE;
    }

    /** Waits in a queue: true when the attempt succeeded, false when the time was up. */
    private boolean await(WaitQueue queue, Attempt attempt, Deadline deadline, String call)
            throws InterruptedException {
        Outcome outcome = queue.await(attempt, deadline);
        return switch (outcome) {
            case GRANTED -> true;
            case TIMED_OUT -> false;
            case INTERRUPTED -> throw interrupted(call);
            case CLOSED -> throw closed();
            case CANCELLED -> throw new AssertionError("a strand's wait is never cancelled");
        };
    }

    @Override
    public final int sendAll(Collection<? extends T> items) throws InterruptedException {
        requireNoNull(items);
        checkInterrupt("sendAll");
        @Nullable Object[] scratch = borrow(sendScratch);
        int accepted = 0;
        int used = 0;
        try {
            Iterator<? extends T> source = items.iterator();
            while (source.hasNext()) {
                int filled = 0;
                while (filled < BATCH && source.hasNext()) {
                    scratch[filled++] = Objects.requireNonNull(source.next(), "item");
                    used = Math.max(used, filled);
                }
                int sent = sendRun(scratch, filled, accepted == 0);
                accepted += sent;
                if (sent < filled) {
                    break;
                }
            }
        } finally {
            giveBack(sendScratch, scratch, used);
        }
        return accepted;
    }

    private static void requireNoNull(Collection<?> items) {
        int position = 0;
        for (Object item : items) {
            if (item == null) {
                throw new NullPointerException("item " + position + " of the collection is null");
            }
            position++;
        }
    }

    /**
     * Sends a run: how many were accepted, fewer than all only when interrupted, closed or
     * rejected.
     */
    private int sendRun(@Nullable Object[] run, int length, boolean mayThrow)
            throws InterruptedException {
        int sent = 0;
        while (sent < length) {
            int answer = offerMany(run, sent, length);
            if (answer > 0) {
                sent += answer;
                continue;
            }
            boolean nothingAccepted = mayThrow && sent == 0;
            try {
                @SuppressWarnings("unchecked")
                T next = (T) Objects.requireNonNull(run[sent]);
                if (!sendSlowly(next, answer, Deadline.NEVER)) {
                    if (nothingAccepted) {
                        throw full();
                    }
                    return sent;
                }
                sent++;
            } catch (ClosedException e) {
                if (nothingAccepted) {
                    throw e;
                }
                return sent;
            } catch (InterruptedException e) {
                if (nothingAccepted) {
                    throw e;
                }
                Thread.currentThread().interrupt();
                return sent;
            }
        }
        return sent;
    }

    @Override
    public final CompletionStage<@Nullable Void> sendAsync(T item) {
        Objects.requireNonNull(item, "item");
        int answer = offerFor(item);
        if (answer == ACCEPTED) {
            return SENT;
        }
        if (answer == CLOSED) {
            return CompletableFuture.failedStage(closed());
        }
        foundFull();
        if (rejects) {
            return CompletableFuture.failedStage(full());
        }
        return WaitFuture.start(room(), () -> progress(offerFor(item)), () -> null, this::closed);
    }

    /** Offers in the place of a sender that is no thread. */
    private int offerFor(T item) {
        int answer = offer(item);
        handBackSending();
        return answer;
    }

    /** Polls in the place of a receiver that is no thread. */
    private @Nullable Object pollFor() {
        Object item = poll();
        handBackReceiving();
        return item;
    }

    @Override
    public final CompletionStage<T> receiveAsync() {
        Object item = pollFor();
        if (isEnd(item)) {
            return CompletableFuture.failedStage(closed());
        }
        if (item != null) {
            return CompletableFuture.completedStage(asItem(item));
        }
        foundEmpty();
        Reception reception = new Reception(this::pollFor);
        return WaitFuture.start(
                items(),
                reception,
                () -> asItem(Objects.requireNonNull(reception.item)),
                this::closed);
    }

    @Override
    public final Sender<T> sender() {
        return handles.open();
    }

    @Override
    public final T receive() throws InterruptedException {
        checkInterrupt("receive");
        Object item = poll();
        if (item == null || isEnd(item)) {
            item = receiveSlowly(item, Deadline.NEVER);
        }
        return asItem(Objects.requireNonNull(item));
    }

    @Override
    public final @Nullable T tryReceive() {
        Object item = poll();
        if (isEnd(item)) {
            throw closed();
        }
        if (item == null) {
            foundEmpty();
            return null;
        }
        return asItem(item);
    }

    @Override
    public final @Nullable T tryReceive(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt("receive");
        Object item = poll();
        if (item == null || isEnd(item)) {
            item = receiveSlowly(item, Deadline.after(timeout, timeSource));
        }
        return item == null ? null : asItem(item);
    }

    @SuppressWarnings("unchecked")
    private T asItem(Object item) {
        return (T) item;
    }

    private @Nullable Object receiveSlowly(@Nullable Object firstAnswer, Deadline deadline)
            throws InterruptedException {
        if (isEnd(firstAnswer)) {
            throw closed();
        }
        foundEmpty();
        if (deadline.hasPassed()) {
            return null;
        }
        int tries = receiveSpinner.tries();
        for (int i = 0; i < tries; i++) {
            receiveSpinner.pause(i, tries);
            Object item = poll();
            if (item != null) {
                if (isEnd(item)) {
                    throw closed();
                }
                receiveSpinner.hit();
                return item;
            }
        }
        if (tries > 0) {
            receiveSpinner.miss();
        }
        Reception reception = new Reception(this::poll);
        return await(items(), reception, deadline, "receive") ? reception.item : null;
    }

    /** An attempt to receive that keeps what it got. */
    private static final class Reception implements Attempt {
        private final Supplier<@Nullable Object> poll;
        @Nullable Object item;

        Reception(Supplier<@Nullable Object> poll) {
            this.poll = poll;
        }

        @Override
        public Progress attempt() {
            Object polled = poll.get();
            if (polled == null) {
                return Progress.NOT_YET;
            }
            if (isEnd(polled)) {
                return Progress.CLOSED;
            }
            item = polled;
            return Progress.DONE;
        }
    }

    @Override
    public final int receiveBatch(Consumer<? super T> sink, int max) throws InterruptedException {
        Objects.requireNonNull(sink, "sink");
        if (max < 1) {
            throw new IllegalArgumentException("max is " + max + ", must be at least 1");
        }
        checkInterrupt("receiveBatch");
        int got = drain(sink, max);
        if (got != 0) {
            if (got == CLOSED) {
                throw closed();
            }
            return got;
        }
        Object first = receiveSlowly(null, Deadline.NEVER);
        sink.accept(asItem(Objects.requireNonNull(first)));
        return 1 + Math.max(0, drain(sink, Math.min(max, capacity) - 1));
    }

    @Override
    public final int drainTo(Consumer<? super T> sink, int max) {
        Objects.requireNonNull(sink, "sink");
        if (max < 0) {
            throw new IllegalArgumentException("max is " + max + ", must be at least 0");
        }
        return Math.max(0, drain(sink, max));
    }

    /**
     * Hands over what is there: how many, or {@link #CLOSED} when none and none will come. At most
     * one capacity's worth, or a busy producer, and a sink that sends, would keep the caller for
     * ever.
     */
    private int drain(Consumer<? super T> sink, int max) {
        @Nullable Object[] scratch = borrow(receiveScratch);
        int limit = Math.min(max, capacity);
        int handed = 0;
        int used = 0;
        try {
            while (handed < limit) {
                int asked = Math.min(BATCH, limit - handed);
                int got = pollMany(scratch, asked);
                if (got <= 0) {
                    return handed == 0 ? got : handed;
                }
                used = Math.max(used, got);
                handAll(sink, scratch, got);
                handed += got;
                if (got < asked) {
                    break;
                }
            }
            return handed;
        } finally {
            giveBack(receiveScratch, scratch, used);
        }
    }

    private void handAll(Consumer<? super T> sink, @Nullable Object[] run, int length) {
        int next = 0;
        try {
            while (next < length) {
                sink.accept(asItem(Objects.requireNonNull(run[next++])));
            }
        } finally {
            while (next < length) {
                undelivered(Objects.requireNonNull(run[next++]));
            }
        }
    }

    private static @Nullable Object[] borrow(
            AtomicReference<@Nullable Object @Nullable []> keeper) {
        @Nullable Object[] kept = keeper.getAndSet(null);
        return kept == null ? new Object[BATCH] : kept;
    }

    private static void giveBack(
            AtomicReference<@Nullable Object @Nullable []> keeper,
            @Nullable Object[] scratch,
            int used) {
        Arrays.fill(scratch, 0, used, null);
        keeper.set(scratch);
    }

    @Override
    public BlockingQueue<T> asBlockingQueue() {
        throw new UnsupportedOperationException(
                this + " was built without removable(), and is no BlockingQueue");
    }

    @Override
    public final Iterator<T> iterator() {
        return new ArrivalIterator<>(this);
    }

    @Override
    public final void close(@Nullable Throwable cause) {
        boolean first = ending.compareAndSet(null, new Ending(false, cause));
        seal();
        if (first) {
            CloseEvent.emit(this, "close", cause);
        }
    }

    @Override
    public final void cancel() {
        Ending before =
                ending.getAndUpdate(how -> new Ending(true, how == null ? null : how.cause));
        sealAndDrain();
        if (before == null || !before.cancelled) {
            CloseEvent.emit(this, "cancel", null);
        }
    }

    /**
     * Hands an accepted item that nobody will receive to the handler. Never throws; without locks.
     */
    final void undelivered(Object item) {
        try {
            undelivered.getAndIncrement();
            onUndelivered.accept(asItem(item));
        } catch (Throwable failure) {
            report(item, failure);
        }
    }

    private void report(Object item, Throwable failure) {
        try {
            // Looked up only here: who never fails needs no logging set up.
            Logger log = LoggerFactory.getLogger(BoundedBuffer.class);
            log.error("onUndelivered of {} failed for a {}", this, item.getClass(), failure);
        } catch (Throwable unreportable) {
            // Nothing is left to tell it to; the other items must still be handed over.
        }
    }

    private FullException full() {
        return new FullException(this + " is full and rejects");
    }

    private ClosedException closed() {
        Ending how = ending.get();
        boolean cancelled = how != null && how.cancelled;
        return new ClosedException(
                this + (cancelled ? " was cancelled" : " is closed"),
                how == null ? null : how.cause);
    }

    private void checkInterrupt(String call) throws InterruptedException {
        if (Thread.interrupted()) {
            throw interrupted(call);
        }
    }

    private InterruptedException interrupted(String call) {
        return new InterruptedException("interrupted in " + call + " on " + this);
    }

    @Override
    public final ChannelStats stats() {
        // In this order a snapshot under traffic errs towards items still in the buffer.
        long lost = undelivered.get();
        long taken = taken();
        long accepted = accepted();
        return new ChannelStats(
                accepted,
                Math.max(0, taken - lost),
                lost,
                Math.max(0, Math.min(capacity, accepted - taken)),
                timesFull(),
                timesEmpty(),
                room().sleeps(),
                items().sleeps(),
                room().rescues() + items().rescues());
    }

    @Override
    public final int estimatedSize() {
        long taken = taken();
        return (int) Math.max(0, Math.min(capacity, accepted() - taken));
    }

    @Override
    public final String toString() {
        return "BoundedBuffer["
                + (name.isEmpty() ? "" : name + ", ")
                + estimatedSize()
                + " of "
                + capacity
                + (isClosed() ? ", closed]" : "]");
    }
}
