package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Who waits sleeps, and is woken when there is a reason. */
abstract class WaitingContract extends ChannelContractPart {
    WaitingContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(WAITS);
    }

    @Test
    void aReceiverSleepsUntilAnItemIsSent() throws Exception {
        Channel<Integer> channel = channel(2);
        BackgroundCall<Integer> receiver = startAsleep(channel::receive);

        channel.trySend(1);

        assertThat(receiver.result()).isEqualTo(1);
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void aSenderSleepsUntilThereIsRoom() throws Exception {
        Channel<Integer> channel = fullChannel(2);
        BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(2));

        assertThat(channel.tryReceive()).isEqualTo(0);

        sender.result();
        assertThat(contentOf(channel)).containsExactly(1, 2);
    }

    @Test
    void aReceiverThatWaitedDoesNotHoldUpTheNext() throws Exception {
        Channel<Integer> channel = channel(2);
        for (int i = 0; i < 3; i++) {
            BackgroundCall<Integer> receiver = startAsleep(channel::receive);
            channel.trySend(i);
            assertThat(receiver.result()).isEqualTo(i);
        }

        channel.trySend(3);
        assertThat(soon(channel::receive)).isEqualTo(3);
    }

    @Test
    void senderAndReceiverTakeTurnsThroughOneSlot() throws Exception {
        needs(ChannelFeature.BACK_PRESSURE);
        Channel<Integer> channel = channel(1);
        BackgroundCall<List<Integer>> receiver =
                start(() -> {
                    List<Integer> received = new ArrayList<>();
                    while (received.size() < 500) {
                        received.add(channel.receive());
                    }
                    return received;
                });

        soon(() -> {
            for (int i = 0; i < 500; i++) {
                channel.send(i);
            }
            return true;
        });

        assertThat(receiver.result()).isEqualTo(numbers(0, 500));
    }

    @Test
    void eachOfManySleepingReceiversGetsOneItem() throws Exception {
        needsManyConsumers();
        Channel<Integer> channel = channel(4);
        List<BackgroundCall<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            receivers.add(startAsleep(channel::receive));
        }

        for (int i = 0; i < 4; i++) {
            channel.trySend(i);
        }

        List<Integer> received = new ArrayList<>();
        for (BackgroundCall<Integer> receiver : receivers) {
            received.add(receiver.result());
        }
        assertThat(received).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void eachOfManySleepingSendersIsLetInWhenThereIsRoom() throws Exception {
        needsManyProducers();
        Channel<Integer> channel = fullChannel(1);
        List<BackgroundCall<@Nullable Void>> senders = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int item = i;
            senders.add(startAsleep(() -> channel.send(item)));
        }

        List<Integer> received = new ArrayList<>();
        for (int i = 0; i <= 4; i++) {
            received.add(soon(channel::receive));
        }

        for (BackgroundCall<@Nullable Void> sender : senders) {
            sender.result();
        }
        assertThat(received).startsWith(0).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
}
