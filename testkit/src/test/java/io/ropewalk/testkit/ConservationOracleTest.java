package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class ConservationOracleTest {
    private final ConservationOracle oracle = new ConservationOracle(2, 100);
    private final ConservationOracle.Sent sent = oracle.producer(1);
    private final ConservationOracle.Received first = oracle.receiver("first");
    private final ConservationOracle.Received second = oracle.receiver("second");

    private long accepted() {
        long item = sent.offer();
        sent.accept(item);
        return item;
    }

    @Test
    void isContentWhenEveryAcceptedItemWentSomewhere() {
        for (int i = 0; i < 50; i++) {
            first.take(accepted());
            second.take(accepted());
        }
        oracle.judge();

        assertThat(oracle.acceptedCount()).isEqualTo(100);
        assertThat(oracle.deliveredCount()).isEqualTo(100);
        assertThat(sent.left()).isZero();
    }

    @Test
    void isContentWhenARefusedItemWentNowhere() {
        sent.offer();
        oracle.undelivered(accepted());

        oracle.judge();

        assertThat(oracle.acceptedCount()).isEqualTo(1);
        assertThat(oracle.undeliveredCount()).isEqualTo(1);
    }

    @Test
    void keepsTheProducersApart() {
        long item = oracle.producer(0).offer();
        oracle.producer(0).accept(item);
        long other = accepted();

        first.take(other);
        second.take(item);

        assertThat(item).isNotEqualTo(other);
        oracle.judge();
    }

    @Test
    void findsALostItem() {
        accepted();

        assertFinds("item 1/0 was accepted, then lost");
    }

    @Test
    void findsAnItemThatOneReceiverGotTwice() {
        long item = accepted();
        first.take(item);
        first.take(item);

        assertFinds("first got item 1/0 twice");
    }

    @Test
    void findsAnItemThatTwoReceiversGot() {
        long item = accepted();
        first.take(item);
        second.take(item);

        assertFinds("item 1/0 was delivered to two receivers");
    }

    @Test
    void findsAnItemThatWasBothDeliveredAndHandedBack() {
        long item = accepted();
        first.take(item);
        oracle.undelivered(item);

        assertFinds("item 1/0 was delivered and handed back");
    }

    @Test
    void findsAnItemThatWasHandedBackTwice() {
        long item = accepted();
        oracle.undelivered(item);
        oracle.undelivered(item);

        assertFinds("onUndelivered got item 1/0 twice");
    }

    @Test
    void findsAnItemThatWasRefusedAndPassedOn() {
        first.take(sent.offer());

        assertFinds("item 1/0 was passed on although not accepted");
    }

    @Test
    void findsInventedItems() {
        for (long item : new long[] {-1, 2L << 32, 100, Long.MIN_VALUE}) {
            first.take(item);
        }

        assertFinds("which was never offered");
        assertThat(first.count()).isZero();
    }

    @Test
    void findsAWrongOrder() {
        long earlier = accepted();
        long later = accepted();
        first.take(later);
        first.take(earlier);

        assertFinds("first got item 1/0 after item 1/1");
    }

    @Test
    void allowsAnyOrderBetweenReceiversAndForWhatIsHandedBack() {
        long a = accepted();
        long b = accepted();
        long c = accepted();
        long d = accepted();
        first.take(b);
        second.take(a);
        oracle.undelivered(d);
        oracle.undelivered(c);

        assertThatCode(oracle::judge).doesNotThrowAnyException();
    }

    @Test
    void findsAWrongOrderBehindAnItemThatCameFirst() {
        long a = accepted();
        long b = accepted();
        long c = accepted();
        sent.overtook(c, List.of(a, b));
        first.take(c);
        first.take(b);
        first.take(a);

        assertFinds("first got item 1/0 after item 1/1");
    }

    @Test
    void allowsAnItemToOvertakeWhatWasPending() {
        long a = accepted();
        long b = accepted();
        long c = accepted();
        sent.overtook(c, List.of(a, b));
        first.take(c);
        first.take(a);
        first.take(b);

        assertThatCode(oracle::judge).doesNotThrowAnyException();
    }

    @Test
    void allowsNoItemToOvertakeWhatWasNotPending() {
        long a = accepted();
        long b = accepted();
        long c = accepted();
        sent.overtook(c, List.of(a));
        first.take(c);
        first.take(b);

        assertFinds("first got item 1/1 after item 1/2");
        assertThat(a).isLessThan(b);
    }

    @Test
    void repeatsWhatOthersReport() {
        oracle.report("something else");

        assertFinds("something else");
    }

    @Test
    void namesTheFirstOfManyFindings() {
        for (int i = 0; i < 100; i++) {
            accepted();
        }

        assertFinds("and 88 more");
    }

    @Test
    void offersNoMoreThanItHasRoomFor() {
        for (int i = 0; i < 100; i++) {
            sent.offer();
        }

        assertThatThrownBy(sent::offer).isInstanceOf(IllegalStateException.class);
    }

    private void assertFinds(String finding) {
        assertThatThrownBy(oracle::judge)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(finding);
    }
}
