package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.ASYNC;
import static io.ropewalk.testkit.ChannelFeature.BACK_PRESSURE;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What runs when an asynchronous call is completed: foreign code, in the thread that did it. */
@SuppressWarnings("FutureReturnValueIgnored") // dependents say themselves what went wrong
abstract class AsyncDependentsContract extends ChannelContractPart {
    private static final int MANY = 200_000;
    private static final int CHAIN = 50_000;

    /** What dependents saw go wrong: exceptions in them reach nobody. */
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();
    private volatile @Nullable Thread handler;

    AsyncDependentsContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(ASYNC);
    }

    /** Runs something in a dependent. */
    private void inDependent(BackgroundCall.Action action) {
        handler = Thread.currentThread();
        begun.incrementAndGet();
        try {
            action.run();
        } catch (Throwable e) {
            failures.add(e);
        }
        handled.incrementAndGet();
    }

    /**
     * Waits for dependents: a channel that may have overlooked what is pending looks after it, and
     * completes it in a thread of its own now and then.
     */
    private void assertHandled(int times) {
        long end = System.nanoTime() + patience().toNanos();
        while (handled.get() < times && failures.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(this, 50_000);
        }
        assertThat(failures).isEmpty();
        assertThat(handled).hasValue(times);
    }

    @Test
    void dependentsRunInTheThreadThatSent() throws Exception {
        Channel<Integer> channel = channel(1);
        int rounds = 10;
        int inThatThread = 0;
        for (int i = 1; i <= rounds; i++) {
            pending(channel.receiveAsync()).thenRun(() -> inDependent(() -> {}));
            Thread sender =
                    soon(() -> {
                        channel.trySend(1);
                        return Thread.currentThread();
                    });
            assertHandled(i);
            inThatThread += sender.equals(handler) ? 1 : 0;
        }
        assertThat(inThatThread).isGreaterThan(rounds / 2);
    }

    @Test
    void dependentsRunInTheThreadThatMadeRoom() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        int rounds = 10;
        int inThatThread = 0;
        for (int i = 1; i <= rounds; i++) {
            pending(channel.sendAsync(3)).thenRun(() -> inDependent(() -> {}));
            Thread receiver =
                    soon(() -> {
                        channel.tryReceive();
                        return Thread.currentThread();
                    });
            assertHandled(i);
            inThatThread += receiver.equals(handler) ? 1 : 0;
        }
        assertThat(inThatThread).isGreaterThan(rounds / 2);
    }

    @Test
    void noLockIsHeldWhileADependentOfAReceiveRuns() throws Exception {
        Channel<Integer> channel = channel(2);
        channel.receiveAsync()
                .thenRun(() ->
                        inDependent(() ->
                                assertThat(this.<@Nullable Integer>soon(channel::tryReceive))
                                        .isNull()));

        soon(() -> channel.trySend(1));

        assertHandled(1);
    }

    @Test
    void noLockIsHeldWhileADependentOfASendRuns() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        channel.sendAsync(1)
                .thenRun(() ->
                        inDependent(() -> assertThat(soon(() -> channel.trySend(2))).isFalse()));

        assertThat(this.<@Nullable Integer>soon(channel::tryReceive)).isEqualTo(0);

        assertHandled(1);
    }

    @Test
    void noLockIsHeldWhileADependentOfTheEndRuns() throws Exception {
        needs(CLOSE);
        Channel<Integer> channel = channel(1);
        channel.receiveAsync()
                .whenComplete((item, failure) ->
                        inDependent(() ->
                                assertThat(failureOf(channel::tryReceive))
                                        .isInstanceOf(ClosedException.class)));

        soon(() -> {
            channel.close();
            return true;
        });

        assertHandled(1);
    }

    @Test
    void noLockIsHeldWhileADependentOfACancelledOneRuns() throws Exception {
        Channel<Integer> channel = channel(1);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());
        receive.whenComplete((item, failure) ->
                inDependent(() -> assertThat(soon(() -> channel.trySend(1))).isTrue()));

        soon(() -> receive.cancel(false));

        assertHandled(1);
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void aDependentMayReceive() throws Exception {
        Channel<Integer> channel = channel(4);
        CompletableFuture<List<@Nullable Integer>> received =
                pending(channel.receiveAsync())
                        .thenCompose(one -> {
                            Integer none = channel.tryReceive();
                            return channel.receiveAsync()
                                    .thenCompose(two ->
                                            channel.receiveAsync()
                                                    .thenApply(three ->
                                                            Arrays.asList(one, none, two, three)));
                        });

        for (int i = 1; i <= 3; i++) {
            assertThat(channel.trySend(i)).isTrue();
        }

        assertThat(valueOf(received)).containsExactly(1, null, 2, 3);
    }

    @Test
    void aDependentMayCloseTheChannel() {
        needs(CLOSE);
        Channel<Integer> channel = channel(2);
        channel.receiveAsync().thenRun(() -> inDependent(channel::close));

        assertThat(channel.trySend(1)).isTrue();

        assertHandled(1);
        assertThatThrownBy(() -> channel.trySend(2)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);

        Channel<Integer> full = fullChannel(1);
        pending(full.sendAsync(1)).thenRun(() -> inDependent(full::close));

        assertThat(full.tryReceive()).isEqualTo(0);

        assertHandled(2);
        assertThat(full.tryReceive()).isEqualTo(1);
        assertThatThrownBy(full::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void aDependentMayCancelTheChannel() {
        needs(CANCEL);
        Channel<Integer> channel = channel(2);
        channel.receiveAsync().thenRun(() -> inDependent(channel::cancel));

        assertThat(channel.trySend(1)).isTrue();

        assertHandled(1);
        assertThat(undelivered).isEmpty();
        assertThatThrownBy(channel::tryReceive).isInstanceOf(ClosedException.class);

        Channel<Integer> full = fullChannel(2);
        pending(full.sendAsync(2)).thenRun(() -> inDependent(full::cancel));

        assertThat(full.tryReceive()).isEqualTo(0);

        assertHandled(2);
        assertThat(undelivered).containsExactly(1, 2);
        assertThatThrownBy(full::tryReceive).isInstanceOf(ClosedException.class);
    }

    @Test
    void aDependentMayCancelAnotherPendingCall() throws Exception {
        needsManyConsumers();
        Channel<Integer> channel = channel(2);
        List<CompletableFuture<Integer>> receives = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receives.add(pending(channel.receiveAsync()));
        }
        receives.get(0).thenRun(() -> inDependent(() -> receives.get(1).cancel(false)));

        channel.trySend(1);
        assertHandled(1);
        assertThat(failureOf(receives.get(1))).isInstanceOf(CancellationException.class);
        channel.trySend(2);

        assertThat(valueOf(receives.get(2))).isEqualTo(2);
    }

    @Test
    void aDependentThatThrowsSparesWhoeverCompletedTheCall() throws Exception {
        Channel<Integer> channel = channel(2);
        CompletableFuture<Integer> receive = pending(channel.receiveAsync());
        CompletableFuture<Void> dependent =
                receive.thenRun(() -> {
                    throw new IllegalStateException("thrown by a dependent on purpose");
                });

        assertThat(channel.trySend(1)).isTrue();

        assertThat(valueOf(receive)).isEqualTo(1);
        assertThat(failureOf(dependent)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChainOfReceivesInDependentsNeedsNoDeepStack() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = channel(has(BACK_PRESSURE) ? 1 : CHAIN);
        receiveAgain(channel);

        soon(() -> {
            for (int i = 1; i <= CHAIN; i++) {
                channel.send(i);
            }
            return true;
        });

        assertHandled(CHAIN);
    }

    private void receiveAgain(Channel<Integer> channel) {
        channel.receiveAsync()
                .thenAccept(item ->
                        inDependent(() -> {
                            assertNext(item);
                            if (item < CHAIN) {
                                receiveAgain(channel);
                            }
                        }));
    }

    @Test
    void aChainOfSendsInDependentsNeedsNoDeepStack() throws Exception {
        needs(WAITS);
        Channel<Integer> channel = fullChannel(1);
        sendAgain(channel, 1);

        soon(() -> {
            for (int i = 0; i <= CHAIN; i++) {
                assertThat(channel.receive()).isEqualTo(i);
            }
            return true;
        });

        assertHandled(CHAIN);
    }

    private void sendAgain(Channel<Integer> channel, int item) {
        channel.sendAsync(item)
                .thenRun(() ->
                        inDependent(() -> {
                            if (item < CHAIN) {
                                sendAgain(channel, item + 1);
                            }
                        }));
    }

    @Test
    void manyPendingReceivesThatSendToEachOtherNeedNoDeepStack() throws Exception {
        needsManyConsumers();
        needsManyProducers();
        Channel<Integer> channel = channel(2);
        for (int i = 0; i < MANY; i++) {
            channel.receiveAsync()
                    .thenAccept(item ->
                            inDependent(() -> {
                                assertNext(item);
                                send(channel, item + 1);
                            }));
        }

        soon(() -> channel.trySend(1));

        assertHandled(MANY);
        assertThat(channel.tryReceive()).isEqualTo(MANY + 1);
    }

    @Test
    void sendsThatReceiveEachOthersItemsNeedNoDeepStack() throws Exception {
        needsManyConsumers();
        needsManyProducers();
        Channel<Integer> channel = fullChannel(1);
        for (int i = 1; i <= CHAIN; i++) {
            int item = i;
            channel.sendAsync(item).thenRun(() -> inDependent(() -> receive(channel, item)));
        }

        assertThat(this.<@Nullable Integer>soon(channel::tryReceive)).isEqualTo(0);

        assertHandled(CHAIN);
        assertThat(channel.tryReceive()).isNull();
    }

    private void assertNext(int item) {
        if (item != begun.get()) {
            throw new AssertionError("item " + item + " in dependent " + begun);
        }
    }

    private static void send(Channel<Integer> channel, int item) {
        if (!channel.trySend(item)) {
            throw new AssertionError("no room for item " + item);
        }
    }

    private static void receive(Channel<Integer> channel, int item) {
        Integer received = channel.tryReceive();
        if (received == null || received != item) {
            throw new AssertionError("received " + received + ", not " + item);
        }
    }
}
