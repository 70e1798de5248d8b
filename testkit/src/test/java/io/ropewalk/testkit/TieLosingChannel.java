package io.ropewalk.testkit;

import io.ropewalk.core.ClosedException;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Right in everything but what comes of a hand-over that ties with the end of the wait for it. */
final class TieLosingChannel<T> extends MonitorChannel<T> {
    /** Few ties must do to find it out. */
    private static final long DELAY_NANOS = 200_000;

    private final ChannelSpec<T> spec;
    private final Flaw flaw;

    TieLosingChannel(ChannelSpec<T> spec, Flaw flaw) {
        super(spec, flaw);
        this.spec = spec;
        this.flaw = flaw;
    }

    @Override
    public T receive() throws InterruptedException {
        T item = super.receive();
        if (flaw == Flaw.END_COMES_FIRST && isClosed()) {
            throw new ClosedException("the item is gone", null);
        }
        return item;
    }

    @Override
    public void send(T item) throws InterruptedException {
        try {
            super.send(item);
        } catch (InterruptedException e) {
            if (!giveUp(item)) {
                throw e;
            }
            Thread.currentThread().interrupt();
        } catch (ClosedException e) {
            if (flaw == Flaw.ABORTED_SEND_SENDS) {
                spec.onUndelivered().accept(item);
            }
            if (flaw != Flaw.ABORTED_SEND_LOSES) {
                throw e;
            }
        }
    }

    @Override
    public boolean trySend(T item, Duration timeout) throws InterruptedException {
        return super.trySend(item, timeout) || giveUp(item);
    }

    /** Answers whether to say that the item was accepted. */
    private boolean giveUp(T item) {
        LockSupport.parkNanos(this, DELAY_NANOS);
        if (flaw == Flaw.ABORTED_SEND_SENDS) {
            trySend(item);
        }
        return flaw == Flaw.ABORTED_SEND_LOSES && stats().occupancy() < spec.capacity();
    }
}
