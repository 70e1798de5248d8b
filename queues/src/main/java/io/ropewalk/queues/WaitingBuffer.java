package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.Sender;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.WaitFuture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
abstract class WaitingBuffer<T> extends WaitingSides implements Buffer<T> {
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
     *
     * Dropping is done here, with an algorithm's offer and poll: a sender that drops the oldest is a
     * consumer for a moment. Each round of its loop that fails means that another sender took the
     * room that it had made, or a receiver the item that it wanted to drop. CONFLATE is dropping the
     * oldest of one.
     */

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

    private final Consumer<? super T> onUndelivered;
    private final CountedSenders<T> handles = new CountedSenders<>(this);
    private final AtomicReference<@Nullable Object @Nullable []> sendScratch =
            new AtomicReference<>();
    private final AtomicReference<@Nullable Object @Nullable []> receiveScratch =
            new AtomicReference<>();

    /**
     * Creates a buffer without items.
     *
     * @param shape what users call this kind of buffer
     */
    WaitingBuffer(BufferBuilder<Consumer<? super T>, ?> builder, String shape) {
        super(builder, shape);
        onUndelivered = builder.onUndelivered;
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
        return drops() && drop(item);
    }

    /** Accepts an item that met a full buffer, at the cost of one that goes undelivered. */
    private boolean drop(T item) {
        if (overflow == Overflow.DROP_NEWEST) {
            enterNever(item);
            countUndelivered();
            countNeverIn();
            handBack(item);
            return true;
        }
        while (true) {
            if (!isClosed()) { // else what is there is for the receivers, and the offer refused
                dropOldest();
            }
            int answer = offer(item);
            if (answer != FULL) {
                if (answer == CLOSED) {
                    throw closed();
                }
                return true;
            }
        }
    }

    /** Refuses an item by an exception, if what is known of it is bad. May run the user's code. */
    void check(T item) {}

    private void dropOldest() {
        Object oldest = poll();
        if (oldest != null && !isEnd(oldest)) {
            countDropped();
            undelivered(oldest);
        }
    }

    /** Told of an item that is accepted and dropped at once. */
    void enterNever(T item) {}

    @Override
    public final boolean trySend(T item, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt("send");
        int answer = offer(item);
        return answer == ACCEPTED || sendSlowly(item, answer, deadline(timeout));
    }

