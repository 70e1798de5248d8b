package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/** An unchecked buffer, and what became of each item: the law of channels on the smallest scale. */
final class BufferWorld {
    private static final long PATIENCE = 1_000_000_000;

    final WaitingBuffer<Integer> buffer;
    final List<Integer> accepted = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> received = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> undelivered = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean endSeen;

    BufferWorld(int capacity, Kind kind) {
        buffer = kind.build(kind.<Integer>builder(capacity).onUndelivered(undelivered::add));
    }

    BufferWorld(int capacity, Algorithm algorithm) {
        buffer = algorithm.buffer(capacity, WaitPolicy.SLEEPER_FENCES, undelivered::add);
    }

    /** With a buffer that tells another what is undelivered. */
    BufferWorld(Function<Consumer<Integer>, Buffer<Integer>> builder) {
        buffer = (WaitingBuffer<Integer>) builder.apply(undelivered::add);
    }

    /** Whether the item was accepted. */
    boolean send(int item) {
        try {
            boolean there = buffer.trySend(item);
            if (there) {
                accepted.add(item);
            }
            return there;
        } catch (ClosedException e) {
            return false;
        }
    }

    /** Sends items by the operation for batches, in one claim. */
    void sendRun(Integer... items) {
        int count = Math.max(0, buffer.offerMany(items, 0, items.length));
        accepted.addAll(List.of(items).subList(0, count));
    }

    /** For the second of two threads: not where there may be only one that receives. */
    void receiveIfMany(Parties consumers) {
        if (consumers == Parties.MANY) {
            receive();
        }
    }

    /** Takes an item if there is one; none may come after the end. */
    void receive() {
        boolean endedBefore = endSeen;
        try {
            Integer item = buffer.tryReceive();
            if (item != null) {
                assertThat(endedBefore).as("an item after the end").isFalse();
                received.add(item);
            }
        } catch (ClosedException e) {
            endSeen = true;
        }
    }

    /** As {@link #receive}, by the operation for batches. */
    void receiveRun() {
        boolean endedBefore = endSeen;
        Object[] run = new Object[4];
        int got = buffer.pollMany(run, run.length);
        if (got == WaitingBuffer.CLOSED) {
            endSeen = true;
        }
        for (int i = 0; i < got; i++) {
            assertThat(endedBefore).as("an item after the end").isFalse();
            received.add((Integer) run[i]);
        }
    }

    void close() {
        buffer.close();
    }

    void cancel() {
        buffer.cancel();
    }

    /** Takes what is there, and sees the end if there is one. */
    void receiveAll() {
        for (int i = 0; i <= buffer.capacity(); i++) {
            receive();
        }
    }

    /**
     * Accepted = delivered + undelivered, and each item once. A look for a late item may still be
     * handing one back.
     */
    void mustHaveLostNothing() {
        long start = System.nanoTime();
        while (received.size() + undelivered.size() < accepted.size()
                && System.nanoTime() - start < PATIENCE) {
            letPass(50_000);
        }
        List<Integer> all = new ArrayList<>(received);
        all.addAll(undelivered);
        assertThat(all).containsExactlyInAnyOrderElementsOf(accepted);
    }

    /** Where so many items were there, nobody may have been told that there were none. */
    void mustHaveReceivedOrEnded(int items) {
        assertThat(endSeen || received.size() == items)
                .as("the end was seen, or else %s are %d items", received, items)
                .isTrue();
    }

    void mustHaveEnded() {
        assertThat(endSeen).as("the end was seen").isTrue();
    }

    /** Lets real time pass. */
    static void letPass(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            LockSupport.parkNanos(nanos);
        }
    }
}
