package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code receiveBatch} and {@code drainTo}. */
abstract class ReceiveBatchContract extends ChannelContractPart {
    private final List<Integer> sunk = Collections.synchronizedList(new ArrayList<>());

    ReceiveBatchContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(BATCHES, WAITS);
    }

    @Test
    void receiveBatchTakesWhatIsThereInOrder() throws Exception {
        Channel<Integer> channel = channelHolding(3, 8);

        assertThat(soon(() -> channel.receiveBatch(sunk::add, 100))).isEqualTo(3);

        assertThat(sunk).containsExactly(0, 1, 2);
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void receiveBatchTakesNoMoreThanItMay() throws Exception {
        Channel<Integer> channel = channelHolding(5, 8);

        assertThat(soon(() -> channel.receiveBatch(sunk::add, 1))).isEqualTo(1);
        assertThat(soon(() -> channel.receiveBatch(sunk::add, 2))).isEqualTo(2);

        assertThat(sunk).containsExactly(0, 1, 2);
        assertThat(contentOf(channel)).containsExactly(3, 4);
    }

    @Test
    void receiveBatchSleepsUntilThereIsAnItem() throws Exception {
        Channel<Integer> channel = channel(4);
        BackgroundCall<Integer> receiver = startAsleep(() -> channel.receiveBatch(sunk::add, 4));

        channel.trySend(7);

        assertThat(receiver.result()).isEqualTo(1);
        assertThat(sunk).containsExactly(7);
    }

    @Test
    void aSleepingReceiveBatchIsWokenByTheEnd() {
        needs(CLOSE);
        Channel<Integer> channel = channel(4);
        BackgroundCall<Integer> receiver = startAsleep(() -> channel.receiveBatch(sunk::add, 4));

        channel.close();

        assertThat(receiver.failure()).isInstanceOf(ClosedException.class);
        assertThat(sunk).isEmpty();
    }

    @Test
    void receiveBatchOfNothingMakesNoSense() {
        Channel<Integer> channel = channelHolding(1, 1);

        for (int max : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThat(failureOf(() -> channel.receiveBatch(sunk::add, max)))
                    .as("max %d", max)
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void drainToTakesWhatIsThereInOrder() {
        Channel<Integer> channel = channelHolding(4, 4);

        assertThat(channel.drainTo(sunk::add, Integer.MAX_VALUE)).isEqualTo(4);

        assertThat(sunk).containsExactly(0, 1, 2, 3);
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void drainToTakesNoMoreThanItMay() {
        Channel<Integer> channel = channelHolding(4, 4);

        assertThat(channel.drainTo(sunk::add, 0)).isZero();
        assertThat(channel.drainTo(sunk::add, 1)).isEqualTo(1);
        assertThat(channel.drainTo(sunk::add, 2)).isEqualTo(2);

        assertThat(sunk).containsExactly(0, 1, 2);
        assertThat(contentOf(channel)).containsExactly(3);
    }

    @Test
    void drainToNeverWaits() throws Exception {
        Channel<Integer> channel = channel(4);

        assertThat(soon(() -> channel.drainTo(sunk::add, 4))).isZero();

        assertThat(sunk).isEmpty();
    }

    @Test
    void drainToOfLessThanNothingMakesNoSense() {
        Channel<Integer> channel = channelHolding(1, 1);

        assertThatThrownBy(() -> channel.drainTo(sunk::add, -1))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void batchesGoRoundTheEndOfTheBuffer() throws Exception {
        Channel<Integer> channel = channel(5);
        for (int i = 0; i < 40; i += 4) {
            numbers(i, i + 4).forEach(channel::trySend);
            int count = i % 8 == 0 ? channel.drainTo(sunk::add, 9) : takeBatch(channel);
            assertThat(count).isEqualTo(4);
        }
        assertThat(sunk).isEqualTo(numbers(0, 40));
    }

    private int takeBatch(Channel<Integer> channel) throws Exception {
        return soon(() -> channel.receiveBatch(sunk::add, 9));
    }

    @Test
    void aBatchMakesRoomForASleepingSender() throws Exception {
        Channel<Integer> channel = fullChannel(2);
        BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(2));

        assertThat(channel.drainTo(sunk::add, 2)).isBetween(2, 3);
        sender.result();

        channel.drainTo(sunk::add, 2);
        assertThat(sunk).containsExactly(0, 1, 2);
    }

    @Test
    void aBatchMakesRoomForAsManySendersAsItHadItems() throws Exception {
        needsManyProducers();
        Channel<Integer> channel = fullChannel(3);
        List<BackgroundCall<@Nullable Void>> senders = new ArrayList<>();
        for (int i = 3; i < 6; i++) {
            int item = i;
            senders.add(startAsleep(() -> channel.send(item)));
        }

        assertThat(soon(() -> channel.receiveBatch(sunk::add, 3))).isEqualTo(3);

        for (BackgroundCall<@Nullable Void> sender : senders) {
            sender.result();
        }
        channel.drainTo(sunk::add, 3);
        assertThat(sunk).containsExactlyInAnyOrderElementsOf(numbers(0, 6));
    }

    @Test
    void aDrainTakesWhatCameAfterAnEarlierReceive() {
        Channel<Integer> channel = channelHolding(2, 4);
        assertThat(channel.tryReceive()).isEqualTo(0);
        numbers(2, 5).forEach(channel::trySend);

        assertThat(channel.drainTo(sunk::add, 9)).isEqualTo(4);

        assertThat(sunk).containsExactly(1, 2, 3, 4);
    }
}
