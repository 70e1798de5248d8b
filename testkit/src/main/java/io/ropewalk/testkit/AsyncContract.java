package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.ASYNC;
import static io.ropewalk.testkit.ChannelFeature.CANCEL;
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
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sending and receiving without a thread that waits. */
abstract class AsyncContract extends ChannelContractPart {
    private final IllegalStateException cause = new IllegalStateException("the reason");

    AsyncContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(ASYNC);
    }

    /**
     * Cancels a pending call whose time has not come. The channel may be having a look for it just
     * then: the call is cancelled once that has failed.
     */
    private void giveUp(CompletableFuture<?> call) {
        boolean atOnce = call.cancel(false);
        assertThat(call.isCancelled() || !atOnce).isTrue();
        assertThat(failureOf(call)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aSendIsCompletedAtOnceWhereThereIsRoom() throws Exception {
        Channel<Integer> channel = channel(2);

        assertThat(channel.sendAsync(1).toCompletableFuture()).isCompleted();
        assertThat(valueOf(channel.sendAsync(2))).isNull();

        assertThat(contentOf(channel)).containsExactly(1, 2);
    }

    @Test
    void aReceiveIsCompletedAtOnceWhereThereIsAnItem() throws Exception {
        Channel<Integer> channel = channelHolding(2, 2);

        assertThat(channel.receiveAsync().toCompletableFuture()).isCompletedWithValue(0);
        assertThat(valueOf(channel.receiveAsync())).isEqualTo(1);

        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void aPendingSendIsCompletedByWhoeverMakesRoom() throws Exception {
        Channel<Integer> channel = fullChannel(2);
        CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(2));

        assertThat(channel.tryReceive()).isEqualTo(0);

        assertThat(valueOf(send)).isNull();
        assertThat(contentOf(channel)).containsExactly(1, 2);
    }

    @Test
    void aPendingReceiveIsCompletedByWhoeverSends() throws Exception {
        Channel<Integer> channel = channel(2);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());

        assertThat(channel.trySend(1)).isTrue();

        assertThat(valueOf(receive)).isEqualTo(1);
        assertThat(channel.tryReceive()).isNull();
    }

    @Test
    void aPendingSendMeetsAReceiveThatFindsTheChannelFull() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(1));

        assertThat(valueOf(channel.receiveAsync())).isEqualTo(0);

        valueOf(send);
        assertThat(valueOf(channel.receiveAsync())).isEqualTo(1);
    }

    @Test
    void aPendingReceiveMeetsASendWithoutAThread() throws Exception {
        Channel<Integer> channel = channel(1);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());

        valueOf(channel.sendAsync(1));

        assertThat(valueOf(receive)).isEqualTo(1);
    }

    @Test
    void pendingSendsAreAcceptedInTheOrderOfTheirCalls() throws Exception {
        needsManyProducers();
        Channel<Integer> channel = fullChannel(1);
        List<CompletableFuture<@Nullable Void>> sends = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            sends.add(pending(channel.sendAsync(i)));
        }

        for (int i = 0; i < 5; i++) {
            assertThat(channel.tryReceive()).isEqualTo(i);
            valueOf(sends.get(i));
            assertThat(sends.stream().filter(CompletableFuture::isDone)).hasSize(i + 1);
        }
        assertThat(contentOf(channel)).containsExactly(5);
    }

    @Test
    void pendingReceivesAreServedInTheOrderOfTheirCalls() throws Exception {
        needsManyConsumers();
        Channel<Integer> channel = channel(1);
        List<CompletableFuture<Integer>> receives = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            receives.add(pending(channel.receiveAsync()));
        }

        for (int i = 0; i < 5; i++) {
            assertThat(channel.trySend(i)).isTrue();
            assertThat(valueOf(receives.get(i))).isEqualTo(i);
            assertThat(receives.stream().filter(CompletableFuture::isDone)).hasSize(i + 1);
        }
    }

    @Test
    void pendingReceivesAndThreadsThatWaitAreAllServed() throws Exception {
        needs(WAITS);
        needsManyConsumers();
        Channel<Integer> channel = channel(4);
        BackgroundCall<Integer> first = startAsleep(channel::receive);
        CompletableFuture<Integer> second = pending(channel.receiveAsync());
        BackgroundCall<Integer> third = startAsleep(channel::receive);
        CompletableFuture<Integer> fourth = pending(channel.receiveAsync());

        numbers(0, 4).forEach(channel::trySend);

        List<Integer> received = new ArrayList<>();
        received.add(first.result());
        received.add(valueOf(second));
        received.add(third.result());
        received.add(valueOf(fourth));
        assertThat(received).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void pendingSendsAndThreadsThatWaitAreAllServed() throws Exception {
        needs(WAITS);
        needsManyProducers();
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<@Nullable Void> first = startAsleep(() -> channel.send(1));
        CompletableFuture<@Nullable Void> second = pending(channel.sendAsync(2));
        BackgroundCall<@Nullable Void> third = startAsleep(() -> channel.send(3));
        CompletableFuture<@Nullable Void> fourth = pending(channel.sendAsync(4));

        List<Integer> received = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            received.add(soon(channel::receive));
        }

        first.result();
        valueOf(second);
        third.result();
        valueOf(fourth);
        assertThat(received).startsWith(0).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void pendingReceivesAreCompletedByTheEnd() {
        needs(CLOSE);
        Channel<Integer> channel = channel(2);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());

        channel.close(cause);

        assertThat(failureOf(receive)).isInstanceOf(ClosedException.class).hasCause(cause);
    }

    @Test
    void pendingSendsAreCompletedByTheEndAndTheirItemsAreNotAccepted() {
        needs(CLOSE);
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(1));

        channel.close(cause);

        assertThat(failureOf(send)).isInstanceOf(ClosedException.class).hasCause(cause);
        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void allPendingOnesAreCompletedByTheEnd() {
        needs(CLOSE);
        needsManyConsumers();
        needsManyProducers();
        Channel<Integer> empty = channel(1);
        Channel<Integer> full = fullChannel(1);
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(pending(empty.receiveAsync()));
            calls.add(pending(full.sendAsync(9)));
        }

        empty.close();
        full.close();

        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(failureOf(call)).isInstanceOf(ClosedException.class));
    }

    @Test
    void afterACloseTheRestIsReceivedAndThenTheEnd() throws Exception {
        needs(CLOSE);
        Channel<Integer> channel = channelHolding(2, 3);

        channel.close(cause);

        assertThat(failureOf(channel.sendAsync(9)))
                .isInstanceOf(ClosedException.class)
                .hasCause(cause);
        assertThat(valueOf(channel.receiveAsync())).isEqualTo(0);
        assertThat(valueOf(channel.receiveAsync())).isEqualTo(1);
        assertThat(failureOf(channel.receiveAsync()))
                .isInstanceOf(ClosedException.class)
                .hasCause(cause);
    }

    @Test
    void aCancelOfTheChannelCompletesWhatIsPending() {
        needs(CANCEL);
        Channel<Integer> empty = channel(1);
        CompletableFuture<Integer> receive = pending(empty.receiveAsync());
        Channel<Integer> full = fullChannel(2);
        CompletableFuture<@Nullable Void> send = pending(full.sendAsync(99));

        empty.cancel();
        full.cancel();

        assertThat(failureOf(receive)).isInstanceOf(ClosedException.class).hasNoCause();
        assertThat(failureOf(send)).isInstanceOf(ClosedException.class).hasNoCause();
        assertThat(failureOf(full.sendAsync(99))).isInstanceOf(ClosedException.class);
        assertThat(failureOf(full.receiveAsync())).isInstanceOf(ClosedException.class);
        assertThat(undelivered).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aCancelledReceiveTakesNothing() {
        Channel<Integer> channel = channel(2);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());

        giveUp(receive);
        channel.trySend(1);

        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void aCancelledSendIsNotAccepted() {
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(1));

        giveUp(send);

        assertThat(contentOf(channel)).containsExactly(0);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void theItemOfACancelledReceiveGoesToTheNextInLine() throws Exception {
        needsManyConsumers();
        Channel<Integer> channel = channel(2);
        CompletableFuture<Integer> first = pending(channel.receiveAsync());
        CompletableFuture<Integer> second = pending(channel.receiveAsync());

        giveUp(first);
        channel.trySend(1);

        assertThat(valueOf(second)).isEqualTo(1);
    }

    @Test
    void theRoomOfACancelledSendGoesToTheNextInLine() throws Exception {
        needsManyProducers();
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> first = pending(channel.sendAsync(1));
        CompletableFuture<@Nullable Void> second = pending(channel.sendAsync(2));

        giveUp(first);
        assertThat(channel.tryReceive()).isEqualTo(0);

        valueOf(second);
        assertThat(contentOf(channel)).containsExactly(2);
    }

    @Test
    void aThreadThatWaitsBehindACancelledReceiveIsWoken() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = channel(2);
        CompletableFuture<Integer> given = pending(channel.receiveAsync());
        giveUp(given);
        BackgroundCall<Integer> receiver = startAsleep(channel::receive);

        channel.trySend(1);

        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void aThreadThatWaitsBehindACancelledSendIsWoken() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> given = pending(channel.sendAsync(1));
        giveUp(given);
        BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(2));

        assertThat(channel.tryReceive()).isEqualTo(0);

        sender.result();
        assertThat(contentOf(channel)).containsExactly(2);
    }

    @Test
    void aCancelOfAReceiveAfterTheHandOverChangesNothing() throws Exception {
        Channel<Integer> channel = channel(1);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());
        channel.trySend(1);
        assertThat(valueOf(receive)).isEqualTo(1);
        channel.trySend(2);

        assertThat(receive.cancel(false)).isFalse();

        assertThat(receive).isCompletedWithValue(1);
        assertThat(contentOf(channel)).containsExactly(2);
    }

    @Test
    void aCancelOfASendAfterTheHandOverChangesNothing() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(1));
        assertThat(channel.tryReceive()).isEqualTo(0);
        valueOf(send);

        assertThat(send.cancel(false)).isFalse();

        assertThat(send).isCompleted();
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void aReceiveWhoseTimeIsUpTakesNothing() throws Exception {
        Channel<Integer> channel = channel(2);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());

        receive.orTimeout(1, TimeUnit.MILLISECONDS);

        assertThat(failureOf(receive)).isInstanceOf(TimeoutException.class);
        channel.trySend(1);
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void aSendWhoseTimeIsUpIsNotAccepted() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(1));

        send.orTimeout(1, TimeUnit.MILLISECONDS);

        assertThat(failureOf(send)).isInstanceOf(TimeoutException.class);
        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void whatIsHandedOverInTimeIsNotTimedOut() throws Exception {
        Channel<Integer> channel = channel(1);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());
        receive.orTimeout(1, TimeUnit.HOURS);

        channel.trySend(1);

        assertThat(valueOf(receive)).isEqualTo(1);
    }

    @Test
    void aThreadMayReceiveAfterAPendingReceiveAndTheOtherWayRound() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = channel(2);
        for (int i = 0; i < 4; i += 2) {
            CompletableFuture<Integer> receive = pending(channel.receiveAsync());
            channel.trySend(i);
            assertThat(valueOf(receive)).isEqualTo(i);

            BackgroundCall<Integer> receiver = startAsleep(channel::receive);
            channel.trySend(i + 1);
            assertThat(receiver.result()).isEqualTo(i + 1);
        }
    }

    @Test
    void aThreadMaySendAfterAPendingSendAndTheOtherWayRound() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = fullChannel(1);
        for (int i = 0; i < 4; i += 2) {
            CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(i + 1));
            assertThat(channel.tryReceive()).isEqualTo(i);
            valueOf(send);

            int next = i + 2;
            BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(next));
            assertThat(channel.tryReceive()).isEqualTo(i + 1);
            sender.result();
        }
        assertThat(contentOf(channel)).containsExactly(4);
    }

    @Test
    void aCancelAfterAsynchronousUseHandsTheRestBackWithinTheCall() throws Exception {
        needs(CANCEL);
        Channel<Integer> channel = channel(4);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());
        assertThat(channel.trySend(0)).isTrue();
        assertThat(valueOf(receive)).isEqualTo(0);
        numbers(1, 4).forEach(channel::trySend);

        soon(() -> {
            channel.cancel();
            assertThat(undelivered).containsExactly(1, 2, 3);
            return true;
        });
    }

    @Test
    void aCloseAfterAsynchronousUseEndsTheChannelWithinTheCall() throws Exception {
        needs(CLOSE);
        Channel<Integer> channel = fullChannel(1);
        CompletableFuture<@Nullable Void> send = pending(channel.sendAsync(1));
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<@Nullable Integer> received = new CompletableFuture<>();
        BackgroundCall<@Nullable Void> receiver =
                start(() -> {
                    received.complete(channel.tryReceive()); // grants the send
                    over.await(); // lives on
                });
        assertThat(valueOf(received)).isEqualTo(0);
        valueOf(send);

        channel.close();

        assertThat(channel.tryReceive()).isEqualTo(1);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);
        over.countDown();
        receiver.result();
    }

    @Test
    void aNullItemIsRefused() {
        Channel<Integer> channel = channel(1);

        assertThatThrownBy(() -> sendNull(channel)).isInstanceOf(NullPointerException.class);

        assertThat(channel.tryReceive()).isNull();
    }

    @SuppressWarnings("NullAway") // on purpose
    private static void sendNull(Channel<Integer> channel) {
        channel.sendAsync(null);
    }

    @Test
    void anInterruptIsNeitherHeededNorForgotten() throws Exception {
        Channel<Integer> channel = channel(1);

        boolean pending =
                soon(() -> {
                    Thread.currentThread().interrupt();
                    assertThat(channel.sendAsync(1).toCompletableFuture()).isCompleted();
                    assertThat(channel.receiveAsync().toCompletableFuture())
                            .isCompletedWithValue(1);
                    CompletableFuture<Integer> receive = pending(channel.receiveAsync());
                    channel.trySend(2);
                    assertThat(valueOf(receive)).isEqualTo(2);
                    return Thread.currentThread().isInterrupted();
                });

        assertThat(pending).isTrue();
    }
}
