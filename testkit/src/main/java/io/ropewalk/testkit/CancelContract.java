package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CANCEL;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.TIMED;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The receiver gives up: leftovers are handed back, once each. */
abstract class CancelContract extends ChannelContractPart {
    private static final Duration HOUR = Duration.ofHours(1);

    CancelContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(CANCEL);
    }

    @Test
    void leftoversAreHandedBackOnceEachInOrder() {
        Channel<Integer> channel = channelHolding(5, 8);
        channel.tryReceive();

        channel.cancel();

        assertThat(undelivered).containsExactly(1, 2, 3, 4);
        assertThat(channel.isClosed()).isTrue();
    }

    @Test
    void cancellingTwiceHandsNothingBackTwice() {
        Channel<Integer> channel = channelHolding(3, 4);

        channel.cancel();
        channel.cancel();

        assertThat(undelivered).containsExactly(0, 1, 2);
    }

    @Test
    void nothingIsAcceptedAfterwards() {
        Channel<Integer> channel = channelHolding(1, 4);

        channel.cancel();

        assertEnded(failureOf(() -> channel.trySend(1)));
        if (has(WAITS)) {
            assertEnded(failureOf(() -> channel.send(2)));
        }
        if (has(TIMED)) {
            assertEnded(failureOf(() -> channel.trySend(3, HOUR)));
        }
        if (has(BATCHES)) {
            assertEnded(failureOf(() -> channel.sendAll(List.of(4, 5))));
        }
        assertThat(undelivered).containsExactly(0);
    }

    @Test
    void receiversFindTheEnd() {
        Channel<Integer> channel = channelHolding(2, 4);

        channel.cancel();

        assertEnded(failureOf(channel::tryReceive));
        if (has(WAITS)) {
            assertEnded(failureOf(channel::receive));
        }
        if (has(TIMED)) {
            assertEnded(failureOf(() -> channel.tryReceive(HOUR)));
        }
        if (has(BATCHES)) {
            assertThat(channel.drainTo(item -> {}, 9)).isZero();
        }
    }

    @Test
    void aSleepingReceiverIsWoken() {
        needs(WAITS);
        Channel<Integer> channel = channel(1);
        BackgroundCall<Integer> receiver = startAsleep(channel::receive);

        channel.cancel();

        assertEnded(receiver.failure());
    }

    @Test
    void aSleepingSenderIsWokenAndItsItemIsNotHandedBack() {
        needs(WAITS);
        Channel<Integer> channel = fullChannel(2);
        BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(99));

        channel.cancel();

        assertEnded(sender.failure());
        assertThat(undelivered).containsExactly(0, 1);
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

        channel.cancel();

        receivers.forEach(receiver -> assertEnded(receiver.failure()));
    }

    @Test
    void allSleepingSendersAreWoken() {
        needs(WAITS);
        needsManyProducers();
        Channel<Integer> channel = fullChannel(1);
        List<BackgroundCall<@Nullable Void>> senders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            senders.add(startAsleep(() -> channel.send(99)));
        }

        channel.cancel();

        senders.forEach(sender -> assertEnded(sender.failure()));
        assertThat(undelivered).containsExactly(0);
    }

    @Test
    void whatACloseLeftIsHandedBackAndItsCauseStays() {
        needs(CLOSE);
        Channel<Integer> channel = channelHolding(3, 4);
        IllegalStateException cause = new IllegalStateException("the reason");
        channel.close(cause);
        channel.tryReceive();

        channel.cancel();

        assertThat(undelivered).containsExactly(1, 2);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class).hasCause(cause);
        assertThatThrownBy(() -> channel.trySend(1))
                .isInstanceOf(ClosedException.class)
                .hasCause(cause);
    }

    @Test
    void aCloseAfterwardsChangesNothing() {
        needs(CLOSE);
        Channel<Integer> channel = channelHolding(1, 1);
        channel.cancel();

        channel.close(new IllegalStateException("too late"));

        assertThat(undelivered).containsExactly(0);
        assertThatThrownBy(() -> channel.trySend(1))
                .isInstanceOf(ClosedException.class)
                .hasNoCause();
    }

    @Test
    void aChannelThatHasEndedIsLeftAlone() {
        needs(CLOSE);
        Channel<Integer> channel = channelHolding(1, 1);
        channel.close();
        channel.tryReceive();

        channel.cancel();

        assertThat(undelivered).isEmpty();
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void aHandlerThatThrowsEndsNeitherTheCancelNorItself() {
        List<Integer> handled = new ArrayList<>();
        Channel<Integer> channel =
                channel(
                        4,
                        TimeSource.system(),
                        item -> {
                            handled.add(item);
                            throw new IllegalStateException("thrown by a handler on purpose");
                        });
        numbers(0, 3).forEach(channel::trySend);

        channel.cancel();

        assertThat(handled).containsExactly(0, 1, 2);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void theHandlerMayUseTheChannel() {
        AtomicReference<Channel<Integer>> channel = new AtomicReference<>();
        List<Integer> handled = new ArrayList<>();
        channel.set(
                channel(
                        4,
                        TimeSource.system(),
                        item -> {
                            handled.add(item);
                            channel.get().cancel();
                            assertThat(channel.get().isClosed()).isTrue();
                            assertThat(channel.get().toString()).isNotEmpty();
                        }));
        numbers(0, 3).forEach(channel.get()::trySend);

        channel.get().cancel();

        assertThat(handled).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void noLockIsHeldWhileTheHandlerRuns() throws Exception {
        AtomicReference<Channel<Integer>> channel = new AtomicReference<>();
        List<Throwable> seen = new ArrayList<>();
        channel.set(
                channel(
                        1,
                        TimeSource.system(),
                        item -> seen.add(failureOf(() -> channel.get().trySend(1)))));
        channel.get().trySend(0);

        soon(() -> {
            channel.get().cancel();
            return true;
        });

        assertThat(seen).singleElement().isInstanceOf(ClosedException.class);
    }

    private static void assertEnded(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ClosedException.class).hasNoCause();
    }
}
