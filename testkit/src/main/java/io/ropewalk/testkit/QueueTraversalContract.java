package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Iterators, arrays and streams: alone, and while the queue changes. */
abstract class QueueTraversalContract extends BlockingQueueContractPart {
    private static final int PASSES = 500;

    QueueTraversalContract(BlockingQueueContract contract) {
        super(contract);
    }

    private static List<Integer> rest(Iterator<Integer> iterator) {
        List<Integer> shown = new ArrayList<>();
        iterator.forEachRemaining(shown::add);
        return shown;
    }

    @Test
    void anIteratorShowsEachItemOnceInOrderAndThenEnds() {
        BlockingQueue<Integer> queue = queueHolding(3, 4);
        Iterator<Integer> iterator = queue.iterator();

        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(rest(iterator)).containsExactly(0, 1, 2);
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThat(queue).hasSize(3);
    }

    @Test
    void anIteratorOfAnEmptyQueueShowsNothing() {
        Iterator<Integer> iterator = this.<Integer>queue(2).iterator();

        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anIteratorRemovesWhatItHasShownOnce() {
        BlockingQueue<Integer> queue = queueHolding(3, 4);
        Iterator<Integer> iterator = queue.iterator();

        assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
        iterator.next();
        iterator.next();
        iterator.remove();
        assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);

        assertThat(rest(iterator)).containsExactly(2);
        assertThat(contentOf(queue)).containsExactly(0, 2);
    }

    @Test
    void anIteratorRemovesTheLastItemAfterItSaidThatThereIsNoOther() {
        BlockingQueue<Integer> queue = queueHolding(2, 2);
        Iterator<Integer> iterator = queue.iterator();
        iterator.next();
        iterator.next();
        assertThat(iterator.hasNext()).isFalse();

        iterator.remove();

        assertThat(contentOf(queue)).containsExactly(0);
    }

    @Test
    void anIteratorCanRemoveEverything() {
        BlockingQueue<Integer> queue = fullQueue(4);
        Iterator<Integer> iterator = queue.iterator();
        for (int i = 0; i < 4; i++) {
            assertThat(iterator.next()).isEqualTo(i);
            iterator.remove();
        }
        assertThat(queue).isEmpty();
        assertThat(queue.offer(4)).isTrue();
        assertThat(contentOf(queue)).containsExactly(4);
    }

