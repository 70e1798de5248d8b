package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.FullException;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.testkit.BackgroundCall;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Newer items take the place of older ones: the latest of all, or the latest of each key. */
@Timeout(60)
class ConflationTest {
    private final List<String> undelivered = new ArrayList<>();

    /** By the first letter. */
    private static Character key(String item) {
        return item.charAt(0);
    }

    private BoundedBufferBuilder<String> keyed(int capacity) {
        return BoundedBuffer.<String>builder(capacity)
                .conflateBy(ConflationTest::key)
                .onUndelivered(undelivered::add);
    }

    private static List<String> contentOf(Buffer<String> buffer) {
        List<String> content = new ArrayList<>();
        buffer.drainTo(content::add, 99);
        return content;
    }

    @ParameterizedTest
    @EnumSource
    void the_latest_replaces_the_one_that_waits(Kind kind) throws Exception {
        BoundedBuffer<String> buffer =
                kind.<String>builder(1)
                        .overflow(Overflow.CONFLATE)
                        .onUndelivered(undelivered::add)
                        .build();
        buffer.send("1");
        assertThat(buffer.trySend("2")).isTrue();
        assertThat(buffer.trySend("3", Duration.ofHours(1))).isTrue();
        buffer.sendAsync("4").toCompletableFuture().join();
        assertThat(buffer.sendAll(List.of("5", "6"))).isEqualTo(2);

        assertThat(buffer.receive()).isEqualTo("6");

        assertThat(buffer.tryReceive()).isNull();
        assertThat(undelivered).containsExactly("1", "2", "3", "4", "5");
        ChannelStats stats = buffer.stats();
        assertThat(stats.accepted()).isEqualTo(6);
        assertThat(stats.delivered()).isEqualTo(1);
        assertThat(stats.dropped()).isEqualTo(5);
    }