    /** Waits for room: false when the time was up, or when this buffer lets nobody wait. */
    private boolean sendSlowly(T item, int firstAnswer, Deadline deadline)
            throws InterruptedException {
        if (firstAnswer == CLOSED) {
            throw closed();
        }
        foundFull();
        if (drops()) {
            return drop(item);
        }
        if (overflow == Overflow.REJECT || deadline.hasPassed()) {
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
        return await(room(), attemptToSend(item), deadline, "send");
    }

    @Override
    public final int sendAll(Collection<? extends T> items) throws InterruptedException {
        checkAll(items);
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

    private void checkAll(Collection<? extends T> items) {
        int position = 0;
        for (T item : items) {
            if (item == null) {
                throw new NullPointerException("item " + position + " of the collection is null");
            }
            check(item);
            position++;
        }
    }

    /**
     * Sends a run: how many were accepted, fewer than all only when interrupted, closed or
     * rejected, or when code of the user's or the memory fails.
     */
    private int sendRun(@Nullable Object[] run, int length, boolean mayThrow)
            throws InterruptedException {
        int sent = 0;
        while (sent < length) {
            boolean nothingAccepted = mayThrow && sent == 0;
            try {
                int answer = offerMany(run, sent, length);
                if (answer > 0) {
                    sent += answer;
                    continue;
                }
                @SuppressWarnings("unchecked")
                T next = (T) Objects.requireNonNull(run[sent]);
                if (!sendSlowly(next, answer, Deadline.NEVER)) {
                    if (nothingAccepted) {
                        throw full();
                    }
                    return sent;
                }
                sent++;
            } catch (RuntimeException | Error e) { // closed, or by the user's order or keys
                if (nothingAccepted) {
                    throw e;
                }
                return sent; // the next call meets it again
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
        int answer;
        try {
            answer = offerFor(item);
        } catch (RuntimeException failure) { // of the user's order or keys, as at a later attempt
            return CompletableFuture.failedStage(failure);
        }
        if (answer == ACCEPTED) {
            return SENT;
        }
        if (answer == CLOSED) {
            return CompletableFuture.failedStage(closed());
        }
        foundFull();
        if (drops()) {
            return dropFor(item);
        }
        if (overflow == Overflow.REJECT) {
            return CompletableFuture.failedStage(full());
        }
        return WaitFuture.start(room(), attemptToSendFor(item), () -> null, this::closed);
    }

    /** What a sender tries that waits for room. */
    Attempt attemptToSend(T item) {
        return () -> progress(offer(item));
    }

    /** The same for a sender that is no thread. */
    Attempt attemptToSendFor(T item) {
        return () -> progress(offerFor(item));
    }

    /** What a receiver tries that waits for an item. */
    Reception attemptToReceive() {
        return new PollReception(this::poll);
    }

    /** The same for a receiver that is no thread. */
    Reception attemptToReceiveFor() {
        return new PollReception(this::pollFor);
    }

    private CompletionStage<@Nullable Void> dropFor(T item) {
        try {
            boolean ignored = drop(item);
            return SENT;
        } catch (ClosedException e) {
            return CompletableFuture.failedStage(e);
        } finally {
            handBackSending();
        }
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
        Object item;
        try {
            item = pollFor();
        } catch (RuntimeException failure) { // of the user's order or keys, as at a later attempt
            return CompletableFuture.failedStage(failure);
        }
        if (isEnd(item)) {
            return CompletableFuture.failedStage(closed());
        }
        if (item != null) {
            return CompletableFuture.completedStage(asItem(item));
        }
        foundEmpty();
        Reception reception = attemptToReceiveFor();
        return WaitFuture.start(
                items(),
                reception,
                () -> asItem(Objects.requireNonNull(reception.item())),
                this::closed);
    }

    @Override
    public final Selectable<T> receiving() {
        return BufferEnd.receiving(this, this::attemptToReceive);
    }

    @Override
    public final Selectable<T> sending(Supplier<? extends T> item) {
        Objects.requireNonNull(item, "item");
        return BufferEnd.sending(this, result -> attemptToSend(item, result));
    }

    /** What a selector tries that would receive. */
    Attempt attemptToReceive(Consumer<? super T> result) {
        return () -> {
            Object item = poll();
            if (item == null) {
                return Progress.NOT_YET;
            }
            if (isEnd(item)) {
                return Progress.CLOSED;
            }
            result.accept(asItem(item));
            return Progress.DONE;
        };
    }

    private Progress dropped(T item) {
        try {
            boolean ignored = drop(item);
            return Progress.DONE;
        } catch (ClosedException e) { // meanwhile
            return Progress.CLOSED;
        }
    }

    /** What a selector tries that would send. */
    Attempt attemptToSend(Supplier<? extends T> next, Consumer<? super T> result) {
        return () -> {
            T item = Objects.requireNonNull(next.get(), "item");
            Progress progress = progress(offer(item));
            if (progress == Progress.NOT_YET && drops()) {
                foundFull();
                progress = dropped(item);
            }
            if (progress == Progress.DONE) {
                result.accept(item);
            }
            return progress;
        };
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
            item = receiveSlowly(item, deadline(timeout));
        }
        return item == null ? null : asItem(item);
    }

    @SuppressWarnings("unchecked")
    final T asItem(Object item) {
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
        Reception reception = attemptToReceive();
        return await(items(), reception, deadline, "receive") ? reception.item() : null;
    }

    /** An attempt to receive that keeps what it got. */
    interface Reception extends Attempt {
        /** The item, once the attempt was successful. */
        @Nullable Object item();
    }

    private static final class PollReception implements Reception {
        private final Supplier<@Nullable Object> poll;
        private @Nullable Object item;

        PollReception(Supplier<@Nullable Object> poll) {
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

        @Override
        public @Nullable Object item() {
            return item;
        }
    }

    @Override
    public final int receiveBatch(Consumer<? super T> sink, int max) throws InterruptedException {
        Objects.requireNonNull(sink, "sink");
        if (max < 1) {
            throw new IllegalArgumentException("max is " + max + ", must be at least 1");
        }
        checkInterrupt("receiveBatch");
        int got = drain(sink, 0, max);
        if (got != 0) {
            if (got == CLOSED) {
                throw closed();
            }
            return got;
        }
        Object first = receiveSlowly(null, Deadline.NEVER);
        sink.accept(asItem(Objects.requireNonNull(first)));
        return drain(sink, 1, max);
    }

    @Override
    public final int drainTo(Consumer<? super T> sink, int max) {
        Objects.requireNonNull(sink, "sink");
        if (max < 0) {
            throw new IllegalArgumentException("max is " + max + ", must be at least 0");
        }
        return Math.max(0, drain(sink, 0, max));
    }

    /**
     * How many items one call may drain: a busy producer, and a sink that sends, would otherwise
     * keep the caller for ever.
     */
    int mostAtOnce() {
        return capacity == Integer.MAX_VALUE ? Math.max(1, estimatedSize()) : capacity;
    }

    /**
     * Hands over what is there, after some have been: how many in all, or {@link #CLOSED} when none
     * and none will come.
     */
    private int drain(Consumer<? super T> sink, int before, int max) {
        @Nullable Object[] scratch = borrow(receiveScratch);
        int limit = Math.min(max, mostAtOnce());
        int handed = before;
        int used = 0;
        try {
            while (handed < limit) {
                int asked = Math.min(BATCH, limit - handed);
                int got = pollMore(scratch, asked, handed > 0);
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

    /** After some were received a failure is left to the next call. */
    private int pollMore(@Nullable Object[] into, int max, boolean some) {
        try {
            return pollMany(into, max);
        } catch (RuntimeException | Error failure) { // by the user's order or keys
            if (some) {
                return 0;
            }
            throw failure;
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
        end(cause);
    }

    @Override
    public final void cancel() {
        giveUp();
    }

    /**
     * Hands an accepted item that nobody will receive to the handler. Never throws; without locks.
     */
    final void undelivered(Object item) {
        countUndelivered();
        handBack(item);
    }

    private void handBack(Object item) {
        try {
            onUndelivered.accept(asItem(item));
        } catch (Throwable failure) {
            report(item, failure);
        }
    }
}
