package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Items go in at one end and come out at the other; what does not fit is refused. */
abstract class QueuePassingContract extends BlockingQueueContractPart {
    QueuePassingContract(BlockingQueueContract contract) {
        super(contract);
    }

    @Test
    void everyWayToPutAddsAtTheEnd() throws Exception {
        BlockingQueue<Integer> queue = queue(8);

        start(() -> queue.put(0)).result();
        assertThat(soon(() -> queue.offer(1, 1, TimeUnit.HOURS))).isTrue();
        assertThat(queue.add(2)).isTrue();
        assertThat(queue.offer(3)).isTrue();
        assertThat(queue.addAll(List.of(4, 5))).isTrue();

        assertThat(contentOf(queue)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void everyWayToTakeTakesTheFirst() throws Exception {
        BlockingQueue<Integer> queue = queueHolding(5, 8);

        assertThat(queue.poll()).isEqualTo(0);
        assertThat(queue.remove()).isEqualTo(1);
        assertThat(soon(queue::take)).isEqualTo(2);
        assertThat(soon(() -> queue.poll(1, TimeUnit.HOURS))).isEqualTo(3);
        assertThat(queue.poll()).isEqualTo(4);
        assertThat(queue).isEmpty();
    }

    @Test
    void theFirstItemCanBeSeenWithoutBeingTaken() {
        BlockingQueue<Integer> queue = queueHolding(2, 2);

        assertThat(queue.peek()).isEqualTo(0);
        assertThat(queue.element()).isEqualTo(0);

        assertThat(contentOf(queue)).containsExactly(0, 1);
    }

    @Test
    void anEmptyQueueSaysSo() {
        BlockingQueue<Integer> queue = queue(2);

        assertThat(queue.poll()).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(queue::element).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void sizeAndRemainingCapacityAddUpToTheCapacity() {
        BlockingQueue<Integer> queue = queue(3);
        for (int i = 0; i < 3; i++) {
            assertThat(queue.size()).isEqualTo(i);
            assertThat(queue.remainingCapacity()).isEqualTo(3 - i);
            queue.add(i);
        }
        assertThat(queue.remainingCapacity()).isZero();

        queue.poll();
        assertThat(queue.remainingCapacity()).isEqualTo(1);
        assertThat(queue.remove((Object) 2)).isTrue();
        assertThat(queue.remainingCapacity()).isEqualTo(2);
        queue.clear();
        assertThat(queue.remainingCapacity()).isEqualTo(3);
        assertThat(queue.size()).isZero();
    }

    @Test
    void aFullQueueRefuses() throws Exception {
        for (int capacity : new int[] {1, 2, 7}) {
            BlockingQueue<Integer> queue = fullQueue(capacity);

            assertThat(queue.offer(99)).isFalse();
            assertThat(soon(() -> queue.offer(99, 0, TimeUnit.SECONDS))).isFalse();
            assertThatThrownBy(() -> queue.add(99)).isInstanceOf(IllegalStateException.class);

            assertThat(contentOf(queue)).isEqualTo(numbers(0, capacity));
        }
    }

    @Test
    void addAllAddsWhatFitsAndThenThrows() {
        BlockingQueue<Integer> queue = queueHolding(1, 3);

        assertThatThrownBy(() -> queue.addAll(List.of(1, 2, 3)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(contentOf(queue)).containsExactly(0, 1, 2);
    }

    @Test
    void theOrderHoldsHoweverOftenTheQueueIsFilledAndEmptied() {
        BlockingQueue<Integer> queue = queue(5);
        int put = 0;
        int taken = 0;
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i <= round % 5; i++) {
                assertThat(queue.offer(put++)).isTrue();
            }
            while (taken < put) {
                assertThat(queue.poll()).isEqualTo(taken++);
            }
        }
    }

    @Test
    @SuppressWarnings({"NullAway", "ReturnValueIgnored"}) // on purpose
    void nullIsRefusedWithoutAnyChange() {
        BlockingQueue<Integer> queue = queueHolding(1, 4);
        Map<String, BackgroundCall.Action> calls = new LinkedHashMap<>();
        calls.put("put", () -> queue.put(null));
        calls.put("add", () -> queue.add(null));
        calls.put("offer", () -> queue.offer(null));
        calls.put("timed offer", () -> queue.offer(null, 1, TimeUnit.SECONDS));
        calls.put("timed offer, unit", () -> queue.offer(1, 1, null));
        calls.put("timed poll, unit", () -> queue.poll(1, null));
        calls.put("addAll", () -> queue.addAll(null));
        calls.put("addAll, item", () -> queue.addAll(Arrays.asList((Integer) null)));
        calls.put("removeAll", () -> queue.removeAll(null));
        calls.put("retainAll", () -> queue.retainAll(null));
        calls.put("containsAll", () -> queue.containsAll(null));
        calls.put("removeIf", () -> queue.removeIf(null));
        calls.put("forEach", () -> queue.forEach(null));
        calls.put("toArray", () -> queue.toArray((Object[]) null));
        calls.put("drainTo", () -> queue.drainTo(null));
        calls.put("drainTo at most", () -> queue.drainTo(null, 1));
        calls.put("drainTo nothing", () -> queue.drainTo(null, 0));

        calls.forEach((name, call) ->
                assertThat(failureOf(call)).as(name).isInstanceOf(NullPointerException.class));
        assertThat(contentOf(queue)).containsExactly(0);
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void nullIsInNoQueue() {
        BlockingQueue<Integer> queue = queueHolding(1, 2);

        assertThat(queue.contains(null)).isFalse();
        assertThat(queue.remove(null)).isFalse();
    }

    @Test
    @SuppressWarnings("ModifyingCollectionWithItself") // on purpose
    void aQueueCannotBeAddedToItself() {
        BlockingQueue<Integer> queue = queueHolding(1, 4);

        assertThatThrownBy(() -> queue.addAll(queue)).isInstanceOf(IllegalArgumentException.class);

        assertThat(contentOf(queue)).containsExactly(0);
    }
}
