package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.FullException;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the view of a removable buffer promises beyond the contract of blocking queues. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingQueueViewTest {
    private final List<Object> undelivered = Collections.synchronizedList(new ArrayList<>());

    private final BoundedBuffer<Object> buffer =
            BoundedBuffer.builder(8).removable().onUndelivered(undelivered::add).build();

    private final BlockingQueue<Object> queue = buffer.asBlockingQueue();

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            queue.add(i);
        }
    }

    private void assertCounts(long accepted, long delivered, long lost, long occupancy) {
        ChannelStats stats = buffer.stats();
        assertThat(
                        List.of(
                                stats.accepted(),
                                stats.delivered(),
                                stats.undelivered(),
                                stats.occupancy()))
                .as("accepted, delivered, undelivered, occupancy")
                .containsExactly(accepted, delivered, lost, occupancy);
    }

    @Test
    void only_a_removable_buffer_is_a_queue() {
        for (Parties parties : Parties.values()) {
            BoundedBuffer<Object> other =
                    BoundedBuffer.builder(8).producers(parties).consumers(parties).build();

            assertThatThrownBy(other::asBlockingQueue)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("removable()");
        }
    }

    @Test
    void buffer_and_view_hold_the_same_items() throws Exception {
        buffer.send("by the buffer");
        queue.put("by the view");

        assertThat(buffer.asBlockingQueue()).containsExactly("by the buffer", "by the view");
        assertThat(queue.take()).isEqualTo("by the buffer");
        assertThat(buffer.receive()).isEqualTo("by the view");
    }

    @Test
    void two_views_of_a_buffer_are_no_target_for_each_other() {
        fill(2);
        BlockingQueue<Object> other = buffer.asBlockingQueue();

        assertThatThrownBy(() -> queue.drainTo(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.addAll(other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(queue).containsExactly(0, 1);
    }

    @Test
    void an_iterator_shows_the_moment_when_it_was_made() {
        fill(3);
        Iterator<Object> iterator = queue.iterator();
        queue.poll();
        queue.remove((Object) 1);
        queue.add(3);

        assertThat(iterator).toIterable().containsExactly(0, 1, 2);
    }

    @Test
    void a_spliterator_shows_the_moment_when_it_is_first_used() {
        fill(3);
        Spliterator<Object> spliterator = queue.spliterator();
        queue.poll();
        assertThat(spliterator.hasCharacteristics(Spliterator.SIZED | Spliterator.ORDERED))
                .isTrue();
        assertThat(spliterator.getExactSizeIfKnown()).isEqualTo(2);
        queue.clear();
        List<Object> shown = new ArrayList<>();

        spliterator.forEachRemaining(shown::add);

        assertThat(shown).containsExactly(1, 2);
    }

    @Test
    void removal_is_not_deceived_by_an_item_that_is_exchanged_for_an_equal_one() {
        fill(1);
        Object restless =
                new Object() {
                    private int exchanges = 3;

                    @Override
                    public boolean equals(Object other) {
                        if (exchanges > 0) {
                            exchanges--;
                            queue.poll();
                            queue.add(0);
                        }
                        return other.equals(0);
                    }

                    @Override
                    public int hashCode() {
                        return 0;
                    }
                };

        assertThat(queue.remove(restless)).isTrue();

        assertThat(queue).isEmpty();
    }

    @Test
    void bulk_removal_leaves_an_item_alone_that_came_in_place_of_a_matching_one() {
        fill(1);
        Predicate<Object> exchanging =
                item -> {
                    queue.poll();
                    queue.add(item); // the same object in the same slot
                    return true;
                };

        assertThat(queue.removeIf(exchanging)).isFalse();

        assertThat(queue).containsExactly(0);
    }

    @Test
    void removed_items_count_as_delivered() {
        fill(8);
        queue.remove((Object) 3);
        queue.removeIf(item -> item.equals(4) || item.equals(5));
        Iterator<Object> iterator = queue.iterator();
        iterator.next();
        iterator.remove();

        assertCounts(8, 4, 0, 4);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void cleared_items_are_handed_back_once_each_in_order() {
        fill(5);
        queue.poll();

        queue.clear();
        queue.clear();

        assertThat(undelivered).containsExactly(1, 2, 3, 4);
        assertCounts(5, 1, 4, 0);
    }

    @Test
    void a_side_declared_one_makes_no_queue() {
        for (boolean checked : new boolean[] {false, true}) {
            BoundedBuffer<Integer> one =
                    BoundedBuffer.<Integer>builder(2)
                            .consumers(Parties.ONE)
                            .checkRoles(checked)
                            .removable()
                            .build();

            assertThatThrownBy(one::asBlockingQueue)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("ONE");
        }
    }

    @Test
    void a_target_that_is_full_gets_no_more_than_it_takes() {
        fill(6);
        BlockingQueue<Object> target = new ArrayBlockingQueue<>(2);

        assertThatThrownBy(() -> queue.drainTo(target)).isInstanceOf(IllegalStateException.class);

        assertThat(target).containsExactly(0, 1);
        assertThat(undelivered).containsExactly(2);
        assertThat(queue).containsExactly(3, 4, 5);
    }

    @Test
    void a_target_that_throws_leaves_the_rest() {
        fill(6);
        List<Object> taken = new ArrayList<>();
        Collection<Object> target =
                new AbstractCollection<>() {
                    @Override
                    public boolean add(Object item) {
                        taken.add(item);
                        if (item.equals(2)) {
                            throw new IllegalStateException("on purpose");
                        }
                        return true;
                    }

                    @Override
                    public Iterator<Object> iterator() {
                        return taken.iterator();
                    }

                    @Override
                    public int size() {
                        return taken.size();
                    }
                };

        assertThatThrownBy(() -> queue.drainTo(target, 5)).hasMessage("on purpose");

        assertThat(taken).containsExactly(0, 1, 2);
        assertThat(undelivered).containsExactly(2);
        assertThat(queue).containsExactly(3, 4, 5);
        assertCounts(6, 2, 1, 3);
    }

    /** Everything in which code of the user's runs. */
    @SuppressWarnings("ReturnValueIgnored") // the calls matter here, not their answers
    private Map<String, Calling> callsOfUserCode() {
        Map<String, Calling> calls = new LinkedHashMap<>();
        calls.put("contains", code -> queue.contains(equalTo(1, code)));
        calls.put("remove", code -> queue.remove(equalTo(1, code)));
        calls.put("containsAll", code -> queue.containsAll(List.of(equalTo(1, code))));
        calls.put("removeIf", code -> queue.removeIf(item -> answer(code)));
        calls.put("removeAll", code -> queue.removeAll(containing(1, code)));
        calls.put("retainAll", code -> queue.retainAll(containing(1, code)));
        calls.put("forEach", code -> queue.forEach(item -> code.run()));
        calls.put("stream", code -> queue.stream().forEach(item -> code.run()));
        calls.put("iterator", code -> queue.iterator().forEachRemaining(item -> code.run()));
        calls.put("drainTo", code -> queue.drainTo(containing(1, code)));
        return calls;
    }

    private interface Calling {
        void with(Runnable code);
    }

    private static boolean answer(Runnable code) {
        code.run();
        return false;
    }

    private static Object equalTo(Object item, Runnable code) {
        return new Object() {
            @Override
            public boolean equals(Object other) {
                code.run();
                return item.equals(other);
            }

            @Override
            public int hashCode() {
                return item.hashCode();
            }
        };
    }

    private static Collection<Object> containing(Object item, Runnable code) {
        return new AbstractCollection<>() {
            @Override
            public boolean add(Object added) {
                code.run();
                return false;
            }

            @Override
            public boolean contains(Object wanted) {
                code.run();
                return item.equals(wanted);
            }

            @Override
            public Iterator<Object> iterator() {
                return List.of(item).iterator();
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }

    @TestFactory
    Stream<DynamicTest> no_lock_is_held_while_code_of_the_user_runs() {
        return callsOfUserCode().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(), () -> othersPassMeanwhile(entry.getValue())));
    }

    private void othersPassMeanwhile(Calling call) {
        fillUpTo(3);
        int[] runs = new int[1];
        call.with(() -> {
            runs[0]++;
            assertThat(othersCanUse(queue)).isTrue();
        });
        assertThat(runs[0]).isPositive();
    }

    private void fillUpTo(int count) {
        queue.clear();
        fill(count);
    }

    /** Whether another thread gets through. */
    private static boolean othersCanUse(BlockingQueue<Object> queue) {
        try {
            return BackgroundCall.of(() -> queue.offer("guest") && queue.remove((Object) "guest"))
                    .result();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void no_lock_is_held_while_cleared_items_are_handed_back() {
        List<Boolean> got = new ArrayList<>();
        AtomicReference<BlockingQueue<Object>> self = new AtomicReference<>();
        self.set(
                BoundedBuffer.builder(4)
                        .removable()
                        .onUndelivered(item -> got.add(othersCanUse(self.get())))
                        .build()
                        .asBlockingQueue());
        self.get().addAll(List.of(1, 2));

        self.get().clear();

        assertThat(got).containsExactly(true, true);
    }

    @Test
    void with_reject_nobody_waits() throws Exception {
        BlockingQueue<Object> rejecting =
                BoundedBuffer.builder(1)
                        .removable()
                        .overflow(Overflow.REJECT)
                        .build()
                        .asBlockingQueue();
        rejecting.put(1);

        assertThatThrownBy(() -> rejecting.put(2)).isInstanceOf(FullException.class);
        assertThatThrownBy(() -> rejecting.add(2)).isInstanceOf(IllegalStateException.class);
        assertThat(rejecting.offer(2)).isFalse();
        assertThat(rejecting).containsExactly(1);
    }
}
