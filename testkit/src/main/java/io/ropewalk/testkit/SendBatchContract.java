package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CANCEL;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** {@code sendAll}. */
abstract class SendBatchContract extends ChannelContractPart {
    SendBatchContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(BATCHES, WAITS);
    }

    @Test
    void anEmptyBatchSendsNothing() throws Exception {
        Channel<Integer> channel = fullChannel(1);

        assertThat(soon(() -> channel.sendAll(List.of()))).isZero();

        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void aBatchThatFitsIsSentInItsOrder() throws Exception {
        Channel<Integer> channel = channel(8);

        assertThat(soon(() -> channel.sendAll(numbers(0, 5)))).isEqualTo(5);
        assertThat(soon(() -> channel.sendAll(new ArrayDeque<>(numbers(5, 8))))).isEqualTo(3);

        assertThat(contentOf(channel)).isEqualTo(numbers(0, 8));
    }

    @Test
    void batchesGoRoundTheEndOfTheBuffer() throws Exception {
        Channel<Integer> channel = channel(5);
        for (int i = 0; i < 40; i += 4) {
            int from = i;
            assertThat(soon(() -> channel.sendAll(numbers(from, from + 4)))).isEqualTo(4);
            assertThat(contentOf(channel)).isEqualTo(numbers(i, i + 4));
        }
    }

    @Test
    void aBatchLargerThanTheCapacityWaitsForRoom() throws Exception {
        needs(ChannelFeature.BACK_PRESSURE);
        Channel<Integer> channel = channel(3);
        BackgroundCall<Integer> sender = start(() -> channel.sendAll(numbers(0, 50)));

        List<Integer> received = new ArrayList<>();
        while (received.size() < 50) {
            received.add(soon(channel::receive));
        }

        assertThat(sender.result()).isEqualTo(50);
        assertThat(received).isEqualTo(numbers(0, 50));
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void aBatchThatFindsNoRoomSleepsAndIsThenSent() throws Exception {
        Channel<Integer> channel = fullChannel(2);
        BackgroundCall<Integer> sender = startAsleep(() -> channel.sendAll(List.of(2, 3)));

        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThat(channel.tryReceive()).isEqualTo(1);

        assertThat(sender.result()).isEqualTo(2);
        assertThat(contentOf(channel)).containsExactly(2, 3);
    }

    @Test
    void anInterruptMidwayLeavesTheCountOfWhatWasAcceptedAndStaysPending() throws Exception {
        Channel<Integer> channel = emptyChannelOfExactly(3);
        BackgroundCall<Integer> sender = startAsleep(() -> channel.sendAll(numbers(0, 9)));

        sender.interrupt();

        assertThat(sender.result()).isEqualTo(3);
        assertThat(sender.leftInterruptPending()).isTrue();
        assertThat(contentOf(channel)).containsExactly(0, 1, 2);
    }

    @Test
    void aCloseMidwayLeavesTheCountOfWhatWasAccepted() throws Exception {
        needs(CLOSE);
        Channel<Integer> channel = emptyChannelOfExactly(3);
        BackgroundCall<Integer> sender = startAsleep(() -> channel.sendAll(numbers(0, 9)));

        channel.close();

        assertThat(sender.result()).isEqualTo(3);
        assertThat(sender.leftInterruptPending()).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(channel.tryReceive()).isEqualTo(i);
        }
        assertThat(failureOf(channel::tryReceive)).isInstanceOf(ClosedException.class);
        assertThat(failureOf(() -> channel.sendAll(List.of(1))))
                .isInstanceOf(ClosedException.class);
    }

    @Test
    void aCloseBeforeTheFirstIsTold() {
        needs(CLOSE);
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<Integer> sender = startAsleep(() -> channel.sendAll(List.of(1, 2)));

        channel.close();

        assertThat(sender.failure()).isInstanceOf(ClosedException.class);
        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThat(failureOf(channel::tryReceive)).isInstanceOf(ClosedException.class);
    }

    @Test
    void aCancelMidwayHandsBackExactlyWhatWasAccepted() throws Exception {
        needs(CANCEL);
        Channel<Integer> channel = emptyChannelOfExactly(3);
        BackgroundCall<Integer> sender = startAsleep(() -> channel.sendAll(numbers(0, 9)));

        channel.cancel();

        assertThat(sender.result()).isEqualTo(3);
        assertThat(undelivered).containsExactly(0, 1, 2);
    }

    @Test
    void aBatchWakesAsManyReceiversAsItHasItems() throws Exception {
        needsManyConsumers();
        Channel<Integer> channel = channel(8);
        List<BackgroundCall<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receivers.add(startAsleep(channel::receive));
        }

        assertThat(soon(() -> channel.sendAll(numbers(0, 3)))).isEqualTo(3);

        List<Integer> received = new ArrayList<>();
        for (BackgroundCall<Integer> receiver : receivers) {
            received.add(receiver.result());
        }
        assertThat(received).containsExactlyInAnyOrder(0, 1, 2);
    }

    private Channel<Integer> emptyChannelOfExactly(int capacity) {
        needs(ChannelFeature.EXACT_CAPACITY, ChannelFeature.BACK_PRESSURE);
        return channel(capacity);
    }
}
