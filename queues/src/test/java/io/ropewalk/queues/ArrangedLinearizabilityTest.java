package io.ropewalk.queues;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations of keyed and priority buffers that never wait are linearizable: model-checked
 * against such buffers for one thread.
 */
@Tag("long")
class ArrangedLinearizabilityTest {
    @Test
    void priority() {
        Linearizability.check(
                ArrangedModel.Priority.class, ArrangedSpecification.Priority.class, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void keyed(int capacity) {
        Linearizability.check(
                ArrangedModel.Keyed.class, ArrangedSpecification.Keyed.class, capacity, 4);
    }
}
