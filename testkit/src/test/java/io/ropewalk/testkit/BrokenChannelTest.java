package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.Channel;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The contract and the storm are only worth something if they fail where they must. */
@Tag("long")
class BrokenChannelTest {
    private static volatile Flaw flaw = Flaw.NONE;

    /** Not run by itself: the tests below run it once for each flaw. */
    static class BrokenContract extends ChannelContract {
        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return flaw.channel(spec);
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(flaw == Flaw.NONE ? 20_000 : 500);
        }
    }

    static Stream<Flaw> flawsOfTheContract() {
        return Stream.of(Flaw.values()).filter(each -> each.contractTest != null);
    }

    static Stream<Flaw> flawsOfTheStorm() {
        return Stream.of(Flaw.values()).filter(each -> each.stormFinding != null);
    }

    @ParameterizedTest
    @MethodSource("flawsOfTheContract")
    void theContractFindsTheFlaw(Flaw broken) {
        flaw = broken;

        Map<String, TestExecutionResult> results =
                ContractRun.of(BrokenContract.class, broken.contractTest);

        assertThat(results).isNotEmpty();
        assertThat(results.values())
                .as("%s", results)
                .extracting(TestExecutionResult::getStatus)
                .contains(TestExecutionResult.Status.FAILED);
    }

    @ParameterizedTest
    @MethodSource("flawsOfTheContract")
    void theSameTestPassesWhereNothingIsWrong(Flaw broken) {
        flaw = Flaw.NONE;

        Map<String, TestExecutionResult> results =
                ContractRun.of(BrokenContract.class, broken.contractTest);

        assertThat(results).isNotEmpty();
        assertThat(results.values())
                .as("%s", results)
                .extracting(TestExecutionResult::getStatus)
                .containsOnly(TestExecutionResult.Status.SUCCESSFUL);
    }

    @ParameterizedTest
    @MethodSource("flawsOfTheStorm")
    void theStormFindsTheFlaw(Flaw broken) {
        assertThatThrownBy(() -> ChannelStorm.run(options(broken), broken::channel))
                .isInstanceOf(AssertionError.class)
                .message()
                .containsPattern(broken.stormFinding)
                .contains("seed");
    }

    private static StormOptions options(Flaw broken) {
        StormOptions.Builder options =
                StormOptions.builder()
                        .operations(20_000)
                        .operationsPerRound(250)
                        .patience(Duration.ofSeconds(1));
        if (broken == Flaw.BUSY_WAITS) {
            // Its timed forms do sleep; what is left is slow.
            options.operations(1_000)
                    .minimum(StormOutcome.PARKED, 1)
                    .features(
                            ChannelFeature.allBut(
                                    ChannelFeature.TIMED,
                                    ChannelFeature.ASYNC,
                                    ChannelFeature.BATCHES,
                                    ChannelFeature.CANCEL));
        }
        if (broken == Flaw.FULL_AFTER_CLOSE) {
            // A channel that is full when it is closed, and stays so for a while.
            options.capacities(1)
                    .users(3, 1)
                    .endings(
                            StormEnding.PRODUCER_CLOSES_MIDWAY, StormEnding.STRANGER_CLOSES_MIDWAY);
        }
        if (broken.drops()) {
            // Others may complete what this channel is asked for asynchronously.
            options.drops().features(ChannelFeature.allBut(ChannelFeature.ASYNC));
        }
        if (broken == Flaw.SINK_LOSES_REST) {
            // It shows where a batch has more items behind the one at which the sink throws.
            options.capacities(64).sinkThrowsEvery(1);
        }
        return options.build();
    }
}
