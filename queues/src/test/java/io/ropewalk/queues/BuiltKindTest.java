package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is declared picks the algorithm. */
class BuiltKindTest {
    @Test
    void each_declaration_has_its_algorithm() {
        assertThat(build(Parties.ONE, Parties.ONE)).isInstanceOf(OneToOneBuffer.class);
        assertThat(build(Parties.ONE, Parties.MANY)).isInstanceOf(OneToManyBuffer.class);
        assertThat(build(Parties.MANY, Parties.ONE)).isInstanceOf(ManyToOneBuffer.class);
        assertThat(build(Parties.MANY, Parties.MANY)).isInstanceOf(ManyToManyBuffer.class);
    }

    @Test
    void many_of_both_is_the_default() {
        assertThat(BoundedBuffer.of(1)).isInstanceOf(ManyToManyBuffer.class);
    }

    @Test
    void closing_from_anywhere_takes_the_algorithm_for_many_of_both() {
        for (Parties producers : Parties.values()) {
            for (Parties consumers : Parties.values()) {
                BoundedBuffer<String> buffer =
                        builder(producers, consumers).closeFromAnywhere().build();

                assertThat(buffer).isInstanceOf(ManyToManyBuffer.class);
            }
        }
    }

    @Test
    void checks_stand_before_a_side_declared_one_and_nowhere_else() {
        assertThat(builder(Parties.ONE, Parties.MANY).checkRoles(true).build())
                .isInstanceOf(RoleCheckedBuffer.class);
        assertThat(builder(Parties.MANY, Parties.MANY).checkRoles(true).build())
                .isInstanceOf(ManyToManyBuffer.class);
        assertThat(builder(Parties.ONE, Parties.ONE).closeFromAnywhere().checkRoles(true).build())
                .isInstanceOf(RoleCheckedBuffer.class);
    }

    @Test
    void a_buffer_that_was_not_built_removable_is_no_queue() {
        assertThatThrownBy(() -> BoundedBuffer.of(1).asBlockingQueue())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("removable()");
    }

    private static BoundedBuffer<String> build(Parties producers, Parties consumers) {
        return builder(producers, consumers).build();
    }

    private static BoundedBufferBuilder<String> builder(Parties producers, Parties consumers) {
        return BoundedBuffer.<String>builder(1)
                .producers(producers)
                .consumers(consumers)
                .checkRoles(false);
    }
}
