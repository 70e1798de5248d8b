package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

class ChannelStormTest {
    @ParameterizedTest
    @CsvSource({"1,1", "1,3", "3,1", "4,4"})
    void aChannelThatIsRightPasses(int producers, int consumers) {
        StormOptions options =
                StormOptions.builder().users(producers, consumers).operations(40_000).build();

        StormReport report = ChannelStorm.run(options, Flaw.NONE::channel);

        assertThat(report.accepted()).isEqualTo(report.delivered() + report.undelivered());
        assertThat(report.undelivered()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(StormEnding.class)
    void everyEndingIsFine(StormEnding ending) {
        StormOptions options = StormOptions.builder().operations(20_000).endings(ending).build();

        StormReport report = ChannelStorm.run(options, Flaw.NONE::channel);

        assertThat(report.accepted()).isEqualTo(report.delivered() + report.undelivered());
    }

    @Test
    void tooLittleOfAnOutcomeIsAFailure() {
        StormOptions options =
                StormOptions.builder().operations(200).minimum(StormOutcome.TIE, 1_000_000).build();

        assertThatThrownBy(() -> ChannelStorm.run(options, Flaw.NONE::channel))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("fewer than 1000000 times TIE");
    }

    @Test
    void anUnexpectedExceptionIsAFailure() {
        StormOptions options =
                StormOptions.builder()
                        .operations(2_000)
                        .features(ChannelFeature.allBut(ChannelFeature.SENDER_HANDLES))
                        .patience(Duration.ofSeconds(5))
                        .build();

        assertThatThrownBy(() ->
                        ChannelStorm.run(
                                options,
                                spec -> new TryOnlyChannel<>(new ConcurrentLinkedQueue<>())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UnsupportedOperationException")
                .hasMessageContaining("seed=" + options.seed());
    }

    @Test
    void aChannelThatLetsSendersWaitDoesNotReject() {
        StormOptions options = StormOptions.builder().rejects().operations(20_000).build();

        assertThatThrownBy(() -> ChannelStorm.run(options, Flaw.NONE::channel))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sendAsync waits for room");
    }

    @Test
    void aChannelThatDropsPasses() {
        StormOptions options =
                StormOptions.builder()
                        .drops()
                        .features(ChannelFeature.allBut(ChannelFeature.ASYNC)) // done by others
                        .operations(40_000)
                        .build();

        StormReport report =
                ChannelStorm.run(options, spec -> new DroppingChannel<>(spec, Flaw.NONE));

        assertThat(report.accepted()).isEqualTo(report.delivered() + report.undelivered());
        assertThat(report.count(StormOutcome.DROPPED)).isPositive();
    }

    @Test
    void aChannelThatLetsSendersWaitDoesNotDrop() {
        StormOptions options = StormOptions.builder().drops().operations(20_000).build();

        assertThatThrownBy(() -> ChannelStorm.run(options, Flaw.NONE::channel))
                .isInstanceOf(AssertionError.class)
                // by its thread, or by a stage that does not complete: whichever the storm meets
                // first
                .hasMessageMatching(
                        "(?s).*(refused by a channel that drops|sendAsync waits for room).*");
    }

    @Test
    void sendersThatSleepDoNotReject() {
        StormOptions options =
                StormOptions.builder()
                        .rejects()
                        .features(ChannelFeature.allBut(ChannelFeature.ASYNC))
                        .operations(20_000)
                        .build();

        assertThatThrownBy(() -> ChannelStorm.run(options, Flaw.NONE::channel))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("senders slept");
    }

    @Test
    void aChannelThatCannotBeSetUpIsAFailure() {
        StormOptions options = StormOptions.builder().build();

        assertThatThrownBy(() ->
                        ChannelStorm.run(
                                options,
                                spec -> {
                                    throw new IllegalStateException("no channel today");
                                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no channel today")
                .hasMessageContaining("seed=" + options.seed());
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> StormOptions.builder().operations(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operations");
        assertThatThrownBy(() -> StormOptions.builder().users(0, 1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("producers");
    }

    @Test
    void operationsAndSeedComeFromSystemProperties() {
        String operations = System.setProperty("ropewalk.storm.operations", "1234");
        String seed = System.setProperty("ropewalk.seed", "42");
        try {
            StormOptions options = StormOptions.builder().build();

            assertThat(options.operations()).isEqualTo(1234);
            assertThat(options.seed()).isEqualTo(42);
        } finally {
            restore("ropewalk.storm.operations", operations);
            restore("ropewalk.seed", seed);
        }
    }

    private static void restore(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}
