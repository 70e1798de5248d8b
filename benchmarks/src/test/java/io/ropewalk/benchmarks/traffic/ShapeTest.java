package io.ropewalk.benchmarks.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void names_say_who_hands_over_to_whom() {
        assertThat(Shape.of("p4c1-1024-platform"))
                .isEqualTo(new Shape("p4c1-1024-platform", 4, 1, 5, 1024, 1, false));
        assertThat(Shape.of("batch64-1024-platform"))
                .isEqualTo(new Shape("batch64-1024-platform", 1, 1, 2, 1024, 64, false));
        assertThat(Shape.of("chain1000-16-virtual"))
                .isEqualTo(new Shape("chain1000-16-virtual", 1, 1, 1000, 16, 1, true));
    }

    @Test
    void a_chain_has_a_place_between_each_two() {
        assertThat(Shape.of("chain1000-16-virtual").places()).isEqualTo(999);
        assertThat(Shape.of("p4c4-64-virtual").places()).isEqualTo(1);
    }

    @Test
    void other_names_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of("p1c1-1024"));
    }
}
