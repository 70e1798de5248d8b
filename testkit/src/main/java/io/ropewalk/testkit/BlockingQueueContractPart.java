package io.ropewalk.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

/** What the parts of the contract of blocking queues have in common: queues to test. */
abstract class BlockingQueueContractPart extends ContractPart {
    private final BlockingQueueContract contract;

    BlockingQueueContractPart(BlockingQueueContract contract) {
        this.contract = contract;
    }

    final <T> BlockingQueue<T> queue(int capacity) {
        return contract.newQueue(capacity);
    }

    /** A queue that holds the numbers from 0. */
    final BlockingQueue<Integer> queueHolding(int count, int capacity) {
        BlockingQueue<Integer> queue = queue(capacity);
        for (int i = 0; i < count; i++) {
            if (!queue.offer(i)) {
                throw new AssertionError("no room for item " + i + " of " + capacity);
            }
        }
        return queue;
    }

    /** A queue that holds the numbers from 0 and has room for no more. */
    final BlockingQueue<Integer> fullQueue(int capacity) {
        return queueHolding(capacity, capacity);
    }

    /** What can be taken without waiting. */
    static <T> List<T> contentOf(BlockingQueue<T> queue) {
        List<T> content = new ArrayList<>();
        for (T item = queue.poll(); item != null; item = queue.poll()) {
            content.add(item);
        }
        return content;
    }

    /** Puts these numbers from a thread each, and waits until all of them sleep. */
    final List<BackgroundCall<@Nullable Void>> sleepingPutters(
            BlockingQueue<Integer> queue, int... numbers) {
        List<BackgroundCall<@Nullable Void>> putters = new ArrayList<>();
        for (int number : numbers) {
            putters.add(startAsleep(() -> queue.put(number)));
        }
        return putters;
    }

    /** Skips the test when bulk removal forgets those who wait for room. */
    final void needsBulkRemovalThatWakes() {
        assumeTrue(contract.bulkRemovalWakesPutters(), "bulk removal wakes no putter");
    }

    /** Every way to remove one item, here the number 1. */
    static Map<String, Removal> singleRemovals() {
        Map<String, Removal> ways = new LinkedHashMap<>();
        ways.put("remove(Object)", queue -> queue.remove((Object) 1));
        ways.put(
                "an iterator's remove",
                queue -> {
                    var iterator = queue.iterator();
                    while (iterator.next() != 1) {
                        // on
                    }
                    iterator.remove();
                });
        return ways;
    }

    /** Every way to remove several items, here the number 1 alone. */
    static Map<String, Removal> bulkRemovals() {
        Map<String, Removal> ways = new LinkedHashMap<>();
        ways.put("removeIf", queue -> queue.removeIf(item -> item == 1));
        ways.put("removeAll", queue -> queue.removeAll(List.of(1, 77)));
        ways.put("retainAll", queue -> queue.retainAll(List.of(0, 2, 3, 4, 5, 6, 7, 8)));
        return ways;
    }

    /** A way to remove an item. */
    @FunctionalInterface
    interface Removal {
        void from(BlockingQueue<Integer> queue);
    }

    @Override
    final StrandKind strands() {
        return contract.strands();
    }

    @Override
    final Duration patience() {
        return contract.patience();
    }
}
