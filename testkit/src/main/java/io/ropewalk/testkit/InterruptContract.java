package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.BATCHES;
import static io.ropewalk.testkit.ChannelFeature.TIMED;
import static io.ropewalk.testkit.ChannelFeature.WAITS;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Interrupts before, during and together with the end of a wait. */
abstract class InterruptContract extends ChannelContractPart {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int TIES = 300;

    InterruptContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(WAITS);
    }

    /** Every way to receive that waits. */
    private Map<String, BackgroundCall.Action> receives(Channel<Integer> channel) {
        Map<String, BackgroundCall.Action> ways = new LinkedHashMap<>();
        ways.put("receive", channel::receive);
        if (has(TIMED)) {
            ways.put("timed tryReceive", () -> channel.tryReceive(HOUR));
        }
        if (has(BATCHES)) {
            ways.put("receiveBatch", () -> channel.receiveBatch(item -> {}, 1));
        }
        return ways;
    }

    /** Every way to send that waits. */
    private Map<String, BackgroundCall.Action> sends(Channel<Integer> channel) {
        Map<String, BackgroundCall.Action> ways = new LinkedHashMap<>();
        ways.put("send", () -> channel.send(99));
        if (has(TIMED)) {
            ways.put("timed trySend", () -> channel.trySend(99, HOUR));
        }
        if (has(BATCHES)) {
            ways.put("sendAll", () -> channel.sendAll(List.of(99, 100)));
        }
        return ways;
    }

    @Test
    void aReceiverInterruptedBeforehandTakesNothing() {
        Channel<Integer> channel = channelHolding(1, 2);
        receives(channel)
                .forEach((way, receive) -> {
                    BackgroundCall<?> receiver = start(interrupted(receive));

                    assertThat(receiver.failure()).as(way).isInstanceOf(InterruptedException.class);
                    assertThat(receiver.leftInterruptPending()).as(way).isFalse();
                });
        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void aSenderInterruptedBeforehandSendsNothing() {
        Channel<Integer> channel = channel(4);
        sends(channel)
                .forEach((way, send) -> {
                    BackgroundCall<?> sender = start(interrupted(send));

                    assertThat(sender.failure()).as(way).isInstanceOf(InterruptedException.class);
                    assertThat(sender.leftInterruptPending()).as(way).isFalse();
                });
        assertThat(contentOf(channel)).isEmpty();
    }

    @Test
    void aSleepingReceiverIsWokenByAnInterruptAndTakesNothing() {
        Channel<Integer> channel = channel(2);
        receives(channel)
                .forEach((way, receive) -> {
                    BackgroundCall<?> receiver = startAsleep(receive);

                    receiver.interrupt();

                    assertThat(receiver.failure()).as(way).isInstanceOf(InterruptedException.class);
                    assertThat(receiver.leftInterruptPending()).as(way).isFalse();
                });

        channel.trySend(1);
        channel.trySend(2);
        assertThat(contentOf(channel)).containsExactly(1, 2);
    }

    @Test
    void aSleepingSenderIsWokenByAnInterruptAndSendsNothing() {
        Channel<Integer> channel = fullChannel(1);
        sends(channel)
                .forEach((way, send) -> {
                    BackgroundCall<?> sender = startAsleep(send);

                    sender.interrupt();

                    assertThat(sender.failure()).as(way).isInstanceOf(InterruptedException.class);
                    assertThat(sender.leftInterruptPending()).as(way).isFalse();
                });

        assertThat(contentOf(channel)).containsExactly(0);
        assertThat(channel.trySend(1)).isTrue();
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void anInterruptOfOneReceiverDoesNotDisturbTheOthers() throws Exception {
        needsManyConsumers();
        Channel<Integer> channel = channel(2);
        BackgroundCall<Integer> first = startAsleep(channel::receive);
        BackgroundCall<Integer> second = startAsleep(channel::receive);

        first.interrupt();
        assertThat(first.failure()).isInstanceOf(InterruptedException.class);
        channel.trySend(1);

        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    void theFormsThatNeverWaitIgnoreAnInterruptAndKeepIt() throws Exception {
        Channel<Integer> channel = channel(2);
        BackgroundCall<List<@Nullable Object>> calls =
                start(() -> {
                    Thread.currentThread().interrupt();
                    List<@Nullable Object> results = new ArrayList<>();
                    results.add(channel.trySend(1));
                    results.add(channel.tryReceive());
                    results.add(channel.tryReceive());
                    return results;
                });

        assertThat(calls.result()).containsExactly(true, 1, null);
        assertThat(calls.leftInterruptPending()).isTrue();
    }

    @Test
    void anItemThatTiesWithAnInterruptIsEitherReceivedOrStillThere() throws Exception {
        Channel<Integer> channel = channel(1);
        for (int i = 0; i < TIES; i++) {
            BackgroundCall<Integer> receiver = startAsleep(channel::receive);

            // Alternating, so that either may be first.
            if (i % 2 == 0) {
                channel.trySend(i);
                receiver.interrupt();
            } else {
                receiver.interrupt();
                channel.trySend(i);
            }

            try {
                assertThat(receiver.result()).isEqualTo(i);
                // After an even item the receiver may have ended before the interrupt.
                assertThat(receiver.leftInterruptPending() || i % 2 == 0).isTrue();
                assertThat(channel.tryReceive()).isNull();
            } catch (InterruptedException e) {
                assertThat(receiver.leftInterruptPending()).isFalse();
                assertThat(channel.tryReceive()).isEqualTo(i);
            }
        }
    }

    @Test
    void roomThatTiesWithAnInterruptIsEitherUsedOrStillThere() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        for (int i = 1; i <= TIES; i++) {
            int item = i;
            BackgroundCall<@Nullable Void> sender = startAsleep(() -> channel.send(item));

            if (i % 2 == 0) {
                channel.tryReceive();
                sender.interrupt();
            } else {
                sender.interrupt();
                channel.tryReceive();
            }

            try {
                sender.result();
                assertThat(sender.leftInterruptPending() || i % 2 == 0).isTrue();
                assertThat(channel.trySend(-1)).as("the room is taken").isFalse();
            } catch (InterruptedException e) {
                assertThat(sender.leftInterruptPending()).isFalse();
                assertThat(channel.trySend(item)).as("the room is free").isTrue();
            }
        }
    }

    private static BackgroundCall.Action interrupted(BackgroundCall.Action body) {
        return () -> {
            Thread.currentThread().interrupt();
            body.run();
        };
    }
}