    @Test
    void the_latest_alone_needs_capacity_one() {
        BoundedBufferBuilder<String> builder =
                BoundedBuffer.<String>builder(7).overflow(Overflow.CONFLATE);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CONFLATE")
                .hasMessageContaining("capacity is 7")
                .hasMessageContaining("conflateBy");
        assertThatThrownBy(builder::acknowledged).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_latest_of_all_and_of_each_key_exclude_each_other() {
        assertThatThrownBy(() -> keyed(1).overflow(Overflow.CONFLATE).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conflateBy");
    }

    @Test
    void a_newer_item_stands_where_the_older_stood() throws Exception {
        BoundedBuffer<String> buffer = keyed(3).build();
        buffer.sendAll(List.of("a1", "b1", "c1"));

        buffer.send("b2");
        buffer.send("a2");

        assertThat(contentOf(buffer)).containsExactly("a2", "b2", "c1");
        assertThat(undelivered).containsExactly("b1", "a1");
    }

    @Test
    void the_counts_add_up() throws Exception {
        BoundedBuffer<String> buffer = keyed(3).build();
        buffer.sendAll(List.of("a1", "a2", "a3", "b1"));
        buffer.receive();

        ChannelStats stats = buffer.stats();

        assertThat(stats.accepted()).isEqualTo(4);
        assertThat(stats.delivered()).isEqualTo(1);
        assertThat(stats.undelivered()).isEqualTo(2);
        assertThat(stats.dropped()).isEqualTo(2);
        assertThat(stats.occupancy()).isEqualTo(1);
        assertThat(stats.timesFull()).isZero();
    }

    @Test
    void a_key_that_was_received_is_a_new_one() throws Exception {
        BoundedBuffer<String> buffer = keyed(3).build();
        buffer.sendAll(List.of("a1", "b1"));
        assertThat(buffer.receive()).isEqualTo("a1");

        buffer.send("a2");

        assertThat(contentOf(buffer)).containsExactly("b1", "a2");
        assertThat(undelivered).isEmpty();
    }

    @Test
    void to_replace_needs_no_room() throws Exception {
        for (Overflow overflow : Overflow.values()) {
            if (overflow == Overflow.CONFLATE) {
                continue;
            }
            undelivered.clear();
            BoundedBuffer<String> buffer = keyed(2).overflow(overflow).build();
            buffer.sendAll(List.of("a1", "b1"));

            assertThat(buffer.trySend("b2")).isTrue();
            assertThat(buffer.trySend("a2")).isTrue();

            assertThat(contentOf(buffer)).as("%s", overflow).containsExactly("a2", "b2");
            assertThat(undelivered).as("%s", overflow).containsExactly("b1", "a1");
        }
    }

    @Test
    void a_new_key_in_a_full_buffer_is_a_matter_of_overflow() throws Exception {
        BoundedBuffer<String> rejecting = keyed(2).overflow(Overflow.REJECT).build();
        rejecting.sendAll(List.of("a1", "b1"));
        assertThatThrownBy(() -> rejecting.send("c1")).isInstanceOf(FullException.class);
        assertThat(contentOf(rejecting)).containsExactly("a1", "b1");

        BoundedBuffer<String> oldest = keyed(2).overflow(Overflow.DROP_OLDEST).build();
        oldest.sendAll(List.of("a1", "b1", "c1"));
        assertThat(contentOf(oldest)).containsExactly("b1", "c1");
        assertThat(undelivered).containsExactly("a1");

        BoundedBuffer<String> newest = keyed(2).overflow(Overflow.DROP_NEWEST).build();
        newest.sendAll(List.of("a1", "b1", "c1"));
        assertThat(contentOf(newest)).containsExactly("a1", "b1");
        assertThat(undelivered).containsExactly("a1", "c1");

        BoundedBuffer<String> waiting = keyed(2).build();
        waiting.sendAll(List.of("a1", "b1"));
        BackgroundCall<@Nullable Void> sender = BackgroundCall.of(() -> waiting.send("c1"));
        sender.awaitAsleep();
        assertThat(waiting.receive()).isEqualTo("a1");
        sender.result();
        assertThat(contentOf(waiting)).containsExactly("b1", "c1");
    }

    @Test
    void a_sender_that_was_woken_for_room_and_replaces_wakes_the_next() throws Exception {
        BoundedBuffer<String> buffer = keyed(2).build();
        buffer.sendAll(List.of("a1", "b1"));
        CompletableFuture<?> first = buffer.sendAsync("c1").toCompletableFuture();
        CompletableFuture<?> second = buffer.sendAsync("c2").toCompletableFuture();
        CompletableFuture<?> third = buffer.sendAsync("d1").toCompletableFuture();

        assertThat(buffer.receive()).isEqualTo("a1");
        assertThat(first).isDone();
        assertThat(second).as("waits for room").isNotDone();
        assertThat(buffer.receive()).isEqualTo("b1");

        assertThat(second).isDone();
        assertThat(third).as("gets the room that the second did not need").isDone();
        assertThat(contentOf(buffer)).containsExactly("c2", "d1");
        assertThat(undelivered).containsExactly("c1");
    }

    @Test
    void a_replaced_item_goes_to_the_handler_without_the_lock() throws Exception {
        List<BoundedBuffer<String>> buffers = new ArrayList<>();
        BoundedBuffer<String> buffer =
                keyed(2).onUndelivered(
                                item -> {
                                    undelivered.add(item);
                                    boolean ignored = buffers.get(0).trySend("b" + item);
                                })
                        .build();
        buffers.add(buffer);
        buffer.send("a1");
        buffer.send("a2");

        assertThat(contentOf(buffer)).containsExactly("a2", "ba1");
        assertThat(undelivered).containsExactly("a1");
    }

    @Test
    void a_cancel_hands_the_latest_back() throws Exception {
        BoundedBuffer<String> buffer = keyed(2).build();
        buffer.sendAll(List.of("a1", "b1", "a2"));
        undelivered.clear();

        buffer.cancel();

        assertThat(undelivered).containsExactly("a2", "b1");
        assertThatThrownBy(() -> buffer.send("a3")).isInstanceOf(ClosedException.class);
    }

    @Test
    void a_closed_buffer_replaces_nothing() throws Exception {
        BoundedBuffer<String> buffer = keyed(2).build();
        buffer.send("a1");
        buffer.close();

        assertThatThrownBy(() -> buffer.trySend("a2")).isInstanceOf(ClosedException.class);

        assertThat(contentOf(buffer)).containsExactly("a1");
    }

    @Test
    void a_null_key_names_the_class_and_nothing_is_accepted() throws Exception {
        BoundedBuffer<String> buffer =
                BoundedBuffer.<String>builder(9)
                        .conflateBy(item -> item.isEmpty() ? null : key(item))
                        .build();

        assertThatThrownBy(() -> buffer.send(""))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("key of java.lang.String");
        assertThatThrownBy(() -> buffer.sendAll(List.of("a", "b", "")))
                .isInstanceOf(NullPointerException.class);

        assertThat(buffer.estimatedSize()).isZero();
    }

    @Test
    void what_a_key_throws_reaches_the_sender_and_nothing_has_changed() throws Exception {
        AtomicReference<@Nullable RuntimeException> thrown = new AtomicReference<>();
        record Key(String item, AtomicReference<@Nullable RuntimeException> thrown) {
            @Override
            public boolean equals(Object other) {
                RuntimeException failure = thrown.get();
                if (failure != null) {
                    throw failure;
                }
                return other instanceof Key that && key(item).equals(key(that.item));
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }
        BoundedBuffer<String> buffer =
                BoundedBuffer.<String>builder(4)
                        .conflateBy(item -> new Key(item, thrown))
                        .onUndelivered(undelivered::add)
                        .build();
        buffer.sendAll(List.of("a1", "b1"));
        thrown.set(new IllegalStateException("equals"));

        assertThatThrownBy(() -> buffer.send("b2")).isSameAs(thrown.get());
        assertThatThrownBy(() -> buffer.sendAll(List.of("c1"))).isSameAs(thrown.get());

        assertThat(undelivered).isEmpty();
        assertThat(buffer.receive()).as("to take needs no key").isEqualTo("a1");
        thrown.set(null);
        buffer.send("b2");
        assertThat(contentOf(buffer)).containsExactly("b2");
    }

    @Test
    void a_key_that_sends_is_refused() throws Exception {
        List<BoundedBuffer<String>> buffers = new ArrayList<>();
        record Meddler(List<BoundedBuffer<String>> buffers) {
            @Override
            public boolean equals(Object other) {
                return buffers.get(0).trySend("another");
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }
        BoundedBuffer<String> buffer =
                BoundedBuffer.<String>builder(4).conflateBy(item -> new Meddler(buffers)).build();
        buffers.add(buffer);
        buffer.send("a");

        assertThatThrownBy(() -> buffer.send("b"))
                .isInstanceOf(ConcurrentModificationException.class);

        assertThat(contentOf(buffer)).containsExactly("a");
    }

    @Test
    void without_removable_it_is_no_queue() {
        assertThatThrownBy(() -> keyed(1).build().asBlockingQueue())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("removable()");
    }

    @Test
    void an_item_that_is_removed_takes_its_key_along() {
        BlockingQueue<String> queue = keyed(3).removable().build().asBlockingQueue();
        queue.addAll(List.of("a1", "b1", "c1"));

        assertThat(queue.remove((Object) "b1")).isTrue();
        queue.add("b2");

        assertThat(queue).containsExactly("a1", "c1", "b2");
        queue.clear();
        queue.add("c2");
        assertThat(queue).containsExactly("c2");
    }

    @Test
    void an_iterator_does_not_remove_what_has_replaced_what_it_showed() {
        BlockingQueue<String> queue = keyed(3).removable().build().asBlockingQueue();
        queue.add("a1");
        Iterator<String> iterator = queue.iterator();
        iterator.next();
        queue.add("a2");

        iterator.remove();

        assertThat(queue).containsExactly("a2");
    }

    @Test
    void a_replaced_ticket_ends_undelivered() throws Exception {
        AckChannel<String> channel = keyed(2).acknowledged();
        long replaced = channel.send("a1");
        long other = channel.send("b1");
        long latest = channel.send("a2");

        assertThat(channel.awaitProcessed(replaced, Duration.ZERO))
                .isEqualTo(TicketOutcome.UNDELIVERED);
        assertThat(undelivered).containsExactly("a1");
        for (String expected : List.of("a2", "b1")) {
            Delivery<String> delivery = Objects.requireNonNull(channel.tryReceive());
            assertThat(delivery.item()).isEqualTo(expected);
            delivery.ack();
        }
        assertThat(channel.awaitProcessed(latest)).isEqualTo(TicketOutcome.PROCESSED);
        assertThat(channel.awaitProcessed(other)).isEqualTo(TicketOutcome.PROCESSED);
        ChannelStats stats = channel.stats();
        assertThat(stats.accepted()).isEqualTo(3);
        assertThat(stats.delivered()).isEqualTo(2);
        assertThat(stats.undelivered()).isEqualTo(1);
        assertThat(stats.dropped()).isEqualTo(1);
    }

    @Test
    void a_key_that_throws_leaves_no_open_ticket() throws Exception {
        AckChannel<String> channel = keyed(2).acknowledged();

        assertThatThrownBy(() -> channel.send("")).isInstanceOf(RuntimeException.class);

        assertThat(channel.awaitAllProcessed(Duration.ZERO)).isTrue();
    }
}
