package io.ropewalk.queues;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations of the removable buffer that never wait are linearizable, those that look and then
 * remove among them: model-checked against a buffer for one thread.
 */
@Tag("long")
class RemovableLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void removable(int capacity) {
        Linearizability.check(RemovableModel.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void removable_and_clear(int capacity) {
        Linearizability.check(RemovableModel.WithClear.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void removable_and_its_end(int capacity) {
        Linearizability.check(RemovableModel.WithEnd.class, capacity, 6);
    }
}
