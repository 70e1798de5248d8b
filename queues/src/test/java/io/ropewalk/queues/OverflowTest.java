package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Sender;
import io.ropewalk.core.TicketOutcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Full buffers that drop: each policy, each way to send, each kind of buffer. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class OverflowTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Dropping kind;
    private final List<Integer> undelivered = new ArrayList<>();

    OverflowTest(Dropping kind) {
        this.kind = kind;
    }

    /** The kinds of buffer that can drop, by their policy. */
    enum Dropping {
        OLDEST_ONE_TO_ONE(Overflow.DROP_OLDEST, Kind.ONE_TO_ONE),
        OLDEST_ONE_TO_MANY(Overflow.DROP_OLDEST, Kind.ONE_TO_MANY),
        OLDEST_MANY_TO_ONE(Overflow.DROP_OLDEST, Kind.MANY_TO_ONE),
        OLDEST_MANY_TO_MANY(Overflow.DROP_OLDEST, Kind.MANY_TO_MANY),
        OLDEST_REMOVABLE(Overflow.DROP_OLDEST),
        OLDEST_GROWABLE(Overflow.DROP_OLDEST, Parties.MANY),
        OLDEST_GROWABLE_TO_ONE(Overflow.DROP_OLDEST, Parties.ONE),
        NEWEST_ONE_TO_ONE(Overflow.DROP_NEWEST, Kind.ONE_TO_ONE),
        NEWEST_ONE_TO_MANY(Overflow.DROP_NEWEST, Kind.ONE_TO_MANY),
        NEWEST_MANY_TO_ONE(Overflow.DROP_NEWEST, Kind.MANY_TO_ONE),
        NEWEST_MANY_TO_MANY(Overflow.DROP_NEWEST, Kind.MANY_TO_MANY),
        NEWEST_REMOVABLE(Overflow.DROP_NEWEST),
        NEWEST_GROWABLE(Overflow.DROP_NEWEST, Parties.MANY),
        NEWEST_GROWABLE_TO_ONE(Overflow.DROP_NEWEST, Parties.ONE);

        final Overflow overflow;
        private final @Nullable Kind ring;
        private final @Nullable Parties growableTo;

        Dropping(Overflow overflow) {
            this(overflow, null, null);
        }

        Dropping(Overflow overflow, Kind ring) {
            this(overflow, ring, null);
        }

        Dropping(Overflow overflow, Parties growableTo) {
            this(overflow, null, growableTo);
        }

        Dropping(Overflow overflow, @Nullable Kind ring, @Nullable Parties growableTo) {
            this.overflow = overflow;
            this.ring = ring;
            this.growableTo = growableTo;
        }

        boolean dropsOldest() {
            return overflow == Overflow.DROP_OLDEST;
        }

        /** With checks of roles: what drops must not be taken for a second receiver. */
        Buffer<Integer> buffer(int capacity, Consumer<Integer> onUndelivered) {
            if (growableTo != null) {
                return GrowableBuffer.<Integer>builder(capacity)
                        .initialCapacity(1)
                        .consumers(growableTo)
                        .overflow(overflow)
                        .onUndelivered(onUndelivered)
                        .build();
            }
            BoundedBufferBuilder<Integer> builder =
                    ring != null
                            ? ring.<Integer>builder(capacity).checkRoles(true)
                            : BoundedBuffer.<Integer>builder(capacity).removable();
            return builder.overflow(overflow).onUndelivered(onUndelivered).build();
        }
    }

    private Buffer<Integer> buffer(int capacity) {
        return kind.buffer(capacity, undelivered::add);
    }

    private static List<Integer> contentOf(Buffer<Integer> buffer) {
        List<Integer> content = new ArrayList<>();
        buffer.drainTo(content::add, 99);
        return content;
    }

    /** Of the numbers from 0, of which all were sent to a buffer for two. */
    private void mustHoldTwoOf(int sent, Buffer<Integer> buffer) {
        List<Integer> expected = kind.dropsOldest() ? List.of(sent - 2, sent - 1) : List.of(0, 1);
        List<Integer> dropped = new ArrayList<>();
        for (int i = 0; i < sent; i++) {
            if (!expected.contains(i)) {
                dropped.add(i);
            }
        }
        assertThat(contentOf(buffer)).isEqualTo(expected);
        assertThat(undelivered).isEqualTo(dropped);
        ChannelStats stats = buffer.stats();
        assertThat(stats.accepted()).isEqualTo(sent);
        assertThat(stats.delivered()).isEqualTo(2);
        assertThat(stats.undelivered()).isEqualTo(sent - 2);
        assertThat(stats.dropped()).isEqualTo(sent - 2);
        assertThat(stats.timesFull()).isEqualTo(sent - 2);
        assertThat(stats.occupancy()).isZero();
        assertThat(stats.senderParks()).isZero();
    }

    @Test
    void trySend_is_always_true() {
        Buffer<Integer> buffer = buffer(2);

        for (int i = 0; i < 6; i++) {
            assertThat(buffer.trySend(i)).isTrue();
            assertThat(buffer.estimatedSize()).isEqualTo(Math.min(i + 1, 2));
        }

        mustHoldTwoOf(6, buffer);
    }

    @Test
    void send_never_waits() throws InterruptedException {
        Buffer<Integer> buffer = buffer(2);

        for (int i = 0; i < 6; i++) {
            buffer.send(i);
        }

        mustHoldTwoOf(6, buffer);
    }

    @Test
    void the_timed_trySend_never_waits() throws InterruptedException {
        Buffer<Integer> buffer = buffer(2);

        for (int i = 0; i < 6; i++) {
            assertThat(buffer.trySend(i, i % 2 == 0 ? HOUR : Duration.ZERO)).isTrue();
        }

        mustHoldTwoOf(6, buffer);
    }

    @Test
    void sendAll_accepts_all_however_many() throws InterruptedException {
        Buffer<Integer> buffer = buffer(2);
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            items.add(i);
        }

        assertThat(buffer.sendAll(items)).isEqualTo(200);

        mustHoldTwoOf(200, buffer);
    }

    @Test
    void sendAsync_is_done_at_once() {
        Buffer<Integer> buffer = buffer(2);

        for (int i = 0; i < 6; i++) {
            CompletableFuture<?> sent = buffer.sendAsync(i).toCompletableFuture();
            assertThat(sent).isCompleted();
        }

        mustHoldTwoOf(6, buffer);
    }

    @Test
    void a_handle_drops_too() throws InterruptedException {
        Buffer<Integer> buffer = buffer(2);
        try (Sender<Integer> handle = buffer.sender()) {
            for (int i = 0; i < 6; i++) {
                handle.send(i);
            }
        }

        mustHoldTwoOf(6, buffer);
    }

    @Test
    void a_buffer_for_one_item_keeps_the_first_or_the_last() {
        Buffer<Integer> buffer = buffer(1);

        for (int i = 0; i < 5; i++) {
            assertThat(buffer.trySend(i)).isTrue();
        }

        if (kind.dropsOldest()) {
            assertThat(contentOf(buffer)).containsExactly(4);
            assertThat(undelivered).containsExactly(0, 1, 2, 3);
        } else {
            assertThat(contentOf(buffer)).containsExactly(0);
            assertThat(undelivered).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void nothing_is_dropped_while_there_is_room() {
        Buffer<Integer> buffer = buffer(3);

        for (int i = 0; i < 30; i++) {
            assertThat(buffer.trySend(2 * i)).isTrue();
            assertThat(buffer.trySend(2 * i + 1)).isTrue();
            assertThat(contentOf(buffer)).containsExactly(2 * i, 2 * i + 1);
        }

        assertThat(undelivered).isEmpty();
        assertThat(buffer.stats().dropped()).isZero();
        assertThat(buffer.stats().timesFull()).isZero();
    }

    @Test
    void the_handler_finds_its_item_counted() {
        List<ChannelStats> seen = new ArrayList<>();
        List<Buffer<Integer>> self = new ArrayList<>();
        Buffer<Integer> buffer = kind.buffer(1, item -> seen.add(self.get(0).stats()));
        self.add(buffer);
        buffer.trySend(0);

        buffer.trySend(1);

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).undelivered()).isEqualTo(1);
        assertThat(seen.get(0).dropped()).isEqualTo(1);
        assertThat(seen.get(0).delivered()).isZero();
    }

    @Test
    void a_handler_that_throws_loses_nothing() {
        Buffer<Integer> buffer =
                kind.buffer(
                        1,
                        item -> {
                            undelivered.add(item);
                            throw new IllegalStateException("on purpose");
                        });

        assertThat(buffer.trySend(0)).isTrue();
        assertThat(buffer.trySend(1)).isTrue();

        assertThat(contentOf(buffer)).hasSize(1);
        assertThat(undelivered).hasSize(1);
    }

    @Test
    void a_handler_may_send_what_was_dropped_once_more() {
        List<Buffer<Integer>> self = new ArrayList<>();
        Buffer<Integer> buffer =
                kind.buffer(
                        1,
                        item -> {
                            undelivered.add(item);
                            if (item < 10) {
                                self.get(0).trySend(item + 10);
                            }
                        });
        self.add(buffer);
        buffer.trySend(0);

        buffer.trySend(1);

        List<Integer> all = new ArrayList<>(undelivered);
        all.addAll(contentOf(buffer));
        assertThat(all).containsExactlyInAnyOrder(0, 1, kind.dropsOldest() ? 10 : 11);
    }

    @Test
    void a_closed_buffer_drops_nothing_and_refuses() {
        Buffer<Integer> buffer = buffer(2);
        buffer.trySend(0);
        buffer.trySend(1);

        buffer.close();

        assertThatThrownBy(() -> buffer.trySend(2)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> buffer.send(2)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> buffer.sendAll(List.of(2))).isInstanceOf(ClosedException.class);
        assertThat(buffer.sendAsync(2).toCompletableFuture()).isCompletedExceptionally();
        assertThat(contentOf(buffer)).containsExactly(0, 1);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void a_cancelled_buffer_hands_back_the_rest_once() {
        Buffer<Integer> buffer = buffer(2);
        for (int i = 0; i < 4; i++) {
            buffer.trySend(i);
        }

        buffer.cancel();

        assertThat(undelivered).containsExactlyInAnyOrder(0, 1, 2, 3);
        ChannelStats stats = buffer.stats();
        assertThat(stats.accepted()).isEqualTo(4);
        assertThat(stats.undelivered()).isEqualTo(4);
        assertThat(stats.dropped()).isEqualTo(2);
        assertThat(stats.delivered()).isZero();
    }

    @Test
    void the_ticket_of_a_dropped_item_ends_undelivered() throws InterruptedException {
        Kind ring = kind.ring;
        assumeTrue(ring != null, "has no tickets");
        AckChannel<Integer> channel =
                ring.<Integer>builder(2)
                        .overflow(kind.overflow)
                        .onUndelivered(undelivered::add)
                        .acknowledged();
        long[] tickets = new long[4];
        for (int i = 0; i < 4; i++) {
            tickets[i] = channel.send(i);
        }

        int dropped = kind.dropsOldest() ? 0 : 2;
        for (int i = dropped; i < dropped + 2; i++) {
            assertThat(channel.processedAsync(tickets[i]).toCompletableFuture())
                    .isCompletedWithValue(TicketOutcome.UNDELIVERED);
        }
        assertThat(undelivered).containsExactly(dropped, dropped + 1);
        for (int left = 2; left > 0; left--) {
            channel.receive().ack();
        }
        assertThat(channel.awaitAllProcessed(Duration.ZERO)).isTrue();
    }
}
