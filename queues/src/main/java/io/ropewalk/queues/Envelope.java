package io.ropewalk.queues;

import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.wait.Step;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** An item on its way through a buffer, and then in the hands of its receiver. */
final class Envelope<T> implements Delivery<T> {
    /*
     * ticket: written before each offer by whoever makes it, read by others only after the offer that
     * was accepted, which publishes it.
     * settled: raised by compareAndSet by the one call that ends the ticket. Ends that come from the
     * buffer need no such contest: nobody else has the envelope then.
     */
    private static final VarHandle SETTLED;

    static {
        try {
            SETTLED =
                    MethodHandles.lookup()
                            .findVarHandle(Envelope.class, "settled", boolean.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TicketedBuffer<T> buffer;
    private final T item;
    long ticket;

    @SuppressWarnings("unused") // by SETTLED
    private boolean settled;

    Envelope(TicketedBuffer<T> buffer, T item) {
        this.buffer = buffer;
        this.item = item;
    }

    @Override
    public T item() {
        return item;
    }

    @Override
    public long ticket() {
        return ticket;
    }

    @Override
    public boolean ack() {
        if (!settle()) {
            return false;
        }
        try {
            buffer.tickets().end(ticket, TicketOutcome.PROCESSED);
        } catch (OutOfMemoryError e) {
            SETTLED.setVolatile(this, false); // nothing has changed: it can be tried again
            throw e;
        }
        return true;
    }

    @Override
    public boolean reject() {
        if (!settle()) {
            return false;
        }
        buffer.undelivered(this);
        return true;
    }

    private boolean settle() {
        Step.point();
        return SETTLED.compareAndSet(this, false, true);
    }

    @Override
    public String toString() {
        boolean over = (boolean) SETTLED.getOpaque(this);
        return "Delivery[ticket " + ticket + (over ? ", settled]" : "]");
    }
}
