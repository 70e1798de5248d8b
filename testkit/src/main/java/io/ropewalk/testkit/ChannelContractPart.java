package io.ropewalk.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ropewalk.core.Channel;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the parts of the contract have in common: channels to test. */
abstract class ChannelContractPart extends ContractPart {
    /** Whatever the channels of this test handed back, in order. */
    final List<Integer> undelivered = Collections.synchronizedList(new ArrayList<>());

    private final ChannelContract contract;

    ChannelContractPart(ChannelContract contract) {
        this.contract = contract;
    }

    /** Skips the test when the channel lacks one of these. */
    final void needs(ChannelFeature... features) {
        for (ChannelFeature feature : features) {
            assumeTrue(contract.features().contains(feature), () -> "the channel lacks " + feature);
        }
    }

    final boolean has(ChannelFeature feature) {
        return contract.features().contains(feature);
    }

    /** Skips the test when only one thread may send. */
    final void needsManyProducers() {
        assumeTrue(contract.producers() == Users.MANY, "one producer only");
    }

    /** Skips the test when only one thread may receive. */
    final void needsManyConsumers() {
        assumeTrue(contract.consumers() == Users.MANY, "one consumer only");
    }

    final Channel<Integer> channel(int capacity) {
        return channel(capacity, TimeSource.system());
    }

    final Channel<Integer> channel(int capacity, TimeSource time) {
        return channel(capacity, time, undelivered::add);
    }

    final Channel<Integer> channel(
            int capacity, TimeSource time, Consumer<? super Integer> onUndelivered) {
        return contract.newChannel(
                new ChannelSpec<>(
                        capacity, contract.producers(), contract.consumers(), onUndelivered, time));
    }

    /** A channel that holds the numbers from 0. */
    final Channel<Integer> channelHolding(int count, int capacity) {
        Channel<Integer> channel = channel(capacity);
        for (int i = 0; i < count; i++) {
            if (!channel.trySend(i)) {
                throw new AssertionError("no room for item " + i + " in " + channel);
            }
        }
        return channel;
    }

    /** A channel that holds the numbers from 0, has room for no more, and takes no more. */
    final Channel<Integer> fullChannel(int capacity) {
        needs(ChannelFeature.EXACT_CAPACITY, ChannelFeature.BACK_PRESSURE);
        return channelHolding(capacity, capacity);
    }

    /** Waits until somebody sleeps until a time of this clock. */
    final void awaitSleeper(VirtualTime time) throws InterruptedException {
        time.awaitSleepers(1, contract.patience());
    }

    /** What can be received without waiting, for an open channel. */
    static List<Integer> contentOf(Channel<Integer> channel) {
        List<Integer> content = new ArrayList<>();
        for (Integer item = channel.tryReceive(); item != null; item = channel.tryReceive()) {
            content.add(item);
        }
        return content;
    }

    @Override
    final StrandKind strands() {
        return contract.strands();
    }

    @Override
    final Duration patience() {
        return contract.patience();
    }

    /** The future of an asynchronous call, which is pending still. */
    static <V extends @Nullable Object> CompletableFuture<V> pending(CompletionStage<V> stage) {
        CompletableFuture<V> future = stage.toCompletableFuture();
        if (future.isDone()) {
            throw new AssertionError("expected to wait, but " + future);
        }
        return future;
    }

    /** What an asynchronous call that should be over at once came to. */
    final <V extends @Nullable Object> V valueOf(CompletionStage<V> stage) throws Exception {
        return stage.toCompletableFuture().get(patience().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Why an asynchronous call that should be over at once failed. */
    final Throwable failureOf(CompletionStage<?> stage) {
        try {
            throw new AssertionError("expected to fail, but got " + valueOf(stage));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (Exception e) {
            return e;
        }
    }
}
