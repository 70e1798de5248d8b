package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is declared picks the algorithm for longs, and the check of roles. */
@Timeout(60)
class BuiltLongKindTest {
    private static BoundedLongBufferBuilder builder(Parties producers, Parties consumers) {
        return BoundedLongBuffer.builder(1)
                .producers(producers)
                .consumers(consumers)
                .checkRoles(false);
    }

    @Test
    void one_of_both_has_an_algorithm_of_its_own() {
        assertThat(builder(Parties.ONE, Parties.ONE).build())
                .isInstanceOf(OneToOneLongBuffer.class);
        assertThat(builder(Parties.ONE, Parties.MANY).build())
                .isInstanceOf(ManyToManyLongBuffer.class);
        assertThat(builder(Parties.MANY, Parties.ONE).build())
                .isInstanceOf(ManyToManyLongBuffer.class);
        assertThat(BoundedLongBuffer.of(1)).isInstanceOf(ManyToManyLongBuffer.class);
    }

    @Test
    void what_needs_atomic_updates_takes_the_algorithm_for_many() {
        assertThat(builder(Parties.ONE, Parties.ONE).closeFromAnywhere().build())
                .isInstanceOf(ManyToManyLongBuffer.class);
        assertThat(builder(Parties.ONE, Parties.ONE).overflow(Overflow.DROP_OLDEST).build())
                .isInstanceOf(ManyToManyLongBuffer.class);
    }

    @Test
    void checks_stand_before_a_side_declared_one_and_nowhere_else() {
        assertThat(builder(Parties.ONE, Parties.MANY).checkRoles(true).build())
                .isInstanceOf(RoleCheckedLongBuffer.class);
        assertThat(builder(Parties.MANY, Parties.MANY).checkRoles(true).build())
                .isInstanceOf(ManyToManyLongBuffer.class);
    }

    @Test
    void overlapping_calls_on_a_side_declared_one_are_refused() {
        BoundedLongBuffer buffer = builder(Parties.ONE, Parties.ONE).checkRoles(true).build();
        BackgroundCall<Long> receiver = BackgroundCall.of(buffer::receive);
        receiver.awaitAsleep();
        long[] into = new long[1];

        assertThatThrownBy(() -> buffer.tryReceive(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("consumer side of BoundedLongBuffer[0 of 1]")
                .hasMessageContaining("calls tryReceive")
                .hasMessageContaining("is in receive");
        assertThatThrownBy(() -> buffer.drainTo(into, 0, 1)).hasMessageContaining("calls drainTo");
        assertThatThrownBy(() -> buffer.receiveBatch(into, 0, 1))
                .hasMessageContaining("calls receiveBatch");
        assertThatThrownBy(() -> buffer.tryReceive(item -> {}))
                .hasMessageContaining("calls tryReceive");
        assertThatThrownBy(buffer::receiveAsync).hasMessageContaining("calls receiveAsync");

        receiver.interrupt();
        assertThat(receiver.failure()).isInstanceOf(InterruptedException.class);
    }
}
