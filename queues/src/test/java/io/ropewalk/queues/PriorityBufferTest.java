package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.testkit.BackgroundCall;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The most urgent item comes first. */
@Timeout(60)
class PriorityBufferTest {
    private final List<String> undelivered = new ArrayList<>();

    /** What the order throws, if anything. */
    private @Nullable RuntimeException thrown;

    /** How often the order is asked until then. */
    private int untilThrown;

    /** By the first letter. */
    private int compare(String item, String other) {
        if (thrown != null && untilThrown-- <= 0) {
            throw thrown;
        }
        return Character.compare(item.charAt(0), other.charAt(0));
    }

    private PriorityBufferBuilder<String> builder(int capacity) {
        return PriorityBuffer.<String>builder(capacity, this::compare)
                .onUndelivered(undelivered::add);
    }

    private PriorityBuffer<String> holding(String... items) {
        PriorityBuffer<String> buffer = builder(9).build();
        for (String item : items) {
            assertThat(buffer.trySend(item)).isTrue();
        }
        return buffer;
    }

    private static List<String> contentOf(Buffer<String> buffer) {
        List<String> content = new ArrayList<>();
        buffer.drainTo(content::add, 99);
        return content;
    }

    @Test
    void the_most_urgent_is_received_first_and_equals_in_the_order_of_acceptance()
            throws Exception {
        PriorityBuffer<String> buffer = holding("c1", "a1", "b1", "a2");
        buffer.sendAll(List.of("b2", "a3"));

        assertThat(buffer.receive()).isEqualTo("a1");
        assertThat(buffer.tryReceive()).isEqualTo("a2");
        assertThat(buffer.receiveAsync().toCompletableFuture().join()).isEqualTo("a3");
        assertThat(contentOf(buffer)).containsExactly("b1", "b2", "c1");
    }

    @Test
    void many_equals_come_in_the_order_of_acceptance() throws Exception {
        PriorityBuffer<String> buffer = builder(100).build();
        List<String> items = IntStream.range(0, 100).mapToObj(i -> "a" + i).toList();
        buffer.sendAll(items);

        assertThat(contentOf(buffer)).isEqualTo(items.subList(0, 99));
        assertThat(contentOf(buffer)).isEqualTo(items.subList(99, 100));
    }

    @Test
    void a_more_urgent_item_overtakes_those_that_wait() throws Exception {
        PriorityBuffer<String> buffer = holding("b1");
        buffer.send("a1");
        assertThat(buffer.receive()).isEqualTo("a1");
        buffer.send("c1");

        assertThat(contentOf(buffer)).containsExactly("b1", "c1");
    }

    @Test
    void receivers_and_senders_wait_as_in_every_buffer() throws Exception {
        PriorityBuffer<String> buffer = PriorityBuffer.of(1, Comparator.<String>naturalOrder());
        BackgroundCall<String> receiver = BackgroundCall.of(buffer::receive);
        receiver.awaitAsleep();
        buffer.send("b");
        assertThat(receiver.result()).isEqualTo("b");

        buffer.send("b");
        BackgroundCall<@Nullable Void> sender = BackgroundCall.of(() -> buffer.send("a"));
        sender.awaitAsleep();
        assertThat(buffer.receive()).isEqualTo("b");
        sender.result();
        assertThat(buffer.receive()).isEqualTo("a");
        assertThat(buffer.capacity()).isOne();
    }