    @Test
    void anIteratorDoesNotRemoveAnEqualItemInPlaceOfOneThatWent() {
        BlockingQueue<String> queue = queue(2);
        queue.addAll(List.of("a", "b"));
        Iterator<String> iterator = queue.iterator();
        assertThat(iterator.next()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("a");
        queue.add("a");

        iterator.remove();

        assertThat(contentOf(queue)).containsExactly("b", "a");
    }

    @Test
    void anIteratorRemovesItsItemWhateverWentBefore() {
        BlockingQueue<Integer> queue = queueHolding(4, 4);
        Iterator<Integer> iterator = queue.iterator();
        while (iterator.next() != 2) {
            // on
        }
        queue.poll();
        assertThat(queue.remove((Object) 1)).isTrue();
        queue.add(4);

        iterator.remove();

        assertThat(contentOf(queue)).containsExactly(3, 4);
    }

    @Test
    void anIteratorShowsWhatStaysWhileOtherItemsComeAndGo() {
        BlockingQueue<Integer> queue = queueHolding(4, 4);
        Iterator<Integer> iterator = queue.iterator();

        queue.poll();
        queue.add(4);
        assertThat(queue.remove((Object) 2)).isTrue();

        assertThat(rest(iterator)).contains(1, 3).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void traversalIsRightWhileOthersChangeTheQueue() throws Exception {
        BlockingQueue<Integer> queue = queue(32);
        List<Integer> residents = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            queue.add(1_000 + 2 * i);
            residents.add(1_000 + 2 * i);
        }
        AtomicBoolean ended = new AtomicBoolean();
        List<BackgroundCall<@Nullable Void>> guests = new ArrayList<>();
        for (int g = 0; g < 2; g++) {
            int first = 1 + 2 * g;
            guests.add(
                    start(() -> {
                        for (int i = first; !ended.get(); i = (i + 4) % 1_000) {
                            queue.put(i);
                            if (!queue.remove((Object) i)) {
                                throw new AssertionError(i + " was not there");
                            }
                        }
                    }));
        }

        try {
            for (int pass = 0; pass < PASSES; pass++) {
                assertThat(onlyEven(rest(queue.iterator()))).isEqualTo(residents);
                assertThat(onlyEven(queue.stream().toList())).isEqualTo(residents);
                assertClaimIsKept(queue.spliterator());
                Object[] all = queue.toArray();
                assertThat(onlyEven(List.of(queue.toArray(new Integer[0])))).isEqualTo(residents);
                assertThat(all).doesNotContainNull().hasSizeBetween(8, 10);
                assertThat(queue.contains(1_000 + 2 * (pass % 8))).isTrue();
                assertThat(queue.size()).isBetween(8, 10);
            }
        } finally {
            ended.set(true);
        }
        for (BackgroundCall<@Nullable Void> guest : guests) {
            guest.result();
        }
        assertThat(contentOf(queue)).isEqualTo(residents);
    }

    private static List<Integer> onlyEven(List<Integer> items) {
        return items.stream().filter(item -> item % 2 == 0).toList();
    }

    @Test
    @SuppressWarnings("CollectionToArraySafeParameter") // on purpose
    void arraysHoldTheItemsInOrder() {
        BlockingQueue<Integer> queue = queueHolding(3, 4);
        Integer[] longer = {9, 9, 9, 9, 9};
        Integer[] fitting = new Integer[3];

        assertThat(queue.toArray()).containsExactly(0, 1, 2).isExactlyInstanceOf(Object[].class);
        assertThat(queue.toArray(new Integer[0]))
                .containsExactly(0, 1, 2)
                .isExactlyInstanceOf(Integer[].class);
        assertThat(queue.toArray(fitting)).isSameAs(fitting).containsExactly(0, 1, 2);
        assertThat(queue.toArray(longer)).isSameAs(longer).containsExactly(0, 1, 2, null, 9);
        assertThatThrownBy(() -> queue.toArray(new String[3]))
                .isInstanceOf(ArrayStoreException.class);
        assertThatThrownBy(() -> queue.toArray(new String[0]))
                .isInstanceOf(ArrayStoreException.class);
    }

    @Test
    void anArrayBelongsToItsCaller() {
        BlockingQueue<Integer> queue = queueHolding(2, 4);

        queue.toArray()[0] = 9;

        assertThat(contentOf(queue)).containsExactly(0, 1);
    }

    @Test
    void theTextNamesTheItems() {
        assertThat(queueHolding(3, 4)).hasToString("[0, 1, 2]");
        assertThat(queue(4)).hasToString("[]");
    }

    @Test
    @SuppressWarnings("CollectionIncompatibleType") // on purpose
    void containmentIsByEquals() {
        BlockingQueue<Integer> queue = queueHolding(3, 4);

        assertThat(queue.contains(2)).isTrue();
        assertThat(queue.contains(3)).isFalse();
        assertThat(queue.contains("2")).isFalse();
        assertThat(queue.containsAll(List.of(0, 2))).isTrue();
        assertThat(queue.containsAll(List.of(0, 3))).isFalse();
    }

    @Test
    void aSpliteratorThatClaimsASizeHasIt() {
        BlockingQueue<Integer> queue = queueHolding(4, 8);
        Spliterator<Integer> spliterator = queue.spliterator();

        assertClaimIsKept(spliterator);

        assertThat(spliterator.hasCharacteristics(Spliterator.NONNULL)).isTrue();
        assertThat(spliterator.tryAdvance(item -> {})).isFalse();
    }

    private static void assertClaimIsKept(Spliterator<Integer> spliterator) {
        long claimed = spliterator.getExactSizeIfKnown();
        List<Integer> shown = new ArrayList<>();
        spliterator.forEachRemaining(shown::add);
        if (claimed >= 0) {
            assertThat(shown).hasSize((int) claimed);
        }
    }

    @Test
    void theHalvesOfASpliteratorShowEachItemOnce() {
        BlockingQueue<Integer> queue = queueHolding(100, 100);
        List<Integer> shown = new ArrayList<>();

        showByHalves(queue.spliterator(), shown);

        assertThat(shown).isEqualTo(numbers(0, 100));
    }

    private static void showByHalves(Spliterator<Integer> spliterator, List<Integer> shown) {
        Spliterator<Integer> firstHalf = spliterator.trySplit();
        if (firstHalf != null) {
            showByHalves(firstHalf, shown);
        }
        if (spliterator.tryAdvance(shown::add)) {
            showByHalves(spliterator, shown);
        }
    }

    @Test
    void aStreamShowsEachItemOnce() {
        BlockingQueue<Integer> queue = queueHolding(100, 100);

        assertThat(queue.stream().toList()).isEqualTo(numbers(0, 100));
        assertThat(queue.parallelStream().toList()).isEqualTo(numbers(0, 100));
    }

    @Test
    void forEachShowsEachItemOnce() {
        BlockingQueue<Integer> queue = queueHolding(3, 4);
        List<Integer> shown = new ArrayList<>();

        queue.forEach(shown::add);

        assertThat(shown).containsExactly(0, 1, 2);
    }
}
