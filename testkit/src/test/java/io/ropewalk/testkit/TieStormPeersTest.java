package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is right passes a storm of ties, and what is broken does not. */
class TieStormPeersTest {
    private static TieStorm storm(TieKind kind) {
        return TieStorm.of(kind)
                .ties(300)
                .leastShare(0)
                .longest(Duration.ofSeconds(5))
                .patience(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource
    void aChannelThatIsRightPasses(TieKind kind) {
        TieReport report = storm(kind).seed(7).run(Flaw.NONE::channel);

        assertThat(report.ties()).isEqualTo(report.handedOver() + report.aborted()).isPositive();
        assertThat(report.rounds()).isGreaterThanOrEqualTo(report.ties());
        assertThat(report.kind()).isEqualTo(kind);
        assertThat(report.seed()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "INTERRUPTED_RECEIVE, INTERRUPT_TAKES_ITEM, 'accepted, then lost'",
        "INTERRUPTED_RECEIVE, CLEARS_INTERRUPT, an interrupt was swallowed",
        "INTERRUPTED_SEND, SWALLOWS_INTERRUPT, an interrupt was swallowed",
        "TIMED_RECEIVE, GHOST_AFTER_TIMEOUT, 'accepted, then lost'",
        "TIMED_RECEIVE, DUPLICATES, twice",
        "CANCELLED_RECEIVE, DROPS_LEFTOVERS, 'accepted, then lost'",
        "CANCELLED_RECEIVE, LEFTOVERS_TWICE, twice",
    })
    void aBrokenChannelIsFoundOut(TieKind kind, Flaw flaw, String finding) {
        assertThatThrownBy(() -> storm(kind).run(flaw::channel))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(finding)
                .hasMessageContaining("seed");
    }

    @Test
    void anUnexpectedExceptionIsAFailure() {
        assertThatThrownBy(() ->
                        storm(TieKind.TIMED_SEND)
                                .run(spec -> new TryOnlyChannel<>(new ConcurrentLinkedQueue<>())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UnsupportedOperationException");
    }

    @Test
    void aRareOutcomeIsAFailureWhereTheTwoWereUndisturbed() {
        TieReport quick = report(9_999, 1, Duration.ofMillis(10));
        TieReport slow = report(9_999, 1, Duration.ofSeconds(10));

        assertThat(quick.isUndisturbed()).isEqualTo(Runtime.getRuntime().availableProcessors() > 1);
        assertThat(slow.isUndisturbed()).isFalse();
    }

    private static TieReport report(long handedOver, long aborted, Duration elapsed) {
        return new TieReport(TieKind.TIMED_SEND, 1, 10_000, handedOver, aborted, elapsed);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> TieStorm.of(TieKind.TIMED_SEND).ties(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ties");
    }
}
