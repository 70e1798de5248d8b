package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is right passes a storm of ties, and what is broken does not. */
@Tag("long")
class TieStormPeersTest {
    private static TieStorm storm(TieKind kind) {
        return TieStorm.of(kind)
                .ties(200)
                .leastShare(0)
                .longest(Duration.ofSeconds(20), 1)
                .longestTimeout(Duration.ofNanos(20_000))
                .patience(Duration.ofSeconds(2));
    }

    /** Those of a channel that waits in a monitor are too seldom for a build; bin/soak has time. */
    private static void assumeThatTiesAreFrequent(TieKind kind) {
        boolean timed = kind == TieKind.TIMED_RECEIVE || kind == TieKind.TIMED_SEND;
        assumeTrue(!timed || Boolean.getBoolean("ropewalk.ties.strict"));
    }

    @ParameterizedTest
    @EnumSource
    void aChannelThatIsRightPasses(TieKind kind) {
        assumeThatTiesAreFrequent(kind);

        TieReport report = storm(kind).seed(7).run(Flaw.NONE::channel);

        assertThat(report.ties()).isEqualTo(report.handedOver() + report.aborted()).isPositive();
        assertThat(report.rounds()).isGreaterThanOrEqualTo(report.ties());
        assertThat(report.kind()).isEqualTo(kind);
        assertThat(report.seed()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "INTERRUPTED_RECEIVE, INTERRUPT_TAKES_ITEM, 'accepted, then lost'",
        "INTERRUPTED_RECEIVE, DUPLICATES, twice",
        "INTERRUPTED_RECEIVE, CLEARS_INTERRUPT, an interrupt was swallowed",
        "TIMED_RECEIVE, GHOST_AFTER_TIMEOUT, 'accepted, then lost'",
        "TIMED_RECEIVE, DUPLICATES, twice",
        "CANCELLED_RECEIVE, DROPS_LEFTOVERS, 'accepted, then lost'",
        "CANCELLED_RECEIVE, LEFTOVERS_TWICE, twice",
        "CLOSED_RECEIVE, END_COMES_FIRST, a call got the end",
        "CLOSED_RECEIVE, DUPLICATES, twice",
        "INTERRUPTED_SEND, ABORTED_SEND_LOSES, 'accepted, then lost'",
        "INTERRUPTED_SEND, ABORTED_SEND_SENDS, passed on although not accepted",
        "INTERRUPTED_SEND, SWALLOWS_INTERRUPT, an interrupt was swallowed",
        "TIMED_SEND, ABORTED_SEND_LOSES, 'accepted, then lost'",
        "TIMED_SEND, ABORTED_SEND_SENDS, passed on although not accepted",
        "CLOSED_SEND, ABORTED_SEND_LOSES, 'accepted, then lost'",
        "CLOSED_SEND, ABORTED_SEND_SENDS, passed on although not accepted",
        "CANCELLED_SEND, ABORTED_SEND_LOSES, 'accepted, then lost'",
        "CANCELLED_SEND, ABORTED_SEND_SENDS, passed on although not accepted",
        "CANCELLED_SEND, DROPS_LEFTOVERS, 'accepted, then lost'",
        "CANCELLED_SEND, LEFTOVERS_TWICE, twice",
    })
    void aBrokenChannelIsFoundOut(TieKind kind, Flaw flaw, String finding) {
        assumeThatTiesAreFrequent(kind);

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
    void anOutcomeThatIsTooRareIsAFailure() {
        assertThatThrownBy(() -> storm(TieKind.INTERRUPTED_RECEIVE).leastShare(0.05).run(Deaf::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("one outcome is too rare")
                .hasMessageContaining("aborted 0");
    }

    /** Puts off each interrupt until there is an item, which the contract does not forbid. */
    private static final class Deaf extends MonitorChannel<Long> {
        Deaf(ChannelSpec<Long> spec) {
            super(spec, Flaw.NONE);
        }

        @Override
        public Long receive() {
            while (true) {
                Long item = tryReceive();
                if (item != null) {
                    return item;
                }
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anOutcomeThatMustBeIsNotTooRare() {
        TieReport report = storm(TieKind.CLOSED_RECEIVE).leastShare(0.05).run(Flaw.NONE::channel);

        assertThat(report.aborted()).isZero();
    }

    @Test
    void onlyADisturbedStormMayHaveARareOutcome() {
        TieReport quick = report(9_999, 1, Duration.ofMillis(10));
        TieReport slow = report(9_999, 1, Duration.ofSeconds(10));
        TieStorm forgiving = TieStorm.of(TieKind.TIMED_SEND).ties(10_000).mayBeDisturbed();

        assertThat(forgiving.judge(slow)).isSameAs(slow);
        if (Runtime.getRuntime().availableProcessors() > 1) {
            assertThatThrownBy(() -> forgiving.judge(quick))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("one outcome is too rare");
        }
        assertThatThrownBy(() -> TieStorm.of(TieKind.TIMED_SEND).ties(10_000).judge(slow))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("one outcome is too rare");
    }

    @Test
    void tooFewTiesAreAFailure() {
        TieReport none = report(0, 0, Duration.ofSeconds(1));
        TieStorm storm = TieStorm.of(TieKind.TIMED_SEND).ties(10_000).mayBeDisturbed();

        assertThatThrownBy(() -> storm.judge(none))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("too few ties");
        assertThatThrownBy(() -> storm.longest(Duration.ofSeconds(1), 1).judge(none))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("too few ties");
        assertThat(storm.longest(Duration.ofSeconds(1), 0).leastShare(0).judge(none))
                .isSameAs(none);
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
