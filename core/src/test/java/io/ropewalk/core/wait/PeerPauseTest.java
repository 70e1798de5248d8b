package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pause for a peer gets longer and stays short. */
@Timeout(60)
class PeerPauseTest {
    @Test
    void aPauseIsNoLongerThanAMillisecondOrSo() {
        for (int round : new int[] {0, 63, 64, 71, 72, 73, 76, 1_000, Integer.MAX_VALUE}) {
            long start = System.nanoTime();
            PeerPause.pause(round, this);
            assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
        }
    }

    @Test
    void aLateRoundSleepsAlthoughAnInterruptIsPending() {
        PeerPause.pause(1_000, this); // loading its classes takes longer than a pause
        Thread.currentThread().interrupt();

        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            PeerPause.pause(1_000, this);
        }
        long nanos = System.nanoTime() - start;

        assertThat(Thread.interrupted()).isTrue();
        assertThat(nanos).isGreaterThan(5 * 500_000);
    }
}
