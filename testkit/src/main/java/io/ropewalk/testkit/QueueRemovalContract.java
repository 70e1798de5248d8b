package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Removal from anywhere, and what it means to those who wait. */
abstract class QueueRemovalContract extends BlockingQueueContractPart {
    QueueRemovalContract(BlockingQueueContract contract) {
        super(contract);
    }

    @Test
    void everyWayToRemoveTakesOutThatItemAndNoOther() {
        singleRemovals().forEach(this::removesOneOfFour);
        bulkRemovals().forEach(this::removesOneOfFour);
    }

    private void removesOneOfFour(String way, Removal removal) {
        BlockingQueue<Integer> queue = queueHolding(4, 4);

        removal.from(queue);

        assertThat(queue.remainingCapacity()).as(way).isEqualTo(1);
        assertThat(contentOf(queue)).as(way).containsExactly(0, 2, 3);
    }

    @Test
    void anItemIsRemovedWhereverItIs() {
        for (int where = 0; where < 5; where++) {
            BlockingQueue<Integer> queue = queueHolding(5, 5);
            int item = where;
            List<Integer> rest = numbers(0, 5).stream().filter(i -> i != item).toList();

            assertThat(queue.remove((Object) where)).isTrue();

            assertThat(queue.contains(where)).isFalse();
            assertThat(contentOf(queue)).isEqualTo(rest);
        }
    }

    @Test
    void allItemsCanBeRemovedInAnyOrderAndTheQueueGoesOn() {
        BlockingQueue<Integer> queue = queueHolding(4, 4);
        for (int item : new int[] {2, 0, 3, 1}) {
            assertThat(queue.remove((Object) item)).isTrue();
        }
        assertThat(queue).isEmpty();

        queue.addAll(List.of(7, 8, 9, 10));

        assertThat(queue.offer(11)).isFalse();
        assertThat(contentOf(queue)).containsExactly(7, 8, 9, 10);
    }

    @Test
    void ofEqualItemsOneIsRemoved() {
        BlockingQueue<String> queue = queue(4);
        queue.addAll(List.of("a", "b", "a", "a"));

        assertThat(queue.remove((Object) "a")).isTrue();

        assertThat(contentOf(queue)).containsExactlyInAnyOrder("a", "a", "b");
    }

    @Test
    void anItemIsFoundByItsEqualsNotByIdentity() {
        BlockingQueue<String> queue = queue(4);
        queue.addAll(List.of("a", "b"));

        assertThat(queue.contains(copyOf("b"))).isTrue();
        assertThat(queue.remove((Object) copyOf("b"))).isTrue();

        assertThat(contentOf(queue)).containsExactly("a");
    }

    @SuppressWarnings("StringCopy") // equal, and another object
    private static String copyOf(String text) {
        return new String(text.toCharArray());
    }

    @Test
    @SuppressWarnings("CollectionIncompatibleType") // on purpose
    void whatIsNotThereCannotBeRemoved() {
        BlockingQueue<Integer> queue = queueHolding(2, 4);

        assertThat(queue.remove((Object) 7)).isFalse();
        assertThat(queue.remove("a string")).isFalse();
        assertThat(queue.removeAll(List.of(7, 8))).isFalse();
        assertThat(queue.retainAll(List.of(0, 1, 2))).isFalse();
        assertThat(queue.removeIf(item -> item > 1)).isFalse();

        assertThat(contentOf(queue)).containsExactly(0, 1);
    }

    @Test
    void bulkRemovalTakesAllThatAreMeant() {
        BlockingQueue<Integer> queue = queueHolding(8, 8);

        assertThat(queue.removeIf(item -> item % 2 == 0)).isTrue();
        assertThat(queue).containsExactly(1, 3, 5, 7);
        assertThat(queue.removeAll(List.of(3, 7, 9))).isTrue();
        assertThat(queue).containsExactly(1, 5);
        assertThat(queue.retainAll(List.of(5, 9))).isTrue();
        assertThat(queue).containsExactly(5);
        assertThat(queue.retainAll(List.of())).isTrue();
        assertThat(queue).isEmpty();
    }

    @Test
    void aFilterThatThrowsRemovesNothing() {
        BlockingQueue<Integer> queue = queueHolding(4, 4);

        assertThatThrownBy(() ->
                        queue.removeIf(item -> {
                            if (item == 2) {
                                throw new IllegalStateException("on purpose");
                            }
                            return true;
                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(contentOf(queue)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aClearedQueueIsEmptyAndGoesOn() {
        BlockingQueue<Integer> queue = fullQueue(3);

        queue.clear();

        assertThat(queue).isEmpty();
        assertThat(queue.poll()).isNull();
        queue.addAll(List.of(4, 5, 6));
        assertThat(contentOf(queue)).containsExactly(4, 5, 6);
    }

    @Test
    void everyWayToRemoveOneLetsASleepingPutterIn() {
        singleRemovals().forEach(this::letsASleepingPutterIn);
    }

    @Test
    void everyWayToRemoveSeveralLetsASleepingPutterIn() {
        needsBulkRemovalThatWakes();
        bulkRemovals().forEach(this::letsASleepingPutterIn);
    }

    private void letsASleepingPutterIn(String way, Removal removal) {
        BlockingQueue<Integer> queue = fullQueue(3);
        BackgroundCall<@Nullable Void> putter = startAsleep(() -> queue.put(9));

        removal.from(queue);

        awaitReturn(way, putter);
        assertThat(contentOf(queue)).as(way).containsExactly(0, 2, 9);
    }

    @Test
    void bulkRemovalLetsAsManySleepingPuttersIn() {
        needsBulkRemovalThatWakes();
        BlockingQueue<Integer> queue = fullQueue(4);
        List<BackgroundCall<@Nullable Void>> putters = sleepingPutters(queue, 7, 8, 9);

        queue.removeIf(item -> item < 3);

        awaitReturns("removeIf", putters);
        assertThat(contentOf(queue)).startsWith(3).containsExactlyInAnyOrder(3, 7, 8, 9);
    }

    @Test
    void clearLetsAsManySleepingPuttersIn() {
        BlockingQueue<Integer> queue = fullQueue(2);
        List<BackgroundCall<@Nullable Void>> putters = sleepingPutters(queue, 7, 8);

        queue.clear();

        awaitReturns("clear", putters);
        assertThat(contentOf(queue)).containsExactlyInAnyOrder(7, 8);
    }

    private static void awaitReturns(String way, List<BackgroundCall<@Nullable Void>> putters) {
        for (BackgroundCall<@Nullable Void> putter : putters) {
            awaitReturn(way, putter);
        }
    }

    private static void awaitReturn(String way, BackgroundCall<@Nullable Void> putter) {
        try {
            putter.result();
        } catch (Exception e) {
            throw new AssertionError("after " + way, e);
        } catch (AssertionError e) {
            throw new AssertionError("after " + way + ": " + e.getMessage(), e);
        }
    }

    @Test
    void anItemRemovedUnderATakersNoseLeavesItWaiting() throws Exception {
        BlockingQueue<Integer> queue = queue(2);
        for (int i = 0; i < 200; i++) {
            BackgroundCall<Integer> taker = startAsleep(queue::take);

            queue.add(i);
            boolean removed = queue.remove((Object) i);
            queue.add(-1);

            assertThat(taker.result()).isEqualTo(removed ? -1 : i);
            assertThat(contentOf(queue)).hasSize(removed ? 0 : 1);
        }
    }
}
