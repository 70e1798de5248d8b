package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Each item is taken, removed, drained or left over: once. */
abstract class QueueRaceContract extends BlockingQueueContractPart {
    private static final int ITEMS = 4_000;
    private static final int PRODUCERS = 2;
    private static final int HAND_OVERS = 10_000;
    private static final int END = -1;

    private final AtomicIntegerArray seen = new AtomicIntegerArray(ITEMS);
    private final AtomicBoolean allPut = new AtomicBoolean();

    QueueRaceContract(BlockingQueueContract contract) {
        super(contract);
    }

    private void see(int item) {
        seen.incrementAndGet(item);
    }

    /** Puts the numbers that leave this remainder. */
    private BackgroundCall<@Nullable Void> producer(BlockingQueue<Integer> queue, int remainder) {
        return start(() -> {
            for (int i = remainder; i < ITEMS; i += PRODUCERS) {
                queue.put(i);
            }
        });
    }

    /** Takes until the end; how many. */
    private BackgroundCall<Integer> taker(BlockingQueue<Integer> queue) {
        return start(() -> {
            int taken = 0;
            for (int item = queue.take(); item != END; item = queue.take()) {
                see(item);
                taken++;
            }
            return taken;
        });
    }

    private interface Remover {
        int removeSome(BlockingQueue<Integer> queue);
    }

    private BackgroundCall<Integer> remover(BlockingQueue<Integer> queue, Remover way) {
        return start(() -> {
            int removed = 0;
            while (!allPut.get()) {
                removed += way.removeSome(queue);
            }
            return removed;
        });
    }

    /** Removes what it finds somewhere in the queue. */
    private int removeByEquals(BlockingQueue<Integer> queue) {
        Object[] all = queue.toArray();
        if (all.length == 0) {
            Thread.onSpinWait();
            return 0;
        }
        Integer one = (Integer) all[ThreadLocalRandom.current().nextInt(all.length)];
        if (one == END || !queue.remove((Object) one)) {
            return 0;
        }
        see(one);
        return 1;
    }

    @Test
    void anItemIsEitherTakenOrRemoved() throws Exception {
        BlockingQueue<Integer> queue = queue(16);
        BackgroundCall<Integer> taker = taker(queue);
        List<BackgroundCall<Integer>> removers = new ArrayList<>();
        removers.add(remover(queue, this::removeByEquals));
        removers.add(remover(queue, this::removeByEquals));
        List<BackgroundCall<@Nullable Void>> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            producers.add(producer(queue, p));
        }

        for (BackgroundCall<@Nullable Void> producer : producers) {
            producer.result();
        }
        allPut.set(true);
        int removed = 0;
        for (BackgroundCall<Integer> remover : removers) {
            removed += remover.result();
        }
        queue.put(END);
        int taken = taker.result();

        assertThat(removed).as("removed").isPositive();
        assertThat(taken).as("taken").isPositive();
        assertThat(taken + removed).isEqualTo(ITEMS);
        assertEachSeenOnce();
    }

    /**
     * An iterator cannot tell whether it removed its item or came too late: only what was taken
     * shows.
     */
    @Test
    void iteratorsRemoveOnlyWhatTheyShow() throws Exception {
        BlockingQueue<Integer> queue = queue(16);
        BackgroundCall<Integer> taker = taker(queue);
        BackgroundCall<Integer> remover =
                remover(
                        queue,
                        q -> {
                            int tried = 0;
                            for (Iterator<Integer> i = q.iterator(); i.hasNext(); ) {
                                int item = i.next();
                                if (item != END && item % 3 == 0) {
                                    i.remove();
                                    tried++;
                                }
                            }
                            return tried;
                        });
        List<BackgroundCall<@Nullable Void>> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            producers.add(producer(queue, p));
        }

        for (BackgroundCall<@Nullable Void> producer : producers) {
            producer.result();
        }
        allPut.set(true);
        assertThat(remover.result()).as("tries to remove").isPositive();
        queue.put(END);
        taker.result();

        for (int i = 0; i < ITEMS; i++) {
            if (i % 3 == 0) {
                assertThat(seen.get(i)).as("item %d", i).isBetween(0, 1);
            } else {
                assertThat(seen.get(i)).as("item %d", i).isOne();
            }
        }
    }

    /** The putters can only end when room made by removals alone wakes them. */
    @Test
    void puttersLiveOnRemovalsAlone() throws Exception {
        BlockingQueue<Integer> queue = queue(4);
        List<BackgroundCall<@Nullable Void>> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            producers.add(producer(queue, p));
        }
        BackgroundCall<Integer> remover = remover(queue, this::removeByEquals);
        BackgroundCall<Integer> filter =
                remover(queue, q -> q.removeIf(item -> item % 7 == 0) ? 1 : 0);

        for (BackgroundCall<@Nullable Void> producer : producers) {
            producer.result();
        }
        allPut.set(true);

        assertThat(remover.result() + filter.result()).isPositive(); // who comes first, takes it
        contentOf(queue).forEach(this::see);
        for (int i = 0; i < ITEMS; i++) {
            assertThat(seen.get(i)).as("item %d", i).isBetween(i % 7 == 0 ? 0 : 1, 1);
        }
    }

    /** With one slot, a wake-up that is lost on either side stops both for good. */
    @Test
    void noWakeUpIsLost() throws Exception {
        BlockingQueue<Integer> queue = queue(1);
        BackgroundCall<@Nullable Void> producer =
                start(() -> {
                    for (int i = 0; i < HAND_OVERS; i++) {
                        hesitate();
                        queue.put(i);
                    }
                });
        BackgroundCall<@Nullable Void> consumer =
                start(() -> {
                    for (int i = 0; i < HAND_OVERS; i++) {
                        hesitate();
                        assertThat(queue.take()).isEqualTo(i);
                    }
                });

        producer.result();
        consumer.result();
    }

    /**
     * From nothing to longer than a wake-up takes: else the one that wakes is always asleep again
     * before the other has woken up, and they never meet.
     */
    private static void hesitate() {
        int spins = 1 << ThreadLocalRandom.current().nextInt(14);
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    private void assertEachSeenOnce() {
        for (int i = 0; i < ITEMS; i++) {
            assertThat(seen.get(i)).as("item %d", i).isOne();
        }
    }
}
