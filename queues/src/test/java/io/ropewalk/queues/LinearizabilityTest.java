package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operations that never wait are linearizable: model-checked against a buffer for one thread.
 * {@link BrokenRingTest} shows that this finds what is broken.
 */
@Tag("long")
class LinearizabilityTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_many(int capacity) {
        check(ManyToManyModel.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_many_and_its_end(int capacity) {
        check(ManyToManyModel.WithEnd.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_one(int capacity) {
        check(ManyToOneModel.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void many_to_one_and_its_end(int capacity) {
        check(ManyToOneModel.WithEnd.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void one_to_many(int capacity) {
        check(OneToManyModel.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void one_to_many_and_its_end(int capacity) {
        check(OneToManyModel.WithEnd.class, capacity, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_to_one(int capacity) {
        check(OneToOneModel.class, capacity, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void one_to_one_and_its_end(int capacity) {
        check(OneToOneModel.WithEnd.class, capacity, 4);
    }

    /** Checks a model with its share of the scenarios of its structure. */
    static void check(Class<?> model, int capacity, int shares) {
        BufferModel.capacity = capacity;
        new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations((ModelEffort.SCENARIOS + shares - 1) / shares)
                .invocationsPerIteration(ModelEffort.PER_SCENARIO)
                .minimizeFailedScenario(false) // it moves operations out of the parallel part
                .sequentialSpecification(BufferSpecification.class)
                .verifier(Unfolding.class)
                .check(model);
    }
}
