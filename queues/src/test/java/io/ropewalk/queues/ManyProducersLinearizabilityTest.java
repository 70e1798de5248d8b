package io.ropewalk.queues;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations that never wait are linearizable in the buffers with many producers: model-checked
 * against a buffer for one thread. {@link BrokenRingTest} shows that this finds what is broken.
 */
@Tag("long")
class ManyProducersLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_many(int capacity) {
        Linearizability.check(ManyToManyModel.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_many_and_its_end(int capacity) {
        Linearizability.check(ManyToManyModel.WithEnd.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_one(int capacity) {
        Linearizability.check(ManyToOneModel.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_one_and_its_end(int capacity) {
        Linearizability.check(ManyToOneModel.WithEnd.class, capacity, 6);
    }
}
