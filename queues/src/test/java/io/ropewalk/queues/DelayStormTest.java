package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.StrandKind;
import io.ropewalk.testkit.VirtualTime;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Receivers of every kind wait for items whose delays a test clock counts. After each move of the
 * clock it stands still until all that is due has been received: a lead that nobody has taken over
 * would keep it standing for ever. Some are interrupted and some run out of time meanwhile.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items are sent.
 */
class DelayStormTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final int LONGEST_DELAY = 20;

    private final long seed = Long.getLong("ropewalk.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final VirtualTime time = new VirtualTime(random.nextLong());
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger timeOuts = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    private final DelayBuffer<Item> buffer =
            DelayBuffer.<Item>builder(64, item -> Duration.ofNanos(item.delay))
                    .timeSource(time)
                    .waitPolicy(WaitPolicy.SLEEPER_FENCES.withoutSpinning())
                    .build();

    private static final class Item {
        final long delay;
        final long due;
        final AtomicInteger receipts = new AtomicInteger();

        Item(long delay, long now) {
            this.delay = delay;
            due = now + Math.max(0, delay);
        }
    }

    @Test
    void all_that_is_due_is_received_and_nothing_before() throws Exception {
        storm(StrandKind.PLATFORM.threads());
    }

    private void storm(ThreadFactory factory) throws Exception {
        long items = Long.getLong("ropewalk.storm.operations", 200_000) / 20;
        long start = System.nanoTime();
        List<BackgroundCall<@Nullable Void>> receivers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SplittableRandom choices = random.split();
            receivers.add(
                    BackgroundCall.of(
                            () -> {
                                receive(choices);
                                return null;
                            },
                            body -> {
                                Thread thread = factory.newThread(body);
                                threads.add(thread);
                                return thread;
                            },
                            Duration.ofSeconds(20)));
        }
        List<Item> sent = new ArrayList<>();
        List<Item> waiting = new ArrayList<>();
        while (sent.size() < items || (isLacking() && sent.size() < 100 * items)) {
            int burst = Math.min(random.nextInt(6), 64 - waiting.size());
            for (int i = 0; i < burst; i++) {
                Item item = new Item(random.nextInt(LONGEST_DELAY) - 1, time.nanoTime());
                sent.add(item);
                waiting.add(item);
                assertThat(buffer.trySend(item)).isTrue();
                if (random.nextInt(8) == 0) {
                    threads.get(random.nextInt(threads.size())).interrupt();
                }
            }
            long now = time.nanoTime();
            waiting.removeIf(item -> item.due - now <= 0);
            awaitReceipts(sent.size() - waiting.size());
            time.advance(Duration.ofNanos(random.nextInt(LONGEST_DELAY / 4)));
            long then = time.nanoTime();
            waiting.removeIf(item -> item.due - then <= 0);
            awaitReceipts(sent.size() - waiting.size());
        }
        buffer.close();
        time.advance(Duration.ofNanos(LONGEST_DELAY));
        for (BackgroundCall<@Nullable Void> receiver : receivers) {
            receiver.result();
        }
        System.out.printf(
                "delay storm of %d items in %d ms, seed %d: %d time-outs, %d interrupts, %s%n",
                sent.size(),
                (System.nanoTime() - start) / 1_000_000,
                seed,
                timeOuts.get(),
                interrupts.get(),
                buffer.stats());
        assertThat(findings).as("seed %d", seed).isEmpty();
        assertThat(sent).as("seed %d", seed).allMatch(item -> item.receipts.get() == 1);
        assertThat(buffer.stats().rescues()).isZero();
        assertThat(buffer.stats().receiverParks()).as("parks").isGreaterThan(items / 10);
        assertThat(timeOuts).as("time-outs").hasPositiveValue();
        assertThat(interrupts).as("interrupts").hasPositiveValue();
        assertThat(time.sleepers()).isZero();
    }

    private boolean isLacking() {
        return timeOuts.get() == 0 || interrupts.get() == 0;
    }

    private void awaitReceipts(int count) {
        long start = System.nanoTime();
        while (received.get() < count) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError(
                        "seed "
                                + seed
                                + ": received "
                                + received
                                + " of "
                                + count
                                + " that are due"
                                + " at "
                                + time
                                + " in "
                                + buffer);
            }
            LockSupport.parkNanos(10_000);
        }
    }

    private void receive(SplittableRandom choices) {
        while (true) {
            try {
                switch (choices.nextInt(5)) {
                    case 0 -> take(buffer.tryReceive(Duration.ofNanos(1 + choices.nextInt(9))));
                    case 1 -> buffer.receiveBatch(this::take, 3);
                    case 2 -> {
                        CompletableFuture<Item> pending =
                                buffer.receiveAsync().toCompletableFuture();
                        take(pending.join());
                    }
                    default -> take(buffer.receive());
                }
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            } catch (ClosedException | CompletionException e) {
                return; // the end
            }
        }
    }

    private void take(@Nullable Item item) {
        if (item == null) {
            timeOuts.incrementAndGet();
            return;
        }
        if (item.due - time.nanoTime() > 0) {
            findings.add("received " + (item.due - time.nanoTime()) + " ns too early");
        }
        item.receipts.incrementAndGet();
        received.incrementAndGet();
    }
}
