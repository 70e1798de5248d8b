package io.ropewalk.benchmarks.buffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ropewalk.benchmarks.traffic.Crew;
import io.ropewalk.benchmarks.traffic.Hand;
import io.ropewalk.benchmarks.traffic.Item;
import io.ropewalk.benchmarks.traffic.ItemTraffic;
import io.ropewalk.benchmarks.traffic.Shape;
import io.ropewalk.benchmarks.traffic.Task;
import io.ropewalk.benchmarks.traffic.Traffic;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every peer does what it is measured at. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeerTest {
    private static final int ITEMS = 10_240;

    private static final List<String> SHAPES =
            List.of(
                    "p1c1-1024-platform",
                    "p1c1-16-platform",
                    "p2c2-64-platform",
                    "p4c1-64-platform",
                    "p1c1-16-virtual",
                    "p4c4-64-virtual",
                    "chain9-16-virtual",
                    "batch64-1024-platform");

    record Entry(Shape shape, Peer peer) {}

    static Stream<Entry> everybody() {
        return SHAPES.stream()
                .map(Shape::of)
                .flatMap(
                        shape -> Peer.forShape(shape).stream().map(peer -> new Entry(shape, peer)));
    }

    private static Traffic traffic(Shape shape, Peer peer, int operations) {
        return ItemTraffic.of(shape, () -> peer.hand(shape), operations);
    }

    @ParameterizedTest
    @MethodSource("everybody")
    void what_goes_in_comes_out(Entry entry) throws InterruptedException {
        int operations = ITEMS * entry.shape().places();
        try (Traffic traffic = traffic(entry.shape(), entry.peer(), operations)) {
            long sum = traffic.run();

            assertThat(traffic.run()).isEqualTo(sum).isNotZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void items_come_out_in_the_order_in_which_they_went_in(Peer peer) throws Exception {
        Hand hand = peer.hand(Shape.of("p1c1-16-platform"));
        Item[] items = Item.some(1);
        Task.Produce produce = new Task.Produce(hand, items, ITEMS);
        List<Item> received = new ArrayList<>();
        Task receive =
                () -> {
                    for (int i = 0; i < ITEMS; i++) {
                        received.add(hand.take());
                    }
                };
        try (Crew crew = Crew.of(false, List.of(receive, produce))) {
            crew.run();
        }

        for (int i = 0; i < ITEMS; i++) {
            assertThat(received.get(i)).isSameAs(items[i % Item.COUNT]);
        }
    }

    @Test
    void a_loss_is_noticed() throws InterruptedException {
        Item[] items = Item.some(1);

        assertThat(Item.sum(items, 1000)).isNotEqualTo(Item.sum(items, 999));
        assertThat(Item.sum(items, Item.COUNT)).isNotZero();
        Shape shape = Shape.of("p1c1-16-platform");
        Hand real = Peer.ROPEWALK.hand(shape);
        try (Traffic traffic = ItemTraffic.of(shape, () -> new Repeating(real), ITEMS)) {
            assertThatIllegalStateException()
                    .isThrownBy(traffic::run)
                    .withMessageContaining("what came out is not what went in");
        }
    }

    /** Takes the first item out over and over, and loses the others. */
    private static final class Repeating implements Hand {
        private final Hand real;
        private @Nullable Item first;

        Repeating(Hand real) {
            this.real = real;
        }

        @Override
        public void put(Item item) throws InterruptedException {
            real.put(item);
        }

        @Override
        public Item take() throws InterruptedException {
            Item item = real.take();
            if (first == null) {
                first = item;
            }
            return first;
        }
    }

    @Test
    void work_that_cannot_be_shared_out_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> traffic(Shape.of("p4c4-64-virtual"), Peer.ROPEWALK, 10_001));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_task_that_fails_ends_the_run(boolean virtual) {
        Hand hand = Peer.ROPEWALK.hand(Shape.of("p1c1-16-platform"));
        Task failing =
                () -> {
                    throw new ArithmeticException("on purpose");
                };
        try (Crew crew = Crew.of(virtual, List.of(hand::take, failing))) {
            assertThatIllegalStateException()
                    .isThrownBy(crew::run)
                    .withCauseInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void spinning_peers_keep_away_from_virtual_threads() {
        assertThat(Peer.forShape(Shape.of("p1c1-16-virtual")))
                .doesNotContain(Peer.JCTOOLS_VARHANDLE, Peer.JCTOOLS_UNSAFE, Peer.AGRONA);
    }
}
