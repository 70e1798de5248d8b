package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimBitsTest {
    @Test
    void a_claim_tells_its_parts_up_to_the_largest() {
        for (int slot : new int[] {0, 1, (1 << 30) - 1}) {
            for (int run : new int[] {1, 64, 1 << 30}) {
                for (long sleeper : new long[] {0, IndexBits.SLEEPER}) {
                    long claim = ClaimBits.of(slot, run, IndexBits.CLOSED | 4711 * 4 | sleeper);

                    assertThat(claim).isNotNegative();
                    assertThat(ClaimBits.slot(claim)).isEqualTo(slot);
                    assertThat(ClaimBits.run(claim)).isEqualTo(run);
                    assertThat(ClaimBits.hasSleeper(claim)).isEqualTo(sleeper != 0);
                }
            }
        }
    }
}
