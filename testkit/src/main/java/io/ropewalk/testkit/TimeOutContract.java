package io.ropewalk.testkit;

import static io.ropewalk.testkit.ChannelFeature.TIMED;
import static io.ropewalk.testkit.ChannelFeature.VIRTUAL_TIME;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** The forms with a time-out. */
abstract class TimeOutContract extends ChannelContractPart {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final List<Duration> NO_TIME =
            List.of(Duration.ZERO, NANO.negated(), Duration.ofSeconds(Long.MIN_VALUE));

    private final VirtualTime time = new VirtualTime(-5);

    TimeOutContract(ChannelContract contract) {
        super(contract);
    }

    @BeforeEach
    void checkFeatures() {
        needs(TIMED);
    }

    @Test
    void noTimeMeansOneTryToReceive() throws Exception {
        for (Duration timeout : NO_TIME) {
            Channel<Integer> channel = channelHolding(1, 2);

            assertThat(soon(() -> channel.tryReceive(timeout))).as("%s", timeout).isEqualTo(0);
            assertThat(this.<@Nullable Integer>soon(() -> channel.tryReceive(timeout)))
                    .as("%s", timeout)
                    .isNull();
        }
    }

    @Test
    void noTimeMeansOneTryToSend() throws Exception {
        for (Duration timeout : NO_TIME) {
            Channel<Integer> channel = fullChannel(1);

            assertThat(soon(() -> channel.trySend(1, timeout))).as("%s", timeout).isFalse();
            assertThat(contentOf(channel)).containsExactly(0);
            assertThat(soon(() -> channel.trySend(2, timeout))).as("%s", timeout).isTrue();
            assertThat(contentOf(channel)).containsExactly(2);
        }
    }

    @Test
    void withTheMachinesClockATimeOutTakesItsTime() throws Exception {
        Channel<Integer> channel = channelHolding(1, 1);
        Duration timeout = Duration.ofMillis(5);
        long start = System.nanoTime();

        if (has(ChannelFeature.EXACT_CAPACITY) && has(ChannelFeature.BACK_PRESSURE)) {
            assertThat(soon(() -> channel.trySend(1, timeout))).isFalse();
        }
        assertThat(contentOf(channel)).containsExactly(0);
        assertThat(this.<@Nullable Integer>soon(() -> channel.tryReceive(timeout))).isNull();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(timeout.toNanos());
    }

    @Test
    void anEndlessTimeOutWaitsForAnItem() throws Exception {
        Channel<Integer> channel = channel(1);
        BackgroundCall<@Nullable Integer> receiver = startAsleep(() -> channel.tryReceive(EVER));

        channel.trySend(1);

        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void anEndlessTimeOutWaitsForRoom() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<Boolean> sender = startAsleep(() -> channel.trySend(1, EVER));

        channel.tryReceive();

        assertThat(sender.result()).isTrue();
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void anItemInTimeIsReceived() throws Exception {
        needs(VIRTUAL_TIME);
        Channel<Integer> channel = channel(1, time);
        BackgroundCall<@Nullable Integer> receiver = start(() -> channel.tryReceive(HOUR));
        awaitSleeper(time);

        time.advance(HOUR.minus(NANO));
        awaitSleeper(time);
        channel.trySend(1);

        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void aReceiverGivesUpWhenItsTimeHasCome() throws Exception {
        needs(VIRTUAL_TIME);
        Channel<Integer> channel = channel(1, time);
        BackgroundCall<@Nullable Integer> receiver = start(() -> channel.tryReceive(HOUR));
        awaitSleeper(time);

        time.advance(HOUR);

        assertThat(receiver.result()).isNull();
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void roomInTimeIsUsed() throws Exception {
        needs(VIRTUAL_TIME);
        Channel<Integer> channel = fullChannel(1, time);
        BackgroundCall<Boolean> sender = start(() -> channel.trySend(1, HOUR));
        awaitSleeper(time);

        time.advance(HOUR.minus(NANO));
        awaitSleeper(time);
        channel.tryReceive();

        assertThat(sender.result()).isTrue();
        assertThat(contentOf(channel)).containsExactly(1);
    }

    @Test
    void aSenderGivesUpWhenItsTimeHasComeAndItsItemIsNotSent() throws Exception {
        needs(VIRTUAL_TIME);
        Channel<Integer> channel = fullChannel(1, time);
        BackgroundCall<Boolean> sender = start(() -> channel.trySend(1, HOUR));
        awaitSleeper(time);

        time.advance(HOUR);

        assertThat(sender.result()).isFalse();
        assertThat(time.sleepers()).isZero();
        assertThat(contentOf(channel)).containsExactly(0);
    }

    @Test
    void aTimeOutOfOneNanosecondIsNotZero() throws Exception {
        needs(VIRTUAL_TIME);
        Channel<Integer> channel = channel(1, time);
        BackgroundCall<@Nullable Integer> receiver = start(() -> channel.tryReceive(NANO));
        awaitSleeper(time);

        channel.trySend(1);

        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void aClockWhoseReadingsWrapIsNoTrouble() throws Exception {
        needs(VIRTUAL_TIME);
        VirtualTime wrapping = new VirtualTime(Long.MAX_VALUE - 10);
        Channel<Integer> channel = channel(1, wrapping);
        BackgroundCall<@Nullable Integer> first = start(() -> channel.tryReceive(HOUR));
        awaitSleeper(wrapping);
        wrapping.advance(HOUR.minus(NANO));
        awaitSleeper(wrapping);
        channel.trySend(1);
        assertThat(first.result()).isEqualTo(1);

        BackgroundCall<@Nullable Integer> second = start(() -> channel.tryReceive(HOUR));
        awaitSleeper(wrapping);
        wrapping.advance(HOUR);

        assertThat(second.result()).isNull();
    }

    @Test
    void aReceiverThatGaveUpTakesNothingLater() throws Exception {
        Channel<Integer> channel = channel(2);
        BackgroundCall<@Nullable Integer> receiver =
                start(() -> channel.tryReceive(Duration.ofMillis(1)));
        assertThat(receiver.result()).isNull();

        channel.trySend(1);
        channel.trySend(2);

        assertThat(contentOf(channel)).containsExactly(1, 2);
    }

    @Test
    void aSenderThatGaveUpSendsNothingLater() throws Exception {
        Channel<Integer> channel = fullChannel(1);
        BackgroundCall<Boolean> sender = start(() -> channel.trySend(1, Duration.ofMillis(1)));
        assertThat(sender.result()).isFalse();

        assertThat(channel.tryReceive()).isEqualTo(0);
        assertThat(channel.tryReceive()).isNull();
        assertThat(channel.trySend(2)).isTrue();
        assertThat(contentOf(channel)).containsExactly(2);
    }

    private Channel<Integer> fullChannel(int capacity, VirtualTime clock) {
        needs(ChannelFeature.EXACT_CAPACITY, ChannelFeature.BACK_PRESSURE);
        Channel<Integer> channel = channel(capacity, clock);
        numbers(0, capacity).forEach(channel::trySend);
        return channel;
    }
}
