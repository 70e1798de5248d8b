package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CANCEL;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.ITERATION;
import static io.ropewalk.testkit.ChannelFeature.STATS;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ChannelStats;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Iterator;
import java.util.List;

/** {@code stats()}, while no call is in progress. */
abstract class StatsContract extends ChannelContractPart {
    StatsContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(STATS);
    }

    @Test
    void aNewChannelHasCountedNothing() {
        assertThat(channel(2).stats()).isEqualTo(new ChannelStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void itemsAreCountedWhenAcceptedAndWhenDelivered() {
        Channel<Integer> channel = channelHolding(3, 4);
        channel.tryReceive();

        assertCounts(channel, 3, 1, 0, 2);
    }

    @Test
    void anItemThatFoundNoRoomIsNotCounted() {
        Channel<Integer> channel = fullChannel(2);

        channel.trySend(9);

        assertCounts(channel, 2, 0, 0, 2);
        assertThat(channel.stats().timesFull()).isPositive();
    }

    @Test
    void aReceiveThatFoundNothingIsNotDelivered() {
        Channel<Integer> channel = channel(2);

        channel.tryReceive();

        assertCounts(channel, 0, 0, 0, 0);
        assertThat(channel.stats().timesEmpty()).isPositive();
    }

    @Test
    void batchesAreCountedItemByItem() throws Exception {
        needs(BATCHES, WAITS);
        Channel<Integer> channel = channel(8);

        soon(() -> channel.sendAll(numbers(0, 6)));
        channel.drainTo(item -> {}, 2);
        soon(() -> channel.receiveBatch(item -> {}, 3));

        assertCounts(channel, 6, 5, 0, 1);
    }

    @Test
    void whatAThrowingSinkTookIsDeliveredAndTheRestIsNot() {
        needs(BATCHES);
        Channel<Integer> channel = channelHolding(4, 4);

        failureOf(() ->
                channel.drainTo(
                        item -> {
                            throw new IllegalStateException("on purpose");
                        },
                        4));

        int handedBack = undelivered.size();
        assertCounts(channel, 4, 1, handedBack, 3 - handedBack);
    }

    @Test
    void whatAnIteratorHasTakenIsDelivered() {
        needs(ITERATION);
        Channel<Integer> channel = channelHolding(2, 2);
        Iterator<Integer> iterator = channel.iterator();

        assertThat(iterator.hasNext()).isTrue();

        assertCounts(channel, 2, 1, 0, 1);
    }

    @Test
    void aClosedAndDrainedChannelHasDeliveredAll() {
        needs(CLOSE);
        Channel<Integer> channel = channelHolding(3, 4);
        channel.close();
        for (int i = 0; i < 3; i++) {
            channel.tryReceive();
        }
        failureOf(channel::tryReceive);
        failureOf(() -> channel.trySend(1));

        assertCounts(channel, 3, 3, 0, 0);
    }

    @Test
    void aCancelledChannelHasHandedBackTheRest() {
        needs(CANCEL);
        Channel<Integer> channel = channelHolding(5, 8);
        channel.tryReceive();
        channel.cancel();
        failureOf(() -> channel.trySend(1));

        assertCounts(channel, 5, 1, 4, 0);
    }

    @Test
    void sleepsAreCountedOnTheirSide() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(1));
        channel.tryReceive();
        sender.result();
        ChannelStats afterSender = channel.stats();
        channel.tryReceive();
        BackgroundCall<Integer> receiver = startAsleep(channel::receive);
        channel.trySend(2);
        receiver.result();

        assertThat(afterSender.senderParks()).isPositive();
        assertThat(afterSender.receiverParks()).isZero();
        assertThat(channel.stats().receiverParks()).isPositive();
    }

    @Test
    void anInterruptedCallCountsNoItem() {
        needs(WAITS);
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(1));
        sender.interrupt();
        sender.failure();

        assertCounts(channel, 1, 0, 0, 1);
        assertThat(List.of(channel.tryReceive())).containsExactly(0);
        assertCounts(channel, 1, 1, 0, 0);
    }

    private static void assertCounts(
            Channel<?> channel, long accepted, long delivered, long undelivered, long occupancy) {
        ChannelStats stats = channel.stats();
        assertThat(List.of(stats.accepted(), stats.delivered(), stats.undelivered()))
                .as("accepted, delivered, undelivered of %s", stats)
                .containsExactly(accepted, delivered, undelivered);
        assertThat(stats.occupancy()).as("occupancy").isEqualTo(occupancy);
    }
}
