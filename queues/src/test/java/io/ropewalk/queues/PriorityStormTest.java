package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.BackgroundCall;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Several producers and one consumer: at no receipt may a more urgent item have been there already.
 * Judged by moments that the participants take from a common counter, before and after their calls.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items are sent.
 */
class PriorityStormTest {
    private static final int PRODUCERS = 3;
    private static final int PER_PRODUCER = 400;
    private static final int URGENCIES = 8;
    private static final long NEVER = Long.MAX_VALUE;

    private final long seed = Long.getLong("ropewalk.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final AtomicLong moments = new AtomicLong();
    private int parks;
    private int interrupts;

    /** An item, and when what happened to it. */
    private static final class Item {
        final int urgency;
        long sendBegan;
        long accepted = NEVER;
        long receiveBegan;

        Item(int urgency) {
            this.urgency = urgency;
        }
    }

    @Test
    void no_more_urgent_item_waits_while_another_is_received() throws Exception {
        long items = Long.getLong("ropewalk.storm.operations", 200_000) / 2;
        long least = Math.max(1, items / (PRODUCERS * PER_PRODUCER));
        int rounds = 0;
        long start = System.nanoTime();
        while (rounds < least || (isLacking(least) && rounds < 100 * least)) {
            round(rounds % 2 == 0 ? 8 : 100);
            rounds++;
        }
        System.out.printf(
                "priority storm of %d rounds in %d ms, seed %d: %d parks, %d interrupts%n",
                rounds, (System.nanoTime() - start) / 1_000_000, seed, parks, interrupts);
        assertThat(parks).as("parks").isGreaterThan((int) least / 10);
        assertThat(interrupts).as("interrupts").isGreaterThan((int) least / 10);
    }

    private boolean isLacking(long rounds) {
        return Math.min(parks, interrupts) <= rounds / 10;
    }

    private void round(int capacity) throws Exception {
        PriorityBuffer<Item> buffer =
                PriorityBuffer.<Item>builder(
                                capacity, Comparator.comparingInt(item -> item.urgency))
                        .waitPolicy(WaitPolicy.SLEEPER_FENCES.withoutSpinning())
                        .build();
        AtomicInteger sending = new AtomicInteger(PRODUCERS);
        List<BackgroundCall<List<Item>>> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            SplittableRandom choices = random.split();
            producers.add(BackgroundCall.of(() -> send(buffer, choices, sending)));
        }
        SplittableRandom choices = random.split();
        AtomicReference<Thread> consumer = new AtomicReference<>();
        BackgroundCall<List<Item>> received =
                BackgroundCall.of(() -> {
                    consumer.set(Thread.currentThread());
                    return receive(buffer, choices);
                });
        while (!received.isDone()) {
            Thread thread = consumer.get();
            if (thread != null && thread.getState() != Thread.State.RUNNABLE) {
                thread.interrupt();
            }
            LockSupport.parkNanos(200_000);
        }
        List<Item> accepted = new ArrayList<>();
        for (BackgroundCall<List<Item>> producer : producers) {
            accepted.addAll(producer.result());
        }
        judge(accepted, received.result());
        parks += (int) buffer.stats().receiverParks() + (int) buffer.stats().senderParks();
        assertThat(buffer.stats().rescues()).isZero();
    }

    private List<Item> send(
            PriorityBuffer<Item> buffer, SplittableRandom choices, AtomicInteger sending)
            throws InterruptedException {
        List<Item> accepted = new ArrayList<>();
        int sent = 0;
        while (sent < PER_PRODUCER) {
            int run = choices.nextInt(4) == 0 ? 1 + choices.nextInt(5) : 1;
            List<Item> items = new ArrayList<>();
            long began = moments.incrementAndGet();
            for (int i = 0; i < run; i++) {
                Item item = new Item(choices.nextInt(URGENCIES));
                item.sendBegan = began;
                items.add(item);
            }
            int count =
                    run > 1
                            ? buffer.sendAll(items)
                            : choices.nextBoolean()
                                    ? buffer.trySend(items.get(0)) ? 1 : 0
                                    : sendOne(buffer, items.get(0));
            long ended = moments.incrementAndGet();
            items.subList(0, count).forEach(item -> item.accepted = ended);
            accepted.addAll(items.subList(0, count));
            sent += run;
        }
        if (sending.decrementAndGet() == 0) {
            buffer.close();
        }
        return accepted;
    }

    private static int sendOne(PriorityBuffer<Item> buffer, Item item) throws InterruptedException {
        buffer.send(item);
        return 1;
    }

    private List<Item> receive(PriorityBuffer<Item> buffer, SplittableRandom choices) {
        List<Item> received = new ArrayList<>();
        while (true) {
            long began = moments.incrementAndGet();
            int before = received.size();
            try {
                switch (choices.nextInt(4)) {
                    case 0 -> add(received, buffer.tryReceive());
                    case 1 -> add(received, buffer.tryReceive(Duration.ofNanos(20_000)));
                    case 2 -> buffer.receiveBatch(received::add, 1 + choices.nextInt(9));
                    default -> received.add(buffer.receive());
                }
            } catch (InterruptedException e) {
                interrupts++;
            } catch (ClosedException e) {
                return received;
            }
            for (Item item : received.subList(before, received.size())) {
                item.receiveBegan = began;
            }
        }
    }

    private static void add(List<Item> items, @Nullable Item item) {
        if (item != null) {
            items.add(item);
        }
    }

    /** From the last receipt to the first, with what was received later. */
    private void judge(List<Item> accepted, List<Item> received) {
        assertThat(received).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(accepted);
        long[] acceptedBy = new long[URGENCIES];
        Arrays.fill(acceptedBy, NEVER);
        for (int i = received.size() - 1; i >= 0; i--) {
            Item item = received.get(i);
            for (int urgency = 0; urgency < item.urgency; urgency++) {
                assertThat(acceptedBy[urgency])
                        .as("seed %d: one of %d waited before %d", seed, urgency, item.urgency)
                        .isGreaterThan(item.receiveBegan);
            }
            assertThat(acceptedBy[item.urgency])
                    .as("seed %d: an equal one had come before", seed)
                    .isGreaterThan(item.sendBegan);
            acceptedBy[item.urgency] = Math.min(acceptedBy[item.urgency], item.accepted);
        }
    }
}
