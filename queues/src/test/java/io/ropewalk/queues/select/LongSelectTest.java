package io.ropewalk.queues.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.queues.BoundedLongBuffer;
import io.ropewalk.queues.LongSender;
import io.ropewalk.queues.Overflow;
import io.ropewalk.queues.Parties;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LongSelectTest {
    private static BoundedLongBuffer buffer(Parties parties, int capacity) {
        return BoundedLongBuffer.builder(capacity).producers(parties).consumers(parties).build();
    }

    @ParameterizedTest
    @EnumSource
    void a_sleeping_select_is_woken_by_an_item(Parties parties) throws Exception {
        BoundedLongBuffer a = buffer(parties, 2);
        BoundedLongBuffer b = buffer(parties, 2);
        BackgroundCall<String> select =
                BackgroundCall.of(() ->
                        Selector.selectOnce(
                                Clause.receive(a).map(item -> "a" + item),
                                Clause.receive(b).map(item -> "b" + item)));
        select.awaitAsleep();

        b.send(Long.MIN_VALUE);

        assertThat(select.result()).isEqualTo("b" + Long.MIN_VALUE);
        assertThat(b.stats().delivered()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_sleeping_select_is_woken_by_room(Parties parties) throws Exception {
        BoundedLongBuffer empty = buffer(parties, 1);
        BoundedLongBuffer full = buffer(parties, 1);
        full.send(-1);
        BackgroundCall<Long> select =
                BackgroundCall.of(
                        () -> Selector.selectOnce(Clause.receive(empty), Clause.send(full, 7)));
        select.awaitAsleep();

        assertThat(full.receive()).isEqualTo(-1);

        assertThat(select.result()).isEqualTo(7);
        assertThat(full.receive()).isEqualTo(7);
        assertThat(full.stats().accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void what_lost_or_was_interrupted_has_sent_nothing(Parties parties) throws Exception {
        BoundedLongBuffer a = buffer(parties, 2);
        BoundedLongBuffer b = buffer(parties, 1);
        b.send(1);
        a.send(5);
        assertThat(Selector.selectOnce(Clause.send(b, 2), Clause.receive(a))).isEqualTo(5);
        BackgroundCall<Long> select =
                BackgroundCall.of(() -> Selector.selectOnce(Clause.send(b, 3), Clause.receive(a)));
        select.awaitAsleep();
        select.interrupt();

        assertThat(select.failure()).isInstanceOf(InterruptedException.class);
        assertThat(b.receive()).isEqualTo(1);
        assertThat(b.tryReceive(-1)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void the_rest_of_a_closed_buffer_comes_before_its_end(Parties parties) throws Exception {
        BoundedLongBuffer a = buffer(parties, 2);
        a.send(4);
        a.close(new IllegalStateException("why"));

        assertThat(Selector.selectOnce(Clause.receive(a))).isEqualTo(4);
        assertThatThrownBy(() -> Selector.selectOnce(Clause.receive(a)))
                .isInstanceOf(ClosedException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Selector.selectOnce(Clause.send(a, 1)))
                .isInstanceOf(ClosedException.class);
    }

    @Test
    void a_full_buffer_that_drops_lets_no_select_wait() throws Exception {
        List<Long> dropped = new ArrayList<>();
        BoundedLongBuffer latest =
                BoundedLongBuffer.builder(1)
                        .overflow(Overflow.DROP_OLDEST)
                        .onUndelivered(dropped::add)
                        .build();
        latest.send(1);

        BackgroundCall<Long> select =
                BackgroundCall.of(() -> Selector.selectOnce(Clause.send(latest, 2)));
        assertThat(select.result()).isEqualTo(2);
        assertThat(dropped).containsExactly(1L);
        assertThat(latest.receive()).isEqualTo(2);
    }

    @Test
    void what_to_send_is_asked_once_for_each_select() throws Exception {
        BoundedLongBuffer full = buffer(Parties.MANY, 1);
        full.send(0);
        AtomicLong asked = new AtomicLong();
        try (Selector<Long> selector =
                Selector.biased(Clause.sendFrom(full, asked::incrementAndGet))) {
            assertThat(selector.trySelect(Duration.ofMillis(20), () -> -1L)).isEqualTo(-1);
            assertThat(asked).hasValue(1);
            assertThat(full.receive()).isZero();
            assertThat(selector.select()).isEqualTo(2);
        }
        assertThat(full.receive()).isEqualTo(2);
    }

    @Test
    void a_closed_handle_sends_nothing() throws Exception {
        BoundedLongBuffer buffer = buffer(Parties.MANY, 4);
        LongSender handle = buffer.sender();
        try (LongSender other = buffer.sender();
                Selector<Long> selector = Selector.biased(Clause.send(handle, 3))) {
            assertThat(selector.select()).isEqualTo(3);
            handle.close();
            assertThatThrownBy(selector::select).isInstanceOf(ClosedException.class);
            assertThat(buffer.stats().accepted()).isEqualTo(1);
            assertThat(other.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void all_items_of_two_streams_arrive_once_and_in_order(Parties parties) throws Exception {
        int items = 5_000;
        BoundedLongBuffer a = buffer(parties, 3);
        BoundedLongBuffer b = buffer(parties, 1);
        BackgroundCall<Integer> first = BackgroundCall.of(() -> sendAndClose(a, items));
        BackgroundCall<Integer> second = BackgroundCall.of(() -> sendAndClose(b, items));
        List<Long> fromA = new ArrayList<>();
        List<Long> fromB = new ArrayList<>();
        boolean[] open = {true, true};
        try (Selector<Object> selector =
                Selector.roundRobin(
                        Clause.receive(a)
                                .when(() -> open[0])
                                .then(fromA::add)
                                .<Object>map(item -> item)
                                .atEnd(end -> open[0] = false),
                        Clause.receive(b)
                                .when(() -> open[1])
                                .then(fromB::add)
                                .<Object>map(item -> item)
                                .atEnd(end -> open[1] = false))) {
            while (open[0] || open[1]) {
                Object ignored = selector.select();
            }
        }
        assertThat(first.result() + second.result()).isEqualTo(2 * items);
        List<Long> all = LongStream.range(0, items).boxed().toList();
        assertThat(fromA).isEqualTo(all);
        assertThat(fromB).isEqualTo(all);
    }

    private static int sendAndClose(BoundedLongBuffer to, int items) throws Exception {
        for (long item = 0; item < items; item++) {
            if (item % 2 == 0) {
                to.send(item);
            } else {
                long next = item;
                Long ignored = Selector.selectOnce(Clause.sendFrom(to, () -> next));
            }
        }
        to.close();
        return items;
    }
}
