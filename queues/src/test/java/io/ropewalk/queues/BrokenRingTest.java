package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Linearizability} must catch, with the effort that it makes. */
@Tag("long")
class BrokenRingTest {
    /** As many as ManyToManyBuffer's scenarios are divided by. */
    private static final int SHARES = 6;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_ring_with_a_flaw_is_caught(TwinRing.Flaw flaw) {
        assertThatThrownBy(() -> check(flaw, SHARES))
                .hasMessageContaining("Invalid execution results");
    }

    @Test
    void the_same_ring_passes_without_one() {
        assertThatCode(() -> check(TwinRing.Flaw.NONE, 4 * SHARES)).doesNotThrowAnyException();
    }

    private static void check(TwinRing.Flaw flaw, int shares) {
        TwinRing.flaw = flaw;
        Linearizability.check(TwinRing.class, 2, shares);
    }
}
