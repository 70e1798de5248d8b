package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.WaitFuture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Everything about a buffer of longs that is not its algorithm, and not the same whatever the items
 * are ({@link WaitingSides}): {@link WaitingBuffer} without boxes.
 *
 * <p>An algorithm supplies operations that never wait ({@link #offer}, {@link #offerMany}, {@link
 * #claim} with {@link #take}, {@link #pollMany}) and the two queues in which the sides wait for
 * each other; it wakes those itself.
 */
abstract class WaitingLongBuffer extends WaitingSides implements BoundedLongBuffer {
    /*
     * What WaitingBuffer says of batches, of blocking calls and of dropping holds here too.
     *
     * No long is free to mean "none", and a method returns but one number: so an item is received in
     * two steps, a claim that says where it is, or why there is none, and the taking. Nothing comes
     * between the two, and both are inlined.
     *
     * Batches to and from arrays of the caller need no scratch array: no user code runs meanwhile.
     */
    private static final int BATCH = 64;

    /** What {@link #sendAsync} answers when there was room. */
    private static final CompletionStage<@Nullable Void> SENT =
            CompletableFuture.completedStage(null);

    private final LongConsumer onUndelivered;
    private final CountedLongSenders handles = new CountedLongSenders(this);
    private final AtomicReference<long @Nullable []> scratches = new AtomicReference<>();

    WaitingLongBuffer(BoundedLongBufferBuilder builder) {
        super(builder, "BoundedLongBuffer");
        onUndelivered = builder.onUndelivered;
    }

    /** Puts an item in if there is room: {@link #ACCEPTED}, {@link #FULL} or {@link #CLOSED}. */
    abstract int offer(long item);

    /**
     * Puts in as many of {@code items[from]} to {@code items[to - 1]} as there is room for, in one
     * claim: how many, {@link #FULL} for none, or {@link #CLOSED}.
     */
    abstract int offerMany(long[] items, int from, int to);

    /**
     * Claims an item, which the caller must then {@link #take} at once: a number of at least 0,
     * {@link ClaimBits#NONE} when there is none, or {@link ClaimBits#END} when there will be none.
     */
    abstract long claim();

    /** Takes the item of a claim, and frees its slot. */
    abstract long take(long claim);

    /**
     * Takes at most {@code max} items, at least 1, in one claim: how many, 0, or {@link #CLOSED} at
     * the end.
     */
    abstract int pollMany(long[] into, int from, int max);

    @Override
    public final void send(long item) throws InterruptedException {
        checkInterrupt("send");
        int answer = offer(item);
        if (answer != ACCEPTED && !sendSlowly(item, answer, Deadline.NEVER)) {
            throw full();
        }
    }

    @Override
    public final boolean trySend(long item) {
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
    private boolean drop(long item) {
        if (overflow == Overflow.DROP_NEWEST) {
            countNeverIn();
            undelivered(item);
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

    private void dropOldest() {
        long oldest = claim();
        if (oldest >= 0) {
            countDropped();
            undelivered(take(oldest));
        }
    }

    @Override
    public final boolean trySend(long item, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt("send");
        int answer = offer(item);
        return answer == ACCEPTED || sendSlowly(item, answer, deadline(timeout));
    }

    /** Waits for room: false when the time was up, or when this buffer lets nobody wait. */
    private boolean sendSlowly(long item, int firstAnswer, Deadline deadline)
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
        return await(room(), () -> progress(offer(item)), deadline, "send");
    }

    @Override
    public final int sendAll(long[] items, int from, int to) throws InterruptedException {
        Objects.checkFromToIndex(from, to, items.length);
        checkInterrupt("sendAll");
        int next = from;
        while (next < to) {
            int answer = offerMany(items, next, to);
            if (answer > 0) {
                next += answer;
                continue;
            }
            try {
                if (!sendSlowly(items[next], answer, Deadline.NEVER)) {
                    if (next == from) {
                        throw full();
                    }
                    break;
                }
                next++;
            } catch (ClosedException e) {
                if (next == from) {
                    throw e;
                }
                break;
            } catch (InterruptedException e) {
                if (next == from) {
                    throw e;
                }
                Thread.currentThread().interrupt();
                break;
            }
        }
        return next - from;
    }

    @Override
    public final CompletionStage<@Nullable Void> sendAsync(long item) {
        int answer = offerFor(item);
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
        return WaitFuture.start(room(), () -> progress(offerFor(item)), () -> null, this::closed);
    }

    private CompletionStage<@Nullable Void> dropFor(long item) {
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
    private int offerFor(long item) {
        int answer = offer(item);
        handBackSending();
        return answer;
    }

    @Override
    public final Selectable<Long> receiving() {
        return BufferEnd.receiving(this, result -> attemptToReceive(result));
    }

    @Override
    public final Selectable<Long> sending(LongSupplier item) {
        Objects.requireNonNull(item, "item");
        return BufferEnd.sending(this, result -> attemptToSend(item, result));
    }

    /** What a selector tries that would receive. */
    private Attempt attemptToReceive(Consumer<? super Long> result) {
        return () -> {
            long claim = claim();
            if (claim >= 0) {
                result.accept(take(claim));
                return Progress.DONE;
            }
            return claim == ClaimBits.END ? Progress.CLOSED : Progress.NOT_YET;
        };
    }

    private Progress dropped(long item) {
        try {
            boolean ignored = drop(item);
            return Progress.DONE;
        } catch (ClosedException e) { // meanwhile
            return Progress.CLOSED;
        }
    }

    /** What a selector tries that would send. */
    private Attempt attemptToSend(LongSupplier next, Consumer<? super Long> result) {
        return () -> {
            long item = next.getAsLong();
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
    public final LongSender sender() {
        return handles.open();
    }

    @Override
    public final long receive() throws InterruptedException {
        checkInterrupt("receive");
        long claim = claim();
        return claim >= 0 ? take(claim) : receiveSlowly(claim, Deadline.NEVER, 0);
    }

    @Override
    public final long tryReceive(long absent) {
        long claim = claim();
        if (claim >= 0) {
            return take(claim);
        }
        foundNone(claim);
        return absent;
    }

    @Override
    public final boolean tryReceive(LongConsumer sink) {
        Objects.requireNonNull(sink, "sink");
        long claim = claim();
        if (claim >= 0) {
            sink.accept(take(claim));
            return true;
        }
        foundNone(claim);
        return false;
    }

    @Override
    public final long tryReceive(Duration timeout, long absent) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt("receive");
        long claim = claim();
        return claim >= 0 ? take(claim) : receiveSlowly(claim, deadline(timeout), absent);
    }

    @Override
    public final boolean tryReceive(Duration timeout, LongConsumer sink)
            throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(sink, "sink");
        checkInterrupt("receive");
        long claim = claim();
        if (claim < 0) {
            return receiveSlowly(claim, deadline(timeout), sink);
        }
        sink.accept(take(claim));
        return true;
    }

    /** Waits for an item: answers {@code absent} when the time was up. */
    private long receiveSlowly(long noClaim, Deadline deadline, long absent)
            throws InterruptedException {
        foundNone(noClaim);
        if (deadline.hasPassed()) {
            return absent;
        }
        long claim = claimSpinning();
        if (claim >= 0) {
            return take(claim);
        }
        Reception reception = new Reception();
        return await(items(), reception, deadline, "receive") ? reception.item : absent;
    }

    /** Waits for an item and hands it to a sink: false when the time was up. */
    private boolean receiveSlowly(long noClaim, Deadline deadline, LongConsumer sink)
            throws InterruptedException {
        foundNone(noClaim);
        if (deadline.hasPassed()) {
            return false;
        }
        long claim = claimSpinning();
        if (claim >= 0) {
            sink.accept(take(claim));
            return true;
        }
        Reception reception = new Reception();
        if (!await(items(), reception, deadline, "receive")) {
            return false;
        }
        sink.accept(reception.item);
        return true;
    }

    /** Counts a miss. Throws where none will come. */
    private void foundNone(long noClaim) {
        if (noClaim == ClaimBits.END) {
            throw closed();
        }
        foundEmpty();
    }

    /** Spins and yields for an item while that pays: its claim, or NONE. */
    private long claimSpinning() {
        int tries = receiveSpinner.tries();
        for (int i = 0; i < tries; i++) {
            receiveSpinner.pause(i, tries);
            long claim = claim();
            if (claim != ClaimBits.NONE) {
                if (claim == ClaimBits.END) {
                    throw closed();
                }
                receiveSpinner.hit();
                return claim;
            }
        }
        if (tries > 0) {
            receiveSpinner.miss();
        }
        return ClaimBits.NONE;
    }

    /** An attempt to receive that keeps what it got. */
    private final class Reception implements Attempt {
        long item;

        @Override
        public Progress attempt() {
            long claim = claim();
            if (claim < 0) {
                return claim == ClaimBits.END ? Progress.CLOSED : Progress.NOT_YET;
            }
            item = take(claim);
            return Progress.DONE;
        }

        /** As {@link #attempt}, in the place of a receiver that is no thread. */
        Progress attemptForOther() {
            Progress progress = attempt();
            handBackReceiving();
            return progress;
        }
    }

    @Override
    public final CompletionStage<Long> receiveAsync() {
        Reception reception = new Reception();
        return switch (reception.attemptForOther()) {
            case DONE -> CompletableFuture.completedStage(reception.item);
            case CLOSED -> CompletableFuture.failedStage(closed());
            case NOT_YET -> {
                foundEmpty();
                yield WaitFuture.start(
                        items(), reception::attemptForOther, () -> reception.item, this::closed);
            }
        };
    }

    @Override
    public final int receiveBatch(LongConsumer sink, int max) throws InterruptedException {
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
        sink.accept(receiveSlowly(ClaimBits.NONE, Deadline.NEVER, 0));
        return 1 + Math.max(0, drain(sink, Math.min(max, capacity) - 1));
    }

    @Override
    public final int receiveBatch(long[] into, int from, int to) throws InterruptedException {
        Objects.checkFromToIndex(from, to, into.length);
        if (from == to) {
            throw new IllegalArgumentException(
                    "the range from " + from + " to " + to + " is empty, must have room for 1");
        }
        checkInterrupt("receiveBatch");
        int got = pollMany(into, from, to - from);
        if (got != 0) {
            if (got == CLOSED) {
                throw closed();
            }
            return got;
        }
        into[from] = receiveSlowly(ClaimBits.NONE, Deadline.NEVER, 0);
        return 1 + drainTo(into, from + 1, to);
    }

    @Override
    public final int drainTo(LongConsumer sink, int max) {
        Objects.requireNonNull(sink, "sink");
        if (max < 0) {
            throw new IllegalArgumentException("max is " + max + ", must be at least 0");
        }
        return Math.max(0, drain(sink, max));
    }

    @Override
    public final int drainTo(long[] into, int from, int to) {
        Objects.checkFromToIndex(from, to, into.length);
        return from == to ? 0 : Math.max(0, pollMany(into, from, to - from));
    }

    /**
     * Hands over what is there, at most a capacity: how many, or {@link #CLOSED} when none and none
     * will come.
     */
    private int drain(LongConsumer sink, int max) {
        long[] kept = scratches.getAndSet(null);
        long[] scratch = kept == null ? new long[BATCH] : kept;
        int limit = Math.min(max, capacity);
        int handed = 0;
        try {
            while (handed < limit) {
                int asked = Math.min(BATCH, limit - handed);
                int got = pollMany(scratch, 0, asked);
                if (got <= 0) {
                    return handed == 0 ? got : handed;
                }
                handAll(sink, scratch, got);
                handed += got;
                if (got < asked) {
                    break;
                }
            }
            return handed;
        } finally {
            scratches.set(scratch);
        }
    }

    private void handAll(LongConsumer sink, long[] run, int length) {
        int next = 0;
        try {
            while (next < length) {
                sink.accept(run[next++]);
            }
        } finally {
            while (next < length) {
                undelivered(run[next++]);
            }
        }
    }

    @Override
    public final PrimitiveIterator.OfLong iterator() {
        return new LongArrivalIterator(this);
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
    final void undelivered(long item) {
        try {
            countUndelivered();
            onUndelivered.accept(item);
        } catch (Throwable failure) {
            report(item, failure);
        }
    }
}
