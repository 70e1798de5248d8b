package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** Spinning learns, within bounds. */
class SpinnerTest {
    private static final int MOST = 200;
    private static final int LEAST = 4;
    private static final int YIELDS = 2;

    private final Spinner spinner = new Spinner(MOST, YIELDS);

    @Test
    void hitsLeadToTheMostSpins() {
        times(100, spinner::hit);

        assertThat(spins(spinner, YIELDS)).isEqualTo(MOST);
    }

    @Test
    void missesLeadToAFew() {
        times(100, spinner::miss);

        assertThat(spins(spinner, YIELDS)).isEqualTo(LEAST);
    }

    @Test
    void aHitAfterManyMissesIsLearntFrom() {
        times(100, spinner::miss);

        spinner.hit();

        assertThat(spins(spinner, YIELDS)).isGreaterThan(LEAST);
    }

    @Test
    void spinsStayWithinTheirBoundsWhateverHappens() {
        for (int most : new int[] {1, 2, 3, 4, 5, 7, 8, 1_000, Integer.MAX_VALUE / 2}) {
            Spinner any = new Spinner(most, 0);
            Random random = new Random(most);
            for (int i = 0; i < 1_000; i++) {
                if (random.nextBoolean()) {
                    any.hit();
                } else {
                    any.miss();
                }
                assertThat(spins(any, 0)).isBetween(Math.min(most / 2, LEAST), most);
            }
        }
    }

    @Test
    void zeroSpinsLeaveTheYields() {
        Spinner none = new Spinner(0, 5);
        none.hit();
        none.miss();

        assertThat(none.tries()).isEqualTo(5);
        assertThat(new Spinner(0, 0).tries()).isZero();
    }

    @Test
    void triesAreSpinsAndYieldsWhereSpinningHelps() {
        int tries = spinner.tries();

        if (Strand.maySpin()) {
            assertThat(tries).isEqualTo(MOST / 2 + YIELDS);
        } else {
            assertThat(tries).isEqualTo(YIELDS);
        }
        for (int i = 0; i < tries; i++) {
            spinner.pause(i, tries);
        }
    }

    @Test
    void aPlatformThreadMaySpinOnSeveralProcessors() {
        boolean several = Runtime.getRuntime().availableProcessors() > 1;

        assertThat(Strand.maySpin()).isEqualTo(several);
        // Beyond the count of reads after which the system is asked again.
        for (int i = 0; i < 3_000; i++) {
            assertThat(Processors.several()).isEqualTo(several);
        }
    }

    private static int spins(Spinner spinner, int yields) {
        assumeTrue(Strand.maySpin(), "one processor: there are no spins");
        return spinner.tries() - yields;
    }

    private static void times(int n, Runnable action) {
        for (int i = 0; i < n; i++) {
            action.run();
        }
    }
}
