package io.ropewalk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WaitPolicyTest {
    @Test
    void numbersBelowZeroAreRefused() {
        assertThatThrownBy(() -> new WaitPolicy(WaitPolicy.WakeUp.SLEEPER_FENCES, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxSpins is -1");
        assertThatThrownBy(() -> new WaitPolicy(WaitPolicy.WakeUp.SLEEPER_FENCES, 0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yields is -1");
        assertThatThrownBy(() -> new WaitPolicy(null, 0, 0))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void withoutSpinningKeepsWhoFences() {
        WaitPolicy policy = WaitPolicy.PUBLISHER_FENCES.withoutSpinning();

        assertThat(policy).isEqualTo(new WaitPolicy(WaitPolicy.WakeUp.PUBLISHER_FENCES, 0, 0));
        assertThat(WaitPolicy.SLEEPER_FENCES.wakeUp()).isEqualTo(WaitPolicy.WakeUp.SLEEPER_FENCES);
    }
}
