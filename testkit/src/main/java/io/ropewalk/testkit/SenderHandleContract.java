package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.ASYNC;
import static io.ropewalk.testkit.ChannelFeature.BACK_PRESSURE;
import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CANCEL;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.SENDER_HANDLES;
import static io.ropewalk.testkit.ChannelFeature.TIMED;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Sender;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/** Handles of several senders, of which the last to be closed closes the channel. */
abstract class SenderHandleContract extends ChannelContractPart {
    private static final Duration HOUR = Duration.ofHours(1);

    private final IllegalStateException first = new IllegalStateException("the first reason");
    private final IllegalStateException second = new IllegalStateException("the second reason");

    SenderHandleContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(SENDER_HANDLES, CLOSE);
    }

    @Test
    void aHandleSendsInEveryWay() throws Exception {
        Channel<Integer> channel = channel(8);
        Sender<Integer> handle = channel.sender();
        List<Integer> expected = new ArrayList<>();

        assertThat(handle.trySend(0)).isTrue();
        expected.add(0);
        if (has(WAITS)) {
            soon(() -> {
                handle.send(1);
                return true;
            });
            expected.add(1);
        }
        if (has(TIMED)) {
            assertThat(soon(() -> handle.trySend(2, HOUR))).isTrue();
            expected.add(2);
        }
        if (has(BATCHES)) {
            assertThat(soon(() -> handle.sendAll(List.of(3, 4)))).isEqualTo(2);
            expected.addAll(List.of(3, 4));
        }
        if (has(ASYNC)) {
            valueOf(handle.sendAsync(5));
            expected.add(5);
        }

        assertThat(contentOf(channel)).isEqualTo(expected);
    }

    @Test
    void theLastToBeClosedClosesTheChannel() {
        Channel<Integer> channel = channel(2);
        Sender<Integer> one = channel.sender();
        Sender<Integer> other = channel.sender();

        one.close();
        assertThat(channel.isClosed()).isFalse();
        assertThat(other.trySend(1)).isTrue();
        other.close();

        assertThat(channel.isClosed()).isTrue();
        assertThat(channel.tryReceive()).isEqualTo(1);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class).hasNoCause();
    }

    @Test
    void closingAHandleTwiceCountsOnce() {
        Channel<Integer> channel = channel(2);
        Sender<Integer> one = channel.sender();
        Sender<Integer> other = channel.sender();

        one.close();
        one.close();
        one.close(first);

        assertThat(channel.isClosed()).isFalse();
        other.close();
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class).hasNoCause();
    }

    @Test
    void theFirstCauseOfAnyHandleBecomesTheChannels() {
        Channel<Integer> channel = channel(1);
        List<Sender<Integer>> handles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            handles.add(channel.sender());
        }

        handles.get(0).close();
        handles.get(1).close(first);
        handles.get(2).close(second);
        handles.get(3).close();

        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class).hasCause(first);
    }

    @Test
    void theCauseOfTheLastOneCountsWhereItIsTheOnlyOne() {
        Channel<Integer> channel = channel(1);
        Sender<Integer> one = channel.sender();
        Sender<Integer> other = channel.sender();

        one.close();
        other.close(second);

        assertThatThrownBy(channel::tryReceive)
                .isInstanceOf(ClosedException.class)
                .hasCause(second);
    }

    @Test
    void aClosedHandleRefusesAndSaysThatItIsTheHandle() {
        Channel<Integer> channel = channel(4);
        Sender<Integer> open = channel.sender();
        Sender<Integer> closed = channel.sender();

        closed.close(first);

        assertThat(closed.isClosed()).isTrue();
        assertThat(open.isClosed()).isFalse();
        assertRefused(failureOf(() -> closed.trySend(1)));
        if (has(WAITS)) {
            assertRefused(failureOf(() -> closed.send(1)));
        }
        if (has(TIMED)) {
            assertRefused(failureOf(() -> closed.trySend(1, HOUR)));
        }
        if (has(BATCHES)) {
            assertRefused(failureOf(() -> closed.sendAll(List.of(1, 2))));
        }
        if (has(ASYNC)) {
            assertRefused(failureOf(closed.sendAsync(1)));
        }
        assertThat(channel.tryReceive()).isNull();
    }

    private static void assertRefused(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ClosedException.class).hasMessageContaining("sender");
    }

    @Test
    void noHandleCanBeOpenedAfterTheLastWasClosed() {
        Channel<Integer> channel = channel(1);
        channel.sender().close();

        assertThatThrownBy(channel::sender).isInstanceOf(ClosedException.class);
    }

    @Test
    void noHandleCanBeOpenedAfterTheChannelWasClosed() {
        Channel<Integer> channel = channel(1);
        Sender<Integer> handle = channel.sender();

        channel.close(first);

        assertThatThrownBy(channel::sender).isInstanceOf(ClosedException.class);
        assertThat(handle.isClosed()).isTrue();
        assertThatThrownBy(() -> handle.trySend(1))
                .isInstanceOf(ClosedException.class)
                .hasCause(first);
        handle.close(second);
        assertThatThrownBy(channel::tryReceive).hasCause(first);
    }

    @Test
    void aHandleOfACancelledChannelRefuses() {
        needs(CANCEL);
        Channel<Integer> channel = channel(2);
        Sender<Integer> handle = channel.sender();
        handle.trySend(1);

        channel.cancel();

        assertThat(handle.isClosed()).isTrue();
        assertThatThrownBy(() -> handle.trySend(2)).isInstanceOf(ClosedException.class);
        handle.close();
        assertThat(undelivered).containsExactly(1);
    }

    @Test
    void sendersOfTheChannelItselfAreNotCounted() {
        Channel<Integer> channel = channel(2);
        Sender<Integer> handle = channel.sender();
        assertThat(channel.trySend(1)).isTrue();

        handle.close();

        assertThat(channel.isClosed()).isTrue();
        assertThatThrownBy(() -> channel.trySend(2)).isInstanceOf(ClosedException.class);
        assertThat(channel.tryReceive()).isEqualTo(1);
    }

    @Test
    void aTryWithResourcesClosesTheHandle() {
        Channel<Integer> channel = channel(2);
        try (Sender<Integer> one = channel.sender();
                Sender<Integer> other = channel.sender()) {
            assertThat(one.trySend(1)).isTrue();
            assertThat(other.trySend(2)).isTrue();
        }

        assertThat(channel.isClosed()).isTrue();
        assertThat(channel.tryReceive()).isEqualTo(1);
    }

    @Test
    void handlesThatAreClosedAtTheSameTimeCloseTheChannelOnce() throws Exception {
        for (int round = 0; round < 200; round++) {
            Channel<Integer> channel = channel(1);
            Sender<Integer> last = channel.sender();
            CyclicBarrier start = new CyclicBarrier(2);
            List<BackgroundCall<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Sender<Integer> handle = channel.sender();
                closers.add(
                        start(() -> {
                            start.await();
                            handle.close(first);
                            return channel.isClosed();
                        }));
            }

            for (BackgroundCall<Boolean> closer : closers) {
                assertThat(closer.result()).isFalse();
            }
            last.close();
            assertThat(channel.isClosed()).isTrue();
            assertThatThrownBy(channel::tryReceive).hasCause(first);
        }
    }

    @Test
    void whoeverOfSeveralClosesLastClosesTheChannel() throws Exception {
        for (int round = 0; round < 200; round++) {
            Channel<Integer> channel = channel(1);
            CyclicBarrier start = new CyclicBarrier(3);
            List<Sender<Integer>> handles = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                handles.add(channel.sender());
            }
            List<BackgroundCall<Boolean>> closers = new ArrayList<>();
            for (Sender<Integer> handle : handles) {
                closers.add(
                        start(() -> {
                            start.await();
                            handle.close();
                            return channel.isClosed();
                        }));
            }

            int sawTheEnd = 0;
            for (BackgroundCall<Boolean> closer : closers) {
                sawTheEnd += closer.result() ? 1 : 0;
            }
            assertThat(sawTheEnd).isPositive();
            assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
        }
    }

    @Test
    void severalThreadsEndAChannelWithoutKnowingOfEachOther() throws Exception {
        needs(WAITS);
        needsManyProducers();
        Channel<Integer> channel = channel(has(BACK_PRESSURE) ? 4 : 400);
        List<Sender<Integer>> handles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            handles.add(channel.sender());
        }
        for (int i = 0; i < 4; i++) {
            int begin = i * 100;
            Sender<Integer> handle = handles.get(i);
            start(() -> {
                try (handle) {
                    for (int item : numbers(begin, begin + 100)) {
                        handle.send(item);
                    }
                }
            });
        }

        List<Integer> received = Collections.synchronizedList(new ArrayList<>());
        Throwable end =
                failureOf(() -> {
                    while (true) {
                        received.add(channel.receive());
                    }
                });

        assertThat(end).isInstanceOf(ClosedException.class).hasNoCause();
        assertThat(received).containsExactlyInAnyOrderElementsOf(numbers(0, 400));
    }
}
