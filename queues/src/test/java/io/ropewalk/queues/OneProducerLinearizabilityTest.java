package io.ropewalk.queues;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations that never wait are linearizable in the buffers with one producer: model-checked
 * against a buffer for one thread. {@link BrokenRingTest} shows that this finds what is broken.
 */
@Tag("long")
class OneProducerLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void one_to_many(int capacity) {
        Linearizability.check(OneToManyModel.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void one_to_many_and_its_end(int capacity) {
        Linearizability.check(OneToManyModel.WithEnd.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_to_one(int capacity) {
        Linearizability.check(OneToOneModel.class, capacity, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_to_one_and_its_end(int capacity) {
        Linearizability.check(OneToOneModel.WithEnd.class, capacity, 4);
    }
}
