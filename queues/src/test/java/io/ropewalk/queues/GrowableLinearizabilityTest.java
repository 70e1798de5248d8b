package io.ropewalk.queues;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations that never wait are linearizable in the growable buffer, JCTools' queue in it and
 * its growth included: model-checked against a buffer for one thread.
 */
@Tag("long")
class GrowableLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void growable(int capacity) {
        Linearizability.check(GrowableModel.class, capacity, 12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void growable_and_its_end(int capacity) {
        Linearizability.check(GrowableModel.WithEnd.class, capacity, 12);
    }

    @ParameterizedTest
    @ValueSource(ints = {3})
    void growable_to_one_and_its_end(int capacity) {
        Linearizability.check(GrowableToOneModel.class, capacity, 12);
    }
}
