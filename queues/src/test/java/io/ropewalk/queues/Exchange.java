package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A buffer, what the strands of a model do with it, and what must hold in the end. Items are powers
 * of two, each used once, so that a sum says which there were.
 */
final class Exchange {
    /** The buffers under test. They park at once: spinning would only lengthen the runs. */
    @SuppressWarnings("ImmutableEnumChecker") // a policy is a record of numbers
    enum Waiting {
        ONE_TO_ONE(Kind.ONE_TO_ONE, WaitPolicy.PUBLISHER_FENCES),
        ONE_TO_ONE_SLEEPERS_FENCE(Kind.ONE_TO_ONE, WaitPolicy.SLEEPER_FENCES),
        ONE_TO_MANY(Kind.ONE_TO_MANY, WaitPolicy.PUBLISHER_FENCES),
        MANY_TO_ONE(Kind.MANY_TO_ONE, WaitPolicy.PUBLISHER_FENCES),
        MANY_TO_MANY(Kind.MANY_TO_MANY, WaitPolicy.PUBLISHER_FENCES);

        private final Kind kind;
        private final WaitPolicy policy;

        Waiting(Kind kind, WaitPolicy policy) {
            this.kind = kind;
            this.policy = policy;
        }

        BoundedBufferBuilder<Integer> builder(int capacity) {
            BoundedBufferBuilder<Integer> builder = kind.builder(capacity);
            builder.later =
                    nanos -> task -> {}; // a foreign thread would act behind Lincheck's back
            return builder.waitPolicy(policy.withoutSpinning());
        }
    }

    final BoundedBuffer<Integer> buffer;

    private final boolean mayMissSignals;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger undelivered = new AtomicInteger();
    private volatile Thread interruptible;

    Exchange(Waiting kind, int capacity) {
        buffer = kind.builder(capacity).onUndelivered(undelivered::addAndGet).build();
        mayMissSignals = kind.policy.wakeUp() == WaitPolicy.WakeUp.SLEEPER_FENCES;
    }

    /** Full from the start, by a send that the strands do not make. */
    static Exchange filledWith(int item) {
        Exchange exchange = new Exchange(Waiting.MANY_TO_MANY, 1);
        exchange.send(item);
        return exchange;
    }

    /** Sends, unless the buffer ends or the strand is interrupted first. */
    boolean send(int item) {
        try {
            buffer.send(item);
            accepted.addAndGet(item);
            return true;
        } catch (ClosedException | InterruptedException e) {
            return false;
        }
    }

    /** Sends without a strand, now or when there is room. */
    void sendAsync(int item) {
        var ignored = buffer.sendAsync(item).thenRun(() -> accepted.addAndGet(item));
    }

    void sendAll(Collection<Integer> items) {
        try {
            if (buffer.sendAll(items) != items.size()) {
                throw new AssertionError("not all were sent");
            }
            items.forEach(accepted::addAndGet);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Receives an item, unless the buffer ends or the strand is interrupted first. */
    boolean receive() {
        try {
            delivered.addAndGet(buffer.receive());
            return true;
        } catch (ClosedException | InterruptedException e) {
            return false;
        }
    }

    void receiveToTheEnd() {
        while (receive()) {
            // As long as there are items.
        }
    }

    /** Remembers the thread for {@link #interrupt}. */
    void interruptibly(BooleanSupplier wait) {
        interruptible = Thread.currentThread();
        boolean ignored = wait.getAsBoolean();
    }

    /** Interrupts the strand that waits interruptibly, if it has begun. */
    void interrupt() {
        Thread thread = interruptible;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Nothing is lost or doubled, nobody waits, and no timed look was needed. */
    void mustBalance() {
        int left = 0;
        try {
            for (Integer item = buffer.tryReceive(); item != null; item = buffer.tryReceive()) {
                left += item;
            }
        } catch (ClosedException e) {
            // The end.
        }
        if (accepted.get() != delivered.get() + undelivered.get() + left) {
            throw new AssertionError(
                    "accepted "
                            + accepted
                            + ", delivered "
                            + delivered
                            + ", undelivered "
                            + undelivered
                            + ", left "
                            + left);
        }
        WaitingBuffer<?> waiting = (WaitingBuffer<?>) buffer;
        if (waiting.room().waiters() + waiting.items().waiters() != 0) {
            throw new AssertionError("somebody still waits");
        }
        if (!mayMissSignals && waiting.room().rescues() + waiting.items().rescues() != 0) {
            throw new AssertionError("rescued");
        }
    }

    void mustHaveAccepted(int items) {
        if (accepted.get() != items) {
            throw new AssertionError("accepted " + accepted);
        }
    }

    void mustHaveDelivered(int items) {
        if (delivered.get() != items) {
            throw new AssertionError("delivered " + delivered);
        }
    }

    void mustHaveLeftUndelivered(int items) {
        if (undelivered.get() != items) {
            throw new AssertionError("undelivered " + undelivered);
        }
    }

    int accepted() {
        return accepted.get();
    }
}
