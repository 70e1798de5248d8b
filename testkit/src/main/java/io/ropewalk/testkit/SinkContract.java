package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.CANCEL;
import static io.ropewalk.testkit.ChannelFeature.CLOSE;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Sinks that throw, and sinks that use the channel. */
abstract class SinkContract extends ChannelContractPart {
    private final List<Integer> sunk = Collections.synchronizedList(new ArrayList<>());

    SinkContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(BATCHES);
    }

    /** Both ways to receive a batch: what is there, up to four items. */
    private List<Batch> batches() {
        Batch drainTo = (channel, sink) -> channel.drainTo(sink, 4);
        Batch receiveBatch = (channel, sink) -> channel.receiveBatch(sink, 4);
        return has(ChannelFeature.WAITS) ? List.of(drainTo, receiveBatch) : List.of(drainTo);
    }

    @Test
    void anExceptionOfTheSinkReachesTheCaller() {
        for (Batch batch : batches()) {
            Channel<Integer> channel = channelHolding(2, 4);
            IllegalStateException failure = new IllegalStateException("on purpose");

            Throwable thrown =
                    failureOf(() ->
                            batch.take(
                                    channel,
                                    item -> {
                                        throw failure;
                                    }));

            assertThat(thrown).isSameAs(failure);
        }
    }

    @Test
    void aSinkThatThrowsLosesNothingAndDoublesNothing() {
        for (Batch batch : batches()) {
            for (int last = 0; last < 4; last++) {
                sunk.clear();
                undelivered.clear();
                int throwAt = last;
                Channel<Integer> channel = channelHolding(6, 8);

                failureOf(() ->
                        batch.take(
                                channel,
                                item -> {
                                    sunk.add(item);
                                    if (item == throwAt) {
                                        throw new IllegalStateException("on purpose");
                                    }
                                }));

                // Handed over up to the failure; the rest is handed back or stays, in order.
                assertThat(sunk).isEqualTo(numbers(0, throwAt + 1));
                List<Integer> rest = new ArrayList<>(undelivered);
                rest.addAll(contentOf(channel));
                assertThat(rest).as("after item %d", throwAt).isEqualTo(numbers(throwAt + 1, 6));
            }
        }
    }

    @Test
    void theChannelGoesOnAfterASinkHasThrown() {
        for (Batch batch : batches()) {
            Channel<Integer> channel = fullChannel(2);
            failureOf(() ->
                    batch.take(
                            channel,
                            item -> {
                                throw new IllegalStateException("on purpose");
                            }));
            contentOf(channel);

            assertThat(channel.trySend(7)).isTrue();
            assertThat(channel.trySend(8)).isTrue();
            assertThat(channel.trySend(9)).isFalse();
            assertThat(contentOf(channel)).containsExactly(7, 8);
        }
    }

    @Test
    void aSinkMayReceive() throws Exception {
        for (Batch batch : batches()) {
            sunk.clear();
            Channel<Integer> channel = channelHolding(6, 8);

            soon(() ->
                    batch.take(
                            channel,
                            item -> {
                                sunk.add(item);
                                Integer other = channel.tryReceive();
                                if (other != null) {
                                    sunk.add(other);
                                }
                            }));

            sunk.addAll(contentOf(channel));
            assertThat(sunk).containsExactlyInAnyOrderElementsOf(numbers(0, 6));
        }
    }

    @Test
    void aSinkMayReceiveABatch() throws Exception {
        for (Batch batch : batches()) {
            sunk.clear();
            Channel<Integer> channel = channelHolding(8, 8);

            soon(() ->
                    batch.take(
                            channel,
                            item -> {
                                sunk.add(item);
                                channel.drainTo(sunk::add, 2);
                            }));

            sunk.addAll(contentOf(channel));
            assertThat(sunk).containsExactlyInAnyOrderElementsOf(numbers(0, 8));
        }
    }

    @Test
    void aSinkMaySend() throws Exception {
        for (Batch batch : batches()) {
            sunk.clear();
            Channel<Integer> channel = channelHolding(2, 8);

            soon(() ->
                    batch.take(
                            channel,
                            item -> {
                                sunk.add(item);
                                if (item < 2) {
                                    assertThat(channel.trySend(item + 2)).isTrue();
                                }
                            }));

            sunk.addAll(contentOf(channel));
            assertThat(sunk).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void aSinkMayCloseTheChannel() throws Exception {
        needs(CLOSE);
        for (Batch batch : batches()) {
            sunk.clear();
            Channel<Integer> channel = channelHolding(6, 8);

            soon(() ->
                    batch.take(
                            channel,
                            item -> {
                                sunk.add(item);
                                channel.close();
                            }));
            while (channel.drainTo(sunk::add, 9) > 0) {
                assertThat(sunk).hasSizeLessThanOrEqualTo(6);
            }

            assertThat(sunk).isEqualTo(numbers(0, 6));
            assertThat(failureOf(channel::tryReceive)).isInstanceOf(ClosedException.class);
        }
    }

    @Test
    void aSinkMayCancelTheChannel() throws Exception {
        needs(CANCEL);
        for (Batch batch : batches()) {
            sunk.clear();
            undelivered.clear();
            Channel<Integer> channel = channelHolding(6, 8);

            soon(() ->
                    batch.take(
                            channel,
                            item -> {
                                sunk.add(item);
                                channel.cancel();
                            }));

            List<Integer> all = new ArrayList<>(sunk);
            all.addAll(undelivered);
            assertThat(all).containsExactlyInAnyOrderElementsOf(numbers(0, 6));
            assertThat(sunk).startsWith(0);
        }
    }

    /** A way to receive a batch. */
    @FunctionalInterface
    private interface Batch {
        int take(Channel<Integer> channel, Consumer<Integer> sink) throws InterruptedException;
    }
}
