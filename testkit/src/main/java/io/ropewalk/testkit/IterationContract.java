package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.CANCEL;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;
import static io.ropewalk.testkit.ChannelFeature.ITERATION;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Channel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;

/** {@code for (T item : channel)}. */
abstract class IterationContract extends ChannelContractPart {
    IterationContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(ITERATION, WAITS, CLOSE);
    }

    @Test
    void theItemsComeInOrderUntilTheEnd() throws Exception {
        Channel<Integer> channel = channelHolding(5, 8);
        channel.close();

        assertThat(soon(() -> allOf(channel))).isEqualTo(numbers(0, 5));
    }

    @Test
    void anEndWithACauseIsAnEndToo() throws Exception {
        Channel<Integer> channel = channelHolding(2, 8);
        channel.close(new IllegalStateException("the reason"));

        assertThat(soon(() -> allOf(channel))).isEqualTo(numbers(0, 2));
    }

    @Test
    void aCancelledChannelHasNoItems() throws Exception {
        needs(CANCEL);
        Channel<Integer> channel = channelHolding(2, 8);
        channel.cancel();

        assertThat(soon(() -> allOf(channel))).isEmpty();
    }

    @Test
    void anIterationSleepsUntilTheNextItemOrTheEnd() throws Exception {
        Channel<Integer> channel = channel(2);
        BackgroundCall<List<Integer>> loop = startAsleep(() -> allOf(channel));

        channel.trySend(0);
        loop.awaitAsleep();
        channel.trySend(1);
        loop.awaitAsleep();
        channel.close();

        assertThat(loop.result()).containsExactly(0, 1);
    }

    @Test
    void askingTwiceTakesOneItem() throws Exception {
        Channel<Integer> channel = channelHolding(2, 2);
        Iterator<Integer> iterator = channel.iterator();

        assertThat(soon(iterator::hasNext)).isTrue();
        assertThat(soon(iterator::hasNext)).isTrue();

        assertThat(iterator.next()).isEqualTo(0);
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void theNextItemCanBeTakenWithoutAsking() throws Exception {
        Channel<Integer> channel = channelHolding(2, 2);
        Iterator<Integer> iterator = channel.iterator();
        channel.close();

        assertThat(soon(iterator::next)).isEqualTo(0);
        assertThat(soon(iterator::next)).isEqualTo(1);
        assertThat(failureOf(iterator::next)).isInstanceOf(NoSuchElementException.class);
        assertThat(soon(iterator::hasNext)).isFalse();
    }

    @Test
    void anInterruptEndsTheIterationAndStaysPending() {
        Channel<Integer> channel = channel(2);
        BackgroundCall<Boolean> loop = startAsleep(() -> channel.iterator().hasNext());

        loop.interrupt();

        assertThat(loop.failure()).isInstanceOf(CancellationException.class);
        assertThat(loop.leftInterruptPending()).isTrue();
        channel.trySend(1);
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void anInterruptBeforehandTakesNothing() {
        Channel<Integer> channel = channelHolding(1, 2);
        BackgroundCall<Boolean> loop =
                start(() -> {
                    Thread.currentThread().interrupt();
                    return channel.iterator().hasNext();
                });

        assertThat(loop.failure()).isInstanceOf(CancellationException.class);
        assertThat(loop.leftInterruptPending()).isTrue();
        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void nothingCanBeRemoved() {
        Channel<Integer> channel = channelHolding(1, 2);
        Iterator<Integer> iterator = channel.iterator();
        assertThat(iterator.next()).isEqualTo(0);

        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    private static List<Integer> allOf(Channel<Integer> channel) {
        List<Integer> items = new ArrayList<>();
        for (Integer item : channel) {
            items.add(item);
        }
        return items;
    }
}