    @Test
    void without_room_it_rejects_or_drops_the_newest_however_urgent() throws Exception {
        PriorityBuffer<String> rejecting = builder(1).overflow(Overflow.REJECT).build();
        rejecting.send("b");
        assertThatThrownBy(() -> rejecting.send("a")).isInstanceOf(FullException.class);

        PriorityBuffer<String> dropping = builder(1).overflow(Overflow.DROP_NEWEST).build();
        dropping.send("b");
        dropping.send("a");
        assertThat(undelivered).containsExactly("a");
        assertThat(contentOf(dropping)).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "CONFLATE"})
    void what_drops_the_oldest_is_refused(Overflow overflow) {
        assertThatThrownBy(() -> builder(1).overflow(overflow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overflow is " + overflow)
                .hasMessageContaining("WAIT, REJECT or DROP_NEWEST");
    }

    @Test
    void a_cancel_hands_back_in_order() {
        PriorityBuffer<String> buffer = holding("c1", "a1", "b1", "a2");

        buffer.cancel();

        assertThat(undelivered).containsExactly("a1", "a2", "b1", "c1");
        assertThatThrownBy(buffer::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void an_order_that_throws_in_a_send_costs_nothing_but_that_item() throws Exception {
        PriorityBuffer<String> buffer = holding("c1", "a1", "b1");
        thrown = new IllegalStateException("order");

        assertThatThrownBy(() -> buffer.send("a2")).isSameAs(thrown);
        assertThatThrownBy(() -> buffer.trySend("a2")).isSameAs(thrown);
        assertThatThrownBy(() -> buffer.trySend("a2", Duration.ZERO)).isSameAs(thrown);
        assertThatThrownBy(() -> buffer.sendAll(List.of("a2"))).isSameAs(thrown);
        assertThat(buffer.estimatedSize()).isEqualTo(3);
        thrown = null;

        assertThat(contentOf(buffer)).containsExactly("a1", "b1", "c1");
        assertThat(undelivered).isEmpty();
    }

    @Test
    void an_order_that_throws_in_a_receive_leaves_the_item_there() throws Exception {
        PriorityBuffer<String> buffer = holding("c1", "a1", "b1", "d1");
        thrown = new IllegalStateException("order");

        assertThatThrownBy(buffer::receive).isSameAs(thrown);
        assertThatThrownBy(buffer::tryReceive).isSameAs(thrown);
        assertThatThrownBy(() -> buffer.tryReceive(Duration.ZERO)).isSameAs(thrown);
        assertThatThrownBy(() -> buffer.receiveBatch(item -> {}, 2)).isSameAs(thrown);
        assertThatThrownBy(() -> contentOf(buffer)).isSameAs(thrown);
        assertThat(buffer.estimatedSize()).isEqualTo(4);
        thrown = null;

        assertThat(contentOf(buffer)).containsExactly("a1", "b1", "c1", "d1");
        assertThat(undelivered).isEmpty();
    }

    @Test
    void a_batch_that_has_sent_or_received_something_says_so_and_the_next_call_throws()
            throws Exception {
        PriorityBuffer<String> buffer = builder(9).build();
        thrown = new IllegalStateException("order");
        untilThrown = 1;

        AtomicInteger sent = new AtomicInteger();
        assertThatCode(() -> sent.set(buffer.sendAll(List.of("b1", "c1", "a1", "d1"))))
                .doesNotThrowAnyException();
        assertThat(sent).hasValue(2);
        untilThrown = 0;
        assertThatThrownBy(() -> buffer.sendAll(List.of("a1", "d1"))).isSameAs(thrown);

        assertThat(buffer.estimatedSize()).as("those before that item").isEqualTo(2);
        untilThrown = 9;
        buffer.sendAll(List.of("a1", "d1"));
        List<String> received = new ArrayList<>();
        untilThrown = 2;
        assertThat(buffer.receiveBatch(received::add, 9)).isOne();
        untilThrown = 0;
        assertThatThrownBy(() -> buffer.drainTo(received::add, 9)).isSameAs(thrown);
        thrown = null;
        assertThat(received).containsExactly("a1");
        assertThat(contentOf(buffer)).containsExactly("b1", "c1", "d1");
    }

    /** The order throws from the tenth item on; the others of its run are taken already. */
    private void takeTen(String item, List<String> received) {
        received.add(item);
        if (received.size() == 10) {
            thrown = new IllegalStateException("order");
        }
    }

    /** More than are taken out at a time, so that the failure comes between two of those. */
    @Test
    void a_large_batch_says_what_it_has_received_too() throws Exception {
        PriorityBuffer<String> buffer = builder(100).build();
        for (int i = 0; i < 100; i++) {
            buffer.send("a" + i);
        }
        List<String> received = new ArrayList<>();

        AtomicInteger got = new AtomicInteger();
        assertThatCode(() -> got.set(buffer.drainTo(item -> takeTen(item, received), 100)))
                .doesNotThrowAnyException();

        assertThat(got).hasValue(received.size()).hasValueBetween(10, 99);
        assertThatThrownBy(() -> buffer.drainTo(received::add, 100)).isSameAs(thrown);
        thrown = null;
        assertThat(buffer.drainTo(received::add, 100)).isEqualTo(100 - got.get());
        assertThat(received).doesNotHaveDuplicates();
    }

    @Test
    void a_batch_that_waited_says_what_it_has_received_too() throws Exception {
        PriorityBuffer<String> buffer = builder(9).build();
        List<String> received = new ArrayList<>();
        BackgroundCall<Integer> batch =
                BackgroundCall.of(() ->
                        buffer.receiveBatch(
                                item -> {
                                    received.add(item);
                                    buffer.trySend("d1");
                                    buffer.trySend("c1");
                                    buffer.trySend("b1");
                                    thrown = new IllegalStateException("order");
                                },
                                9));
        batch.awaitAsleep();

        buffer.send("a1");

        assertThat(batch.result()).isOne();
        assertThat(received).containsExactly("a1");
        thrown = null;
        assertThat(contentOf(buffer)).containsExactly("b1", "c1", "d1");
    }

    @Test
    void asynchronous_calls_fail_by_their_stage_from_the_first_attempt_on() {
        PriorityBuffer<String> buffer = holding("b1", "c1", "d1");
        thrown = new IllegalStateException("order");

        assertThat(buffer.sendAsync("a1")).isCompletedExceptionally();
        untilThrown = 0;
        assertThat(buffer.receiveAsync()).isCompletedExceptionally();

        thrown = null;
        assertThat(contentOf(buffer)).containsExactly("b1", "c1", "d1");
    }

    @Test
    void a_receiver_that_waits_gets_what_the_order_throws_and_the_next_gets_the_item()
            throws Exception {
        PriorityBuffer<String> buffer = holding();
        CompletableFuture<String> first = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<String> second = buffer.receiveAsync().toCompletableFuture();
        thrown = new IllegalStateException("order");
        untilThrown = 2; // for the sends of the second and the third item

        buffer.sendAll(List.of("a1", "b1", "c1"));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).as("passed on, and thrown again").isCompletedExceptionally();
        thrown = null;
        assertThat(contentOf(buffer)).containsExactly("a1", "b1", "c1");
    }

    @Test
    void a_cancel_needs_no_order() {
        PriorityBuffer<String> buffer = holding("c1", "a1", "b1");
        thrown = new IllegalStateException("order");

        buffer.cancel();

        assertThat(undelivered).containsExactlyInAnyOrder("a1", "b1", "c1");
        assertThat(buffer.estimatedSize()).isZero();
    }

    @Test
    void an_order_that_uses_the_buffer_is_refused() throws Exception {
        List<PriorityBuffer<String>> buffers = new ArrayList<>();
        boolean[] meddles = {false};
        PriorityBuffer<String> buffer =
                PriorityBuffer.of(
                        9,
                        (item, other) -> {
                            if (meddles[0]) {
                                buffers.get(0).tryReceive();
                            }
                            return item.compareTo(other);
                        });
        buffers.add(buffer);
        buffer.sendAll(List.of("b", "a", "c"));
        meddles[0] = true;

        assertThatThrownBy(() -> buffer.send("d"))
                .isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(buffer::receive).isInstanceOf(ConcurrentModificationException.class);

        meddles[0] = false;
        assertThat(contentOf(buffer)).containsExactly("a", "b", "c");
    }

    @Test
    void an_order_that_ends_the_buffer_is_refused() throws Exception {
        List<PriorityBuffer<String>> buffers = new ArrayList<>();
        boolean[] cancels = {false};
        PriorityBuffer<String> buffer =
                PriorityBuffer.of(
                        9,
                        (item, other) -> {
                            if (cancels[0]) {
                                buffers.get(0).cancel();
                            } else {
                                buffers.get(0).close();
                            }
                            return item.compareTo(other);
                        });
        buffers.add(buffer);
        buffer.send("a");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> buffer.send("b"))
                    .isInstanceOf(ConcurrentModificationException.class);
            cancels[0] = true;
        }

        assertThat(buffer.isClosed()).isFalse();
        buffer.close();
        assertThat(buffer.receive()).isEqualTo("a");
        assertThat(buffer.stats().accepted()).isOne();
    }

    @Test
    void to_look_for_an_item_needs_no_order() {
        BlockingQueue<String> queue = holding("c1", "a1", "b1").asBlockingQueue();
        thrown = new IllegalStateException("order");

        assertThat(queue.contains("b1")).isTrue();
        assertThat(queue.contains("d1")).isFalse();
        thrown = null;
    }

    @Test
    void as_a_queue_it_shows_and_removes_in_order() {
        PriorityBuffer<String> buffer = holding("c1", "a1", "b1", "a2", "b2");
        BlockingQueue<String> queue = buffer.asBlockingQueue();

        assertThat(queue.peek()).isEqualTo("a1");
        assertThat(queue).containsExactly("a1", "a2", "b1", "b2", "c1");
        assertThat(queue.toArray()).containsExactly("a1", "a2", "b1", "b2", "c1");
        assertThat(queue.remove((Object) "b1")).isTrue();
        Iterator<String> iterator = queue.iterator();
        iterator.next();
        iterator.remove();
        assertThat(queue.removeIf(item -> item.startsWith("c"))).isTrue();
        assertThat(contentOf(buffer)).containsExactly("a2", "b2");
        assertThat(undelivered).isEmpty();
    }

    @Test
    void a_bulk_removal_that_the_order_ends_wakes_for_what_it_has_removed() throws Exception {
        PriorityBuffer<String> buffer = builder(4).build();
        buffer.sendAll(List.of("a1", "b1", "c1", "d1"));
        CompletableFuture<?> sender = buffer.sendAsync("e1").toCompletableFuture();
        Stays stays = ((LockedBuffer<String>) buffer).stays();
        BitSet all = new BitSet();
        all.set(0, 4);
        thrown = new IllegalStateException("order");
        untilThrown = 2; // what it takes to remove a1

        assertThatThrownBy(() -> ((LockedBuffer<String>) buffer).remove(stays, all))
                .isSameAs(thrown);

        assertThat(sender).as("was woken, and met the order").isCompletedExceptionally();
        thrown = null;
        assertThat(contentOf(buffer)).containsExactly("b1", "c1", "d1");
    }

    @Test
    void clear_hands_back_without_the_order() {
        PriorityBuffer<String> buffer = holding("c1", "a1", "b1");
        thrown = new IllegalStateException("order");

        buffer.asBlockingQueue().clear();

        assertThat(undelivered).containsExactlyInAnyOrder("a1", "b1", "c1");
    }

    @Test
    void a_large_capacity_costs_nothing_while_it_is_not_used() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        builder(16).build(); // loads the classes
        long me = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(me);
        builder(BufferBuilder.MAX_CAPACITY).build();

        assertThat(threads.getThreadAllocatedBytes(me) - before).isLessThan(4_000);
    }

    @Test
    void it_says_what_it_is() {
        assertThat(builder(3).name("orders").build()).hasToString("PriorityBuffer[orders, 0 of 3]");
    }
}
