package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.WaitFuture;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A bounded buffer whose senders can wait until an item was processed. */
final class AcknowledgedBuffer<T> implements AckChannel<T> {
    private static final CompletionStage<TicketOutcome> PROCESSED =
            CompletableFuture.completedStage(TicketOutcome.PROCESSED);
    private static final CompletionStage<TicketOutcome> UNDELIVERED =
            CompletableFuture.completedStage(TicketOutcome.UNDELIVERED);
    private static final CompletionStage<@Nullable Void> ALL_ENDED =
            CompletableFuture.completedStage(null);

    private final TicketedBuffer<T> envelopes;

    /** The same, or around it the check of roles. */
    private final BoundedBuffer<Delivery<T>> buffer;

    private final TicketBook tickets;
    private final TimeSource timeSource;

    AcknowledgedBuffer(BoundedBufferBuilder<T> builder) {
        envelopes = TicketedBuffer.of(builder);
        buffer = builder.checked(envelopes);
        tickets = envelopes.tickets();
        timeSource = builder.timeSource;
    }

    private Envelope<T> wrap(T item) {
        return new Envelope<>(envelopes, Objects.requireNonNull(item, "item"));
    }

    @Override
    public long send(T item) throws InterruptedException {
        Envelope<T> envelope = wrap(item);
        buffer.send(envelope);
        return envelope.ticket;
    }

    @Override
    public long trySend(T item) {
        Envelope<T> envelope = wrap(item);
        return buffer.trySend(envelope) ? envelope.ticket : NO_TICKET;
    }

    @Override
    public long trySend(T item, Duration timeout) throws InterruptedException {
        Envelope<T> envelope = wrap(item);
        return buffer.trySend(envelope, timeout) ? envelope.ticket : NO_TICKET;
    }

    @Override
    public Delivery<T> receive() throws InterruptedException {
        return buffer.receive();
    }

    @Override
    public @Nullable Delivery<T> tryReceive() {
        return buffer.tryReceive();
    }

    @Override
    public @Nullable Delivery<T> tryReceive(Duration timeout) throws InterruptedException {
        return buffer.tryReceive(timeout);
    }

    @Override
    public int receiveBatch(Consumer<? super Delivery<T>> sink, int max)
            throws InterruptedException {
        return buffer.receiveBatch(sink, max);
    }

    @Override
    public int drainTo(Consumer<? super Delivery<T>> sink, int max) {
        return buffer.drainTo(sink, max);
    }

    @Override
    public Iterator<Delivery<T>> iterator() {
        return buffer.iterator();
    }

    @Override
    public TicketOutcome awaitProcessed(long ticket) throws InterruptedException {
        checkInterrupt("awaitProcessed");
        TicketOutcome outcome = tickets.outcome(ticket);
        if (outcome != null) {
            return outcome;
        }
        boolean ended = await(tickets.join(ticket, this), Deadline.NEVER, "awaitProcessed");
        if (!ended) {
            throw new AssertionError("the end of time");
        }
        return outcomeOfEnded(ticket);
    }

    @Override
    public @Nullable TicketOutcome awaitProcessed(long ticket, Duration timeout)
            throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt("awaitProcessed");
        TicketOutcome outcome = tickets.outcome(ticket);
        if (outcome != null || timeout.isZero() || timeout.isNegative()) {
            return outcome;
        }
        Deadline deadline = Deadline.after(timeout, timeSource);
        boolean ended = await(tickets.join(ticket, this), deadline, "awaitProcessed");
        return ended ? outcomeOfEnded(ticket) : null;
    }

    @Override
    public CompletionStage<TicketOutcome> processedAsync(long ticket) {
        TicketOutcome outcome = tickets.outcome(ticket);
        TicketQueue queue = outcome == null ? tickets.join(ticket, this) : null;
        return queue != null
                ? future(queue, () -> outcomeOfEnded(ticket))
                : outcomeOfEnded(ticket) == TicketOutcome.PROCESSED ? PROCESSED : UNDELIVERED;
    }

    private TicketOutcome outcomeOfEnded(long ticket) {
        return Objects.requireNonNull(tickets.outcome(ticket));
    }

    @Override
    public void awaitAllProcessed() throws InterruptedException {
        checkInterrupt("awaitAllProcessed");
        boolean ended =
                await(
                        tickets.joinAllBelow(tickets.issued(), this),
                        Deadline.NEVER,
                        "awaitAllProcessed");
        if (!ended) {
            throw new AssertionError("the end of time");
        }
    }

    @Override
    public boolean awaitAllProcessed(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt("awaitAllProcessed");
        long bound = tickets.issued();
        if (tickets.haveEndedBelow(bound)) {
            return true;
        }
        if (timeout.isZero() || timeout.isNegative()) {
            return false;
        }
        Deadline deadline = Deadline.after(timeout, timeSource);
        return await(tickets.joinAllBelow(bound, this), deadline, "awaitAllProcessed");
    }

    @Override
    public CompletionStage<@Nullable Void> allProcessedAsync() {
        TicketQueue queue = tickets.joinAllBelow(tickets.issued(), this);
        return queue == null ? ALL_ENDED : future(queue, () -> null);
    }

    /** Waits in a queue that was joined, if any, and leaves it: false when the time was up. */
    private boolean await(@Nullable TicketQueue queue, Deadline deadline, String call)
            throws InterruptedException {
        if (queue == null) {
            return true;
        }
        try {
            return switch (queue.await(queue, deadline)) {
                case GRANTED -> true;
                case TIMED_OUT -> false;
                case INTERRUPTED -> throw interrupted(call);
                case CLOSED, CANCELLED -> throw new AssertionError("tickets only end");
            };
        } finally {
            tickets.leave(queue);
        }
    }

    /** Waits in a queue that was joined, and leaves it. */
    private <V extends @Nullable Object> CompletionStage<V> future(
            TicketQueue queue, Supplier<V> result) {
        CompletionStage<V> future;
        try {
            future = WaitFuture.start(queue, queue, result, AssertionError::new);
        } catch (Throwable e) {
            tickets.leave(queue);
            throw e;
        }
        future.whenComplete((value, failure) -> tickets.leave(queue));
        return future;
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
    public void close(@Nullable Throwable cause) {
        buffer.close(cause);
    }

    @Override
    public void cancel() {
        buffer.cancel();
    }

    @Override
    public boolean isClosed() {
        return buffer.isClosed();
    }

    @Override
    public ChannelStats stats() {
        return buffer.stats();
    }

    /** The accounts of the tickets. */
    TicketBook tickets() {
        return tickets;
    }

    @Override
    public String toString() {
        return "AckChannel[" + buffer + "]";
    }
}
