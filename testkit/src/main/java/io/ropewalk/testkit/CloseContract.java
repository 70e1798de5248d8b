package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.TIMED;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** No more items: receivers get the rest, then the end. */
abstract class CloseContract extends ChannelContractPart {
    private static final Duration HOUR = Duration.ofHours(1);

    private final IllegalStateException cause = new IllegalStateException("the reason");

    CloseContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(CLOSE);
    }

    @Test
    void theRestIsReceivedAndThenTheEndWithItsCause() {
        Channel<Integer> channel = channelHolding(3, 4);

        channel.close(cause);

        assertThat(channel.isClosed()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(channel.tryReceive()).isEqualTo(i);
        }
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class).hasCause(cause);
    }

    @Test
    void everyWayToReceiveGetsTheRestAndTheEnd() throws Exception {
        needs(WAITS, TIMED, BATCHES);
        Channel<Integer> channel = channelHolding(4, 4);
        List<Integer> received = new ArrayList<>();

        channel.close(cause);

        received.add(soon(channel::receive));
        received.add(soon(() -> channel.tryReceive(HOUR)));
        assertThat(soon(() -> channel.receiveBatch(received::add, 1))).isEqualTo(1);
        assertThat(channel.drainTo(received::add, 9)).isEqualTo(1);
        assertThat(received).isEqualTo(numbers(0, 4));

        assertEnded(failureOf(channel::receive));
        assertEnded(failureOf(() -> channel.tryReceive(HOUR)));
        assertEnded(failureOf(() -> channel.tryReceive(Duration.ZERO)));
        assertEnded(failureOf(() -> channel.receiveBatch(received::add, 1)));
        assertThat(channel.drainTo(received::add, 9)).isZero();
        assertThat(received).hasSize(4);
    }

    @Test
    void everyWayToSendIsRefusedAndNothingIsAccepted() {
        Channel<Integer> channel = channelHolding(1, 4);

        channel.close(cause);

        assertEnded(failureOf(() -> channel.trySend(1)));
        if (has(WAITS)) {
            assertEnded(failureOf(() -> channel.send(2)));
        }
        if (has(TIMED)) {
            assertEnded(failureOf(() -> channel.trySend(3, HOUR)));
            assertEnded(failureOf(() -> channel.trySend(4, Duration.ZERO)));
        }
        if (has(BATCHES)) {
            assertEnded(failureOf(() -> channel.sendAll(List.of(5, 6))));
        }
        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void aFullChannelIsClosedWithoutWaitingAndRefusesByTheEndNotByFalse() throws Exception {
        Channel<Integer> channel = fullChannel(2);

        soon(() -> {
            channel.close();
            return true;
        });

        assertThatThrownBy(() -> channel.trySend(9)).isInstanceOf(ClosedException.class);
        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThatThrownBy(() -> channel.trySend(9)).isInstanceOf(ClosedException.class);
        assertThat(channel.tryReceive()).isEqualTo(1);
    }

    @Test
    void anOrdinaryCloseHasNoCause() {
        Channel<Integer> channel = channel(1);

        channel.close();

        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class).hasNoCause();
        assertThatThrownBy(() -> channel.trySend(1))
                .isInstanceOf(ClosedException.class)
                .hasNoCause();
    }

    @Test
    void theFirstCloseDecides() {
        Channel<Integer> first = channel(1);
        first.close(cause);
        first.close(new IllegalStateException("too late"));
        first.close();
        assertThatThrownBy(first::tryReceive).hasCause(cause);

        Channel<Integer> second = channel(1);
        second.close();
        second.close(cause);
        assertThatThrownBy(second::tryReceive).hasNoCause();
        assertThatThrownBy(() -> second.trySend(1)).hasNoCause();
    }

    @Test
    void theEndStaysTheEnd() {
        Channel<Integer> channel = channel(1);
        channel.close();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
            assertThatThrownBy(() -> channel.trySend(1)).isInstanceOf(ClosedException.class);
            assertThat(channel.isClosed()).isTrue();
        }
    }

    @Test
    void aSleepingReceiverIsWokenByTheEnd() {
        needs(WAITS);
        Channel<Integer> channel = channel(1);
        BackgroundCall<Integer> receiver = startAsleep(channel::receive);

        channel.close(cause);

        assertEnded(receiver.failure());
    }

    @Test
    void aReceiverThatSleepsWithATimeOutIsWokenByTheEnd() {
        needs(TIMED);
        Channel<Integer> channel = channel(1);
        BackgroundCall<@Nullable Integer> receiver = startAsleep(() -> channel.tryReceive(HOUR));

        channel.close(cause);

        assertEnded(receiver.failure());
    }

    @Test
    void aSleepingSenderIsWokenByTheEndAndItsItemIsNotAccepted() {
        needs(WAITS);
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(1));

        channel.close(cause);

        assertEnded(sender.failure());
        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void aSenderThatSleepsWithATimeOutIsWokenByTheEnd() {
        needs(TIMED);
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<Boolean> sender = startAsleep(() -> channel.trySend(1, HOUR));

        channel.close(cause);

        assertEnded(sender.failure());
        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void allSleepingReceiversAreWoken() {
        needs(WAITS);
        needsManyConsumers();
        Channel<Integer> channel = channel(1);
        List<BackgroundCall<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            receivers.add(startAsleep(channel::receive));
        }

        channel.close(cause);

        receivers.forEach(receiver -> assertEnded(receiver.failure()));
    }

    @Test
    void allSleepingSendersAreWoken() {
        needs(WAITS);
        needsManyProducers();
        Channel<Integer> channel = fullChannel(1);
        List<BackgroundCall<@Nullable Void>> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            senders.add(startAsleep(() -> channel.send(9)));
        }

        channel.close(cause);

        senders.forEach(sender -> assertEnded(sender.failure()));
        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void aTryWithResourcesCloses() {
        Channel<Integer> channel = channel(1);
        try (Channel<Integer> resource = channel) {
            assertThat(resource.trySend(1)).isTrue();
        }

        assertThat(channel.isClosed()).isTrue();
        assertThat(channel.tryReceive()).isEqualTo(1);
    }

    private void assertEnded(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ClosedException.class).hasCause(cause);
    }
}
