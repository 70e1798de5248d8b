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

    private static final int CAPACITY = 1_000;

    private long passed;
    private final Spinner spinner = new Spinner(MOST, YIELDS, CAPACITY, () -> passed);

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
            Spinner any = new Spinner(most, 0, CAPACITY, () -> passed);
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
        Spinner none = new Spinner(0, 5, CAPACITY, () -> passed);
        none.hit();
        none.miss();

        assertThat(none.tries()).isEqualTo(5);
        assertThat(new Spinner(0, 0, CAPACITY, () -> passed).tries()).isZero();
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

    @Test
    void aStreamIsLookedAtLessAndLessOften() {
        assertThat(runs(20, 3)).isEqualTo(MOST / 2 / 64);
    }

    @Test
    void longRunsLeaveItAtThat() {
        runs(2, 3);
        int before = runs(1, CAPACITY / 4);

        assertThat(runs(20, CAPACITY / 4)).isEqualTo(before);
    }

    @Test
    void aPartnerWhoAnswersOneAtATimeIsLookedAtAtOnceAgain() {
        runs(20, 3);

        assertThat(runs(6, 1)).isEqualTo(MOST / 2);
    }

    @Test
    void aPartnerWhoFilledMoreThanHalfIsLookedAtSooner() {
        runs(20, 3);

        assertThat(runs(6, CAPACITY / 2 + 1)).isEqualTo(MOST / 2);
    }

    @Test
    void theGapStaysWithinTheSpinsThatAreAllowed() {
        Spinner few = new Spinner(3, 0, CAPACITY, () -> passed);
        for (int i = 0; i < 20; i++) {
            passed += 3;
            assertThat(spins(few, 0)).isBetween(1, 3);
        }
    }

    @Test
    void aGapThatOthersHaveChangedDoesNotMakeTheSpinsMoreThanTheMost() {
        int tries = spinner.tries();
        assumeTrue(Strand.maySpin(), "one processor: there are no spins");
        int fewTries = runs(20, 3) + YIELDS;

        assertThat(spinner.spinsBeforeTry(fewTries)).isEqualTo(64);
        assertThat((tries - YIELDS) * spinner.spinsBeforeTry(tries)).isBetween(1, MOST);
    }

    @Test
    void asLittleAsOneFitsIsAlwaysLookedAtAtOnce() {
        Spinner tight = new Spinner(MOST, 0, 1, () -> passed);
        for (int i = 0; i < 20; i++) {
            assertThat(spins(tight, 0)).isEqualTo(MOST / 2);
            passed++;
        }
    }

    /** Waits so often after so many items each: how many spins the last wait has. */
    private int runs(int count, int length) {
        int spins = 0;
        for (int i = 0; i < count; i++) {
            passed += length;
            spins = spins(spinner, YIELDS);
        }
        return spins;
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
