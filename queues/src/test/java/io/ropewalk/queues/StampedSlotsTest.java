package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The list in slots, compared with a list of the JDK's. */
class StampedSlotsTest {
    @Test
    void any_sequence_of_calls_does_what_a_list_would() {
        long seed = Long.getLong("ropewalk.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int capacity : new int[] {1, 2, 15, 16, 17, 33, 100}) {
            compareWithList(capacity, random, "seed " + seed + ", capacity " + capacity);
        }
    }

    private static void compareWithList(int capacity, SplittableRandom random, String what) {
        StampedSlots slots = new StampedSlots(capacity);
        List<Object> model = new ArrayList<>();
        int added = 0;
        for (int step = 0; step < 3_000; step++) {
            int choice = random.nextInt(8);
            // Long phases of growth, then of decline.
            boolean grows = step / (3 * capacity) % 2 == 0;
            if ((grows ? choice < 5 : choice < 2) && slots.room() > 0) {
                int count = 1 + random.nextInt(slots.room());
                slots.reserve(count);
                for (int i = 0; i < count; i++) {
                    slots.put(added);
                    model.add(added++);
                }
            } else if (choice < 6 && slots.size() > 0) {
                assertThat(slots.takeFirst()).as(what).isEqualTo(model.remove(0));
            } else if (slots.size() > 0) {
                Stays stays = slots.stays();
                int middle = random.nextInt(slots.size());
                assertThat(slots.take(stays.slots[middle], stays.stamps[middle])).isTrue();
                assertThat(slots.take(stays.slots[middle], stays.stamps[middle])).isFalse();
                model.remove(middle);
            }
            assertThat(slots.copy()).as(what).isEqualTo(model.toArray());
            assertThat(slots.size() + slots.room()).as(what).isEqualTo(capacity);
            assertThat(slots.first()).as(what).isEqualTo(model.isEmpty() ? null : model.get(0));
            assertThat(slots.added()).as(what).isEqualTo(added);
        }
    }

    @Test
    void a_stay_ends_when_its_item_goes_even_if_the_same_item_comes_back() {
        StampedSlots slots = new StampedSlots(1);
        slots.reserve(1);
        slots.put("item");
        Stays before = slots.stays();
        slots.takeFirst();
        assertThat(slots.take(before.slots[0], before.stamps[0])).as("an empty slot").isFalse();

        slots.put("item");

        assertThat(slots.take(before.slots[0], before.stamps[0])).isFalse();
        assertThat(slots.size()).isOne();
    }

    @Test
    void a_stay_outlives_growth() {
        StampedSlots slots = new StampedSlots(1_000);
        slots.reserve(10);
        for (int i = 0; i < 10; i++) {
            slots.put(i);
        }
        Stays before = slots.stays();

        slots.reserve(900);
        slots.put("later");

        assertThat(slots.take(before.slots[5], before.stamps[5])).isTrue();
        assertThat(slots.copy()).containsExactly(0, 1, 2, 3, 4, 6, 7, 8, 9, "later");
    }
}
