package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.SplittableRandom;

/** The heaps in slots, compared with a sorted list. */
class HeapSlotsTest {
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final long seed = Long.getLong("ropewalk.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    /** How many comparisons are left until one throws. */
    private int comparisons = FOR_EVER;

    /** An item with an urgency that others may have too. */
    private record Item(int urgency, int number) {}

    private final Comparator<Item> order =
            (item, other) -> {
                if (comparisons != FOR_EVER && --comparisons < 0) {
                    throw new IllegalStateException("thrown by the order on purpose");
                }
                return Integer.compare(item.urgency, other.urgency);
            };

    private static List<Object> inOrder(HeapSlots slots) {
        return List.of(slots.stays().inOrder().items);
    }

    /** A list that is sorted by urgency, and for the same one by number. */
    private static void addSorted(List<Item> sorted, Item item) {
        int i = 0;
        while (i < sorted.size() && sorted.get(i).urgency <= item.urgency) {
            i++;
        }
        sorted.add(i, item);
    }

    @Test
    void any_sequence_of_calls_does_what_a_sorted_list_would() {
        for (int capacity : new int[] {1, 2, 3, 15, 16, 17, 33, 100}) {
            ComparedSlots slots = new ComparedSlots(capacity, order);
            compareWithList(slots, capacity, 4, slots::put, FOR_EVER);
            compareWithList(new ComparedSlots(capacity, order), capacity, 1_000, null, FOR_EVER);
        }
    }

    @Test
    void whatever_comparison_throws_nothing_has_changed() {
        for (int capacity : new int[] {2, 3, 16, 17, 100}) {
            ComparedSlots slots = new ComparedSlots(capacity, order);
            compareWithList(slots, capacity, 20, slots::put, 8);
        }
    }

    @Test
    void by_due_times_it_does_what_a_sorted_list_would_also_where_readings_wrap() {
        for (int capacity : new int[] {1, 2, 17, 100}) {
            DueSlots slots = new DueSlots(capacity);
            compareWithList(
                    slots,
                    capacity,
                    7,
                    item -> {
                        boolean wasFirst =
                                slots.size() == 0 || item.urgency < ((Item) first(slots)).urgency;
                        boolean first = slots.put(item, Long.MAX_VALUE - 3 + item.urgency);
                        assertThat(first).isEqualTo(wasFirst);
                        assertThat(slots.firstDue())
                                .isEqualTo(Long.MAX_VALUE - 3 + ((Item) first(slots)).urgency);
                    },
                    FOR_EVER);
        }
    }

    private static Object first(HeapSlots slots) {
        Object first = slots.first();
        assertThat(first).isNotNull();
        return first;
    }

    private interface Put {
        void put(Item item);
    }

    private void compareWithList(
            HeapSlots slots, int capacity, int urgencies, Put put, int mostComparisons) {
        Put really = put == null ? slots::put : put;
        List<Item> sorted = new ArrayList<>();
        int added = 0;
        int thrown = 0;
        for (int step = 0; step < 2_000; step++) {
            int choice = random.nextInt(8);
            boolean grows = step / (3 * capacity) % 2 == 0;
            List<Object> shape = List.of(slots.copy());
            comparisons = mostComparisons == FOR_EVER ? FOR_EVER : random.nextInt(mostComparisons);
            try {
                if ((grows ? choice < 5 : choice < 2) && slots.room() > 0) {
                    slots.reserve(1);
                    Item item = new Item(random.nextInt(urgencies), added);
                    really.put(item);
                    added++;
                    addSorted(sorted, item);
                } else if (choice < 6 && slots.size() > 0) {
                    Object first = slots.takeFirst();
                    assertThat(first).as("seed %d", seed).isEqualTo(sorted.remove(0));
                } else if (slots.size() > 0) {
                    int middle = random.nextInt(slots.size());
                    Stays stays = slots.stays();
                    assertThat(slots.take(stays.slots[middle], stays.stamps[middle])).isTrue();
                    sorted.remove(stays.items[middle]);
                    assertThat(slots.take(stays.slots[middle], stays.stamps[middle])).isFalse();
                }
            } catch (IllegalStateException expected) {
                thrown++;
                assertThat(slots.copy()).as("seed %d", seed).isEqualTo(shape.toArray());
            }
            comparisons = FOR_EVER;
            assertThat(inOrder(slots)).as("seed %d", seed).isEqualTo(sorted);
            assertThat(slots.size() + slots.room()).isEqualTo(capacity);
            assertThat(slots.added()).isEqualTo(added);
        }
        assertThat(thrown > 0).isEqualTo(mostComparisons != FOR_EVER);
    }

    @Test
    void an_order_that_puts_or_takes_itself_is_refused() {
        ComparedSlots[] slots = new ComparedSlots[1];
        Runnable[] meddling = {() -> {}};
        slots[0] =
                new ComparedSlots(
                        10,
                        (Item item, Item other) -> {
                            meddling[0].run();
                            return Integer.compare(item.urgency, other.urgency);
                        });
        slots[0].reserve(10);
        for (int i = 0; i < 4; i++) {
            slots[0].put(new Item(i, i));
        }
        meddling[0] = once(() -> slots[0].put(new Item(9, 9)), meddling);
        assertThatThrownBy(() -> slots[0].put(new Item(0, 5)))
                .isInstanceOf(ConcurrentModificationException.class);
        meddling[0] = once(() -> slots[0].take(slots[0].stays().slots[3]), meddling);
        assertThatThrownBy(() -> slots[0].takeFirst())
                .isInstanceOf(ConcurrentModificationException.class);
        meddling[0] = () -> {};

        for (int i = 0; i < 4; i++) {
            assertThat(slots[0].takeFirst()).isEqualTo(new Item(i, i));
        }
        assertThat(slots[0].size()).isZero();
    }

    private static Runnable once(Runnable action, Runnable[] kept) {
        return () -> {
            kept[0] = () -> {};
            action.run();
        };
    }

    @Test
    void all_can_be_taken_although_the_order_throws_each_time() {
        ComparedSlots slots = new ComparedSlots(10, order);
        List<Object> taken = new ArrayList<>();
        slots.reserve(10);
        for (int i = 0; i < 10; i++) {
            slots.put(new Item(i, i));
        }
        Object[] all = slots.copy();

        while (slots.size() > 0) {
            comparisons = 0;
            taken.add(slots.takeLeft());
        }

        assertThat(taken).containsExactlyInAnyOrder(all);
    }

    @Test
    void clear_compares_nothing() {
        ComparedSlots slots = new ComparedSlots(10, order);
        slots.reserve(10);
        for (int i = 0; i < 10; i++) {
            slots.put(new Item(10 - i, i));
        }
        comparisons = 0;

        slots.clear();

        assertThat(slots.size()).isZero();
        comparisons = FOR_EVER;
        slots.put(new Item(1, 1));
        assertThat(slots.takeFirst()).isEqualTo(new Item(1, 1));
    }
}
