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

        // Each by itself: one that the system held up must not speak for the others.
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            PeerPause.pause(1_000, this);
            assertThat(System.nanoTime() - start).isGreaterThan(500_000);
        }

        assertThat(Thread.interrupted()).isTrue();
    }
}
