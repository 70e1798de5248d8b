package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.jcstress.Patience;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A buffer of digits. What a call sent or got is written as a number, the first digit first: 12 is
 * item 1 and then item 2, 0 is none. A 9 at the end is the end of the buffer.
 *
 * <p>Each protocol is one subclass, which holds the body and describes the outcomes; each kind of
 * buffer is a nested subclass of that, which names the actors (jcstress looks for those in the test
 * class itself and nowhere above) and adds outcomes that it alone may have. Outcomes are inherited;
 * but several of one's own replace those, and then {@code @JCStressMeta} must name the protocol. An
 * outcome's exact id goes before a pattern that matches it too.
 */
abstract class BufferRace {
    static final int END = 9;

    private static final long BETWEEN_CANCELS_NANOS = 10_000;

    /** The default, without the fence that would hide what the algorithm leaves out of order. */
    static final WaitPolicy PLAIN = WaitPolicy.SLEEPER_FENCES;

    /** Parks at once, sleeps without a timer: a lost wake-up stays lost. */
    static final WaitPolicy STRICT = WaitPolicy.PUBLISHER_FENCES.withoutSpinning();

    final WaitingBuffer<Integer> buffer;
    private final Undelivered undelivered = new Undelivered();

    /** Digits in the order in which they were handed over. */
    private static final class Undelivered implements Consumer<Integer> {
        final AtomicInteger digits = new AtomicInteger();

        @Override
        public void accept(Integer item) {
            digits.accumulateAndGet(item, BufferRace::append);
        }
    }

    BufferRace(Kind kind, int capacity) {
        this(kind, capacity, PLAIN);
    }

    BufferRace(Kind kind, int capacity, WaitPolicy waitPolicy) {
        buffer =
                kind.isOfLongs()
                        ? kind.build(
                                kind.<Integer>builder(capacity)
                                        .waitPolicy(waitPolicy)
                                        .onUndelivered(undelivered))
                        : kind.build(capacity, waitPolicy, undelivered);
    }

    BufferRace(Kind kind, BoundedBufferBuilder<Integer> builder) {
        buffer = kind.build(builder.onUndelivered(undelivered));
    }

    static int append(int digits, int digit) {
        return digits * 10 + digit;
    }

    /**
     * Sends if there is room. As {@code trySend}, without its exception at the end.
     *
     * @return {@code before}, and the item behind it if it was accepted
     */
    final int send(int before, int item) {
        return buffer.offer(item) == WaitingBuffer.ACCEPTED ? append(before, item) : before;
    }

    final int send(int item) {
        return send(0, item);
    }

    /**
     * Receives if there is something. As {@code tryReceive}, without its exception at the end.
     *
     * @return {@code before}, and the item or the end behind it, unless it ended before
     */
    final int receive(int before) {
        if (before % 10 == END) {
            return before;
        }
        Object item = buffer.poll();
        if (item == null) {
            return before;
        }
        return append(before, WaitingBuffer.isEnd(item) ? END : (Integer) item);
    }

    final int receive() {
        return receive(0);
    }

    /** Everything that is left and, if it has come, the end. For the arbiter. */
    final int receiveRest() {
        int rest = 0;
        while (true) {
            int next = receive(rest);
            if (next == rest) {
                return rest;
            }
            rest = next;
        }
    }

    final int undelivered() {
        return undelivered.digits.get();
    }

    /**
     * What was handed over as undelivered once it is as much as expected. A hand-over may be under
     * way in a thread of the library when the actors have returned.
     *
     * <p>Slowly: each cancel that finds the producer alive leaves timers that keep the buffer for a
     * second, and a hundred thousand of those are more than the heap of a test.
     */
    final int undelivered(int expected) {
        Patience patience = new Patience();
        while (!patience.hasLasted(BETWEEN_CANCELS_NANOS)) {
            Thread.onSpinWait();
        }
        while (undelivered() < expected && patience.lasts()) {
            Thread.onSpinWait();
        }
        return undelivered();
    }

    /** An interrupt that no test has asked for. */
    static AssertionError unexpected(InterruptedException e) {
        return new AssertionError("nobody interrupts here", e);
    }
}
