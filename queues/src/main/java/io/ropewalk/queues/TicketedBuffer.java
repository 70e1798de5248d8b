package io.ropewalk.queues;

import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A buffer of envelopes over any algorithm: issues a ticket for each offer, and ends the tickets of
 * items that will not be delivered.
 */
final class TicketedBuffer<T> extends WaitingBuffer<Delivery<T>>
        implements BoundedBuffer<Delivery<T>> {
    /*
     * Two buffers in one. This one waits, counts and ends for its callers, and asks the other, the
     * algorithm, for its few steps and its queues. So a ticket is issued right before each offer and
     * not when a send begins, and a sender that waits for room holds none.
     *
     * Whatever the algorithm finds undelivered comes to this buffer's undelivered(), as a rejected
     * item and the rest of a sink's batch do: one count, one handler, and behind it the ticket's end.
     *
     * An Error out of an offer leaves its ticket open, since the item may have been accepted. Any
     * other exception comes from a key of conflateBy, and before that.
     */
    private final WaitingBuffer<Delivery<T>> algorithm;
    private final TicketBook tickets;

    private TicketedBuffer(BoundedBufferBuilder<Delivery<T>> builder, TicketBook tickets) {
        super(builder, "BoundedBuffer");
        this.tickets = tickets;
        Consumer<Delivery<T>> toHere = this::undelivered;
        BoundedBufferBuilder<Delivery<T>> inner = builder.forItems(toHere);
        inner.key = builder.key;
        algorithm = inner.algorithm();
    }

    static <T> TicketedBuffer<T> of(BoundedBufferBuilder<T> builder) {
        TicketBook tickets = new TicketBook();
        Consumer<? super T> onUndelivered = builder.onUndelivered;
        Consumer<Delivery<T>> unwrapping =
                delivery -> {
                    try {
                        onUndelivered.accept(delivery.item());
                    } finally {
                        tickets.end(delivery.ticket(), TicketOutcome.UNDELIVERED);
                    }
                };
        BoundedBufferBuilder<Delivery<T>> envelopes = builder.forItems(unwrapping);
        Function<? super T, ?> key = builder.key;
        if (key != null) {
            envelopes.conflateBy(delivery -> key.apply(delivery.item()));
        }
        return new TicketedBuffer<>(envelopes, tickets);
    }

    TicketBook tickets() {
        return tickets;
    }

    @Override
    int offer(Delivery<T> delivery) {
        Envelope<T> envelope = (Envelope<T>) delivery;
        long ticket = tickets.issue();
        envelope.ticket = ticket;
        int answer;
        try {
            answer = algorithm.offer(envelope);
        } catch (RuntimeException failure) {
            tickets.voided(ticket);
            throw failure;
        }
        if (answer != ACCEPTED) {
            tickets.voided(ticket);
        }
        return answer;
    }

    @Override
    void enterNever(Delivery<T> delivery) {
        ((Envelope<T>) delivery).ticket = tickets.issue(); // its end is the handler's affair
    }

    /** One at a time: nothing sends batches here. */
    @Override
    @SuppressWarnings("unchecked")
    int offerMany(@Nullable Object[] items, int from, int to) {
        return offer((Delivery<T>) Objects.requireNonNull(items[from]));
    }

    @Override
    @Nullable Object poll() {
        return algorithm.poll();
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        return algorithm.pollMany(into, max);
    }

    @Override
    void handBackSending() {
        algorithm.handBackSending();
    }

    @Override
    void handBackReceiving() {
        algorithm.handBackReceiving();
    }

    @Override
    WaitQueue room() {
        return algorithm.room();
    }

    @Override
    WaitQueue items() {
        return algorithm.items();
    }

    @Override
    void seal() {
        algorithm.seal();
    }

    @Override
    void sealAndDrain() {
        algorithm.sealAndDrain();
    }

    @Override
    public boolean isClosed() {
        return algorithm.isClosed();
    }

    @Override
    void countFull() {
        algorithm.countFull();
    }

    @Override
    void countEmpty() {
        algorithm.countEmpty();
    }

    @Override
    long accepted() {
        return algorithm.accepted();
    }

    @Override
    long taken() {
        return algorithm.taken();
    }

    @Override
    long dropped() {
        return super.dropped() + algorithm.dropped();
    }

    @Override
    long timesFull() {
        return algorithm.timesFull();
    }

    @Override
    long timesEmpty() {
        return algorithm.timesEmpty();
    }
}
