package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BACK_PRESSURE;
import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.EXACT_CAPACITY;
import static io.ropewalk.testkit.ChannelFeature.TIMED;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Channel;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Order, capacity and null, without any waiting. */
abstract class PassingContract extends ChannelContractPart {
    private static final int[] CAPACITIES = {1, 2, 3, 16, 1000};

    PassingContract(ChannelContract contract) {
        super(contract);
    }

    @Test
    void aNewChannelIsOpenAndEmpty() {
        Channel<Integer> channel = channel(3);

        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.isClosed()).isFalse();
    }

    @Test
    void itemsComeOutInTheOrderInWhichTheyWentIn() {
        Channel<Integer> channel = channelHolding(10, 16);

        assertThat(contentOf(channel)).isEqualTo(numbers(0, 10));
    }

    @Test
    void anItemComesOutAsTheSameObject() {
        Channel<Integer> channel = channel(2);
        Integer item = 1_000_000; // no small number: those are shared

        channel.trySend(item);

        assertThat(channel.tryReceive()).isSameAs(item);
    }

    @Test
    void equalItemsAreDifferentItems() {
        Channel<Integer> channel = channel(4);

        channel.trySend(5);
        channel.trySend(5);

        assertThat(contentOf(channel)).containsExactly(5, 5);
    }

    @Test
    void orderIsKeptWhenTheIndicesGoRoundManyTimes() {
        for (int capacity : CAPACITIES) {
            Channel<Integer> channel = channel(capacity);
            int sent = 0;
            int received = 0;
            while (received < 5 * capacity + 7) {
                int burst = 1 + sent % capacity;
                boolean takesAll = !has(BACK_PRESSURE);
                for (int i = 0; i < burst; i++) {
                    boolean full = takesAll && sent - received == capacity;
                    if (full || !channel.trySend(sent)) {
                        break;
                    }
                    sent++;
                }
                for (int i = 0; i <= burst / 2; i++) {
                    Integer item = channel.tryReceive();
                    if (item != null) {
                        assertThat(item).as("capacity %d", capacity).isEqualTo(received++);
                    }
                }
            }
            assertThat(contentOf(channel)).isEqualTo(numbers(received, sent));
        }
    }

    @Test
    void exactlyTheCapacityFits() {
        needs(EXACT_CAPACITY, BACK_PRESSURE);
        for (int capacity : CAPACITIES) {
            Channel<Integer> channel = channel(capacity);

            int accepted = 0;
            while (accepted <= capacity && channel.trySend(accepted)) {
                accepted++;
            }

            assertThat(accepted).as("items in a channel for %d", capacity).isEqualTo(capacity);
            assertThat(contentOf(channel)).isEqualTo(numbers(0, capacity));
        }
    }

    @Test
    void eachReceivedItemMakesRoomForExactlyOne() {
        for (int capacity : CAPACITIES) {
            Channel<Integer> channel = fullChannel(capacity);
            for (int i = 0; i < 2 * capacity + 3; i++) {
                assertThat(channel.tryReceive()).isEqualTo(i);
                assertThat(channel.trySend(capacity + i)).as("refilling").isTrue();
                assertThat(channel.trySend(-1)).as("overfilling").isFalse();
            }
        }
    }

    @Test
    void anItemThatFoundNoRoomIsNotInTheChannel() {
        Channel<Integer> channel = fullChannel(3);

        assertThat(channel.trySend(99)).isFalse();

        assertThat(contentOf(channel)).containsExactly(0, 1, 2);
    }

    @Test
    void tryReceiveIsNullEachTimeThatNothingIsThere() {
        Channel<Integer> channel = channelHolding(1, 2);
        channel.tryReceive();

        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.trySend(1)).isTrue();
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void theWaitingFormsDoNotWaitWhenTheyNeedNot() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = channel(2);

        soon(() -> {
            channel.send(1);
            channel.send(2);
            return true;
        });

        assertThat(soon(channel::receive)).isEqualTo(1);
        assertThat(soon(channel::receive)).isEqualTo(2);
    }

    @Test
    void nullIsRefusedAndNothingIsLost() {
        Channel<Integer> channel = channelHolding(1, 4);

        assertThatThrownBy(() -> channel.trySend(nothing()))
                .isInstanceOf(NullPointerException.class);
        if (has(WAITS)) {
            assertThat(failureOf(() -> channel.send(nothing())))
                    .isInstanceOf(NullPointerException.class);
        }
        if (has(TIMED)) {
            assertThat(failureOf(() -> channel.trySend(nothing(), Duration.ofSeconds(1))))
                    .isInstanceOf(NullPointerException.class);
        }

        assertThat(channel.trySend(1)).isTrue();
        assertThat(contentOf(channel)).containsExactly(0, 1);
    }

    @Test
    void nullIsRefusedByAFullChannelToo() {
        Channel<Integer> channel = fullChannel(1);

        assertThatThrownBy(() -> channel.trySend(nothing()))
                .isInstanceOf(NullPointerException.class);

        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void aNullAnywhereInABatchRefusesTheBatch() {
        needs(BATCHES);
        for (int index = 0; index < 3; index++) {
            Channel<Integer> channel = channel(4);
            Integer[] items = {1, 2, 3};
            items[index] = nothing();
            List<Integer> batch = Arrays.asList(items);

            assertThat(failureOf(() -> channel.sendAll(batch)))
                    .as("null at index %d", index)
                    .isInstanceOf(NullPointerException.class);

            assertThat(contentOf(channel)).isEmpty();
        }
    }

    @Test
    void aChannelCanAlwaysBePrinted() {
        Channel<Integer> channel = channel(2);
        assertThat(channel.toString()).isNotEmpty();
        channel.trySend(1);
        assertThat(channel.toString()).isNotEmpty();
        if (has(CLOSE)) {
            channel.close(new IllegalStateException("cause"));
            assertThat(channel.toString()).isNotEmpty();
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // null on purpose
    private static <T> T nothing() {
        return null;
    }
}
