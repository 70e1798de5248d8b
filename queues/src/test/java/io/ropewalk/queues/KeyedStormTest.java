package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Producers that overwrite the values of their own keys, and consumers that take what they get.
 * Judged by what each sent and got: every accepted value comes out once; each consumer sees the
 * values of a key in order; and the last of each key is never the one that was replaced.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items are sent.
 */
class KeyedStormTest {
    private static final int PRODUCERS = 3;
    private static final int CONSUMERS = 2;
    private static final int KEYS_EACH = 12;
    private static final int PER_PRODUCER = 1_000;

    private final long seed = Long.getLong("ropewalk.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private long replaced;
    private long parks;

    /** The value of a key; its producer counts them. */
    private record Item(int key, int value) {}

    @Test
    void the_last_value_of_each_key_arrives_and_none_is_lost() throws Exception {
        long items = Long.getLong("ropewalk.storm.operations", 200_000) / 2;
        long least = Math.max(1, items / (PRODUCERS * PER_PRODUCER));
        int rounds = 0;
        long start = System.nanoTime();
        while (rounds < least || (isLacking(items) && rounds < 100 * least)) {
            // With room for fewer items than keys, senders also wait.
            new Round(rounds % 2 == 0 ? 8 : PRODUCERS * KEYS_EACH, rounds % 3 == 0).run();
            rounds++;
        }
        System.out.printf(
                "keyed storm of %d rounds in %d ms, seed %d: %d replaced, %d parks%n",
                rounds, (System.nanoTime() - start) / 1_000_000, seed, replaced, parks);
        assertThat(replaced).as("replaced").isGreaterThan(items / 1_000);
        assertThat(parks).as("parks").isPositive();
    }

    private boolean isLacking(long items) {
        return replaced <= items / 1_000 || parks == 0;
    }

    private final class Round {
        private final boolean cancels;
        private final BoundedBuffer<Item> buffer;
        private final AtomicInteger sending = new AtomicInteger(PRODUCERS);
        private final ConcurrentLinkedQueue<Item> overwritten = new ConcurrentLinkedQueue<>();
        private final List<Item> leftByCancel = new ArrayList<>();
        private volatile Thread canceller = Thread.currentThread();

        Round(int capacity, boolean cancels) {
            this.cancels = cancels;
            buffer =
                    BoundedBuffer.<Item>builder(capacity)
                            .conflateBy(Item::key)
                            .waitPolicy(WaitPolicy.SLEEPER_FENCES.withoutSpinning())
                            .onUndelivered(this::undelivered)
                            .build();
        }

        private void undelivered(Item item) {
            if (Thread.currentThread() == canceller) {
                leftByCancel.add(item);
            } else {
                overwritten.add(item);
            }
        }

        void run() throws Exception {
            List<BackgroundCall<List<Item>>> producers = new ArrayList<>();
            List<BackgroundCall<List<Item>>> consumers = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
                int me = i;
                SplittableRandom choices = random.split();
                producers.add(BackgroundCall.of(() -> send(me, choices)));
            }
            for (int i = 0; i < CONSUMERS; i++) {
                SplittableRandom choices = random.split();
                consumers.add(BackgroundCall.of(() -> receive(choices)));
            }
            if (cancels) {
                long until = System.nanoTime() + random.nextInt(3_000_000);
                while (System.nanoTime() - until < 0) {
                    Thread.onSpinWait();
                }
                buffer.cancel();
            }
            int[] last = new int[PRODUCERS * KEYS_EACH];
            List<Item> accepted = new ArrayList<>();
            for (BackgroundCall<List<Item>> producer : producers) {
                accepted.addAll(producer.result());
            }
            accepted.forEach(item -> last[item.key] = item.value);
            List<Item> out = new ArrayList<>(leftByCancel);
            for (BackgroundCall<List<Item>> consumer : consumers) {
                mustBeInOrder(consumer.result());
                out.addAll(consumer.result());
            }
            out.addAll(overwritten);
            assertThat(out).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(accepted);
            for (Item item : overwritten) {
                assertThat(item.value).as("seed %d: %s", seed, item).isLessThan(last[item.key]);
            }
            ChannelStats stats = buffer.stats();
            assertThat(stats.dropped()).isEqualTo(overwritten.size());
            assertThat(stats.accepted()).isEqualTo(accepted.size());
            assertThat(stats.rescues()).isZero();
            replaced += overwritten.size();
            parks += stats.senderParks() + stats.receiverParks();
        }

        private void mustBeInOrder(List<Item> received) {
            int[] seen = new int[PRODUCERS * KEYS_EACH];
            for (Item item : received) {
                assertThat(item.value).as("seed %d: %s", seed, item).isGreaterThan(seen[item.key]);
                seen[item.key] = item.value;
            }
        }

        private List<Item> send(int me, SplittableRandom choices) throws InterruptedException {
            List<Item> accepted = new ArrayList<>();
            try {
                int value = 0;
                while (value < PER_PRODUCER) {
                    List<Item> items = new ArrayList<>();
                    int run = choices.nextInt(4) == 0 ? 1 + choices.nextInt(6) : 1;
                    for (int i = 0; i < run; i++) {
                        int key = me * KEYS_EACH + choices.nextInt(KEYS_EACH);
                        items.add(new Item(key, ++value));
                    }
                    accepted.addAll(items.subList(0, sendSome(items, choices)));
                }
            } catch (ClosedException e) {
                // cancelled
            }
            if (sending.decrementAndGet() == 0 && !cancels) {
                buffer.close();
            }
            return accepted;
        }

        private int sendSome(List<Item> items, SplittableRandom choices)
                throws InterruptedException {
            if (items.size() > 1) {
                return buffer.sendAll(items);
            }
            Item item = items.get(0);
            return switch (choices.nextInt(3)) {
                case 0 -> buffer.trySend(item) ? 1 : 0;
                case 1 -> buffer.trySend(item, Duration.ofNanos(20_000)) ? 1 : 0;
                default -> {
                    buffer.send(item);
                    yield 1;
                }
            };
        }

        private List<Item> receive(SplittableRandom choices) throws InterruptedException {
            List<Item> received = new ArrayList<>();
            try {
                while (true) {
                    if (choices.nextBoolean()) {
                        received.add(buffer.receive());
                    } else {
                        buffer.receiveBatch(received::add, 1 + choices.nextInt(4));
                    }
                    if (choices.nextInt(16) == 0) {
                        LockSupport.parkNanos(1_000); // lets producers overwrite
                    }
                }
            } catch (ClosedException e) {
                return received;
            }
        }
    }
}
