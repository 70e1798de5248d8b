package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The list with keys, compared with a linked map of the JDK's. */
class KeyedSlotsTest {
    /** Few hashes, so that buckets hold several keys. */
    private static int hash(Object key) {
        return (Integer) key % 5;
    }

    @Test
    void any_sequence_of_calls_does_what_a_linked_map_would() {
        long seed = Long.getLong("ropewalk.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int capacity : new int[] {1, 2, 15, 16, 17, 33, 100}) {
            KeyedSlots slots = new KeyedSlots(capacity);
            Map<Integer, Integer> model = new LinkedHashMap<>();
            int added = 0;
            for (int step = 0; step < 3_000; step++) {
                Integer key = random.nextInt(2 * capacity);
                int slot = slots.find(key, hash(key));
                assertThat(slot != Arrangement.NONE)
                        .as("seed %d", seed)
                        .isEqualTo(model.containsKey(key));
                boolean grows = step / (3 * capacity) % 2 == 0;
                if (random.nextInt(8) < (grows ? 6 : 2)) {
                    if (slot != Arrangement.NONE) {
                        assertThat(slots.replace(slot, added, key)).isEqualTo(model.get(key));
                        model.put(key, added++);
                    } else if (slots.room() > 0) {
                        slots.reserve(1);
                        slots.put(added, key, hash(key));
                        model.put(key, added++);
                    }
                } else if (random.nextBoolean() && slots.size() > 0) {
                    assertThat(List.of(slots.takeFirst()))
                            .isEqualTo(List.of(model.values().iterator().next()));
                    model.remove(model.keySet().iterator().next());
                } else if (slot != Arrangement.NONE) {
                    assertThat(slots.take(slot)).isEqualTo(model.remove(key));
                }
                assertThat(slots.copy()).as("seed %d", seed).isEqualTo(model.values().toArray());
                assertThat(slots.added()).isEqualTo(added);
            }
        }
    }

    @Test
    void keys_are_found_after_growth() {
        KeyedSlots slots = new KeyedSlots(1_000);
        for (Integer key = 0; key < 1_000; key++) {
            slots.reserve(1);
            slots.put("item", key, hash(key));
        }

        for (Integer key = 0; key < 1_000; key++) {
            assertThat(slots.find(key, hash(key))).as("slot of %d", key).isEqualTo(key);
        }
    }

    @Test
    void a_replacement_ends_the_stay_of_the_former() {
        KeyedSlots slots = new KeyedSlots(2);
        slots.reserve(1);
        slots.put("old", "key", 7);
        Stays before = slots.stays();

        slots.replace(slots.find("key", 7), "new", "key");

        assertThat(slots.take(before.slots[0], before.stamps[0])).isFalse();
        assertThat(slots.copy()).containsExactly("new");
    }

    @Test
    void an_equals_that_changes_the_list_is_refused() {
        KeyedSlots slots = new KeyedSlots(3);
        slots.reserve(3);
        slots.put("item", "key", 7);
        Object meddler =
                new Object() {
                    @Override
                    public boolean equals(Object other) {
                        slots.put("another", "other key", 7);
                        return false;
                    }

                    @Override
                    public int hashCode() {
                        return 7;
                    }
                };

        assertThatThrownBy(() -> slots.find(meddler, 7))
                .isInstanceOf(ConcurrentModificationException.class);

        assertThat(slots.copy()).containsExactly("item");
    }
}
