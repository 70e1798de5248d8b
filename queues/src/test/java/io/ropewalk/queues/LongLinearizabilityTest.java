package io.ropewalk.queues;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations that never wait are linearizable in the buffers of longs: model-checked against a
 * buffer for one thread. {@link BrokenRingTest} shows that this finds what is broken.
 */
@Tag("long")
class LongLinearizabilityTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_to_one(int capacity) {
        Linearizability.check(OneToOneLongModel.class, capacity, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_to_one_and_its_end(int capacity) {
        Linearizability.check(OneToOneLongModel.WithEnd.class, capacity, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void many_to_many(int capacity) {
        Linearizability.check(ManyToManyLongModel.class, capacity, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void many_to_many_and_its_end(int capacity) {
        Linearizability.check(ManyToManyLongModel.WithEnd.class, capacity, 4);
    }
}
