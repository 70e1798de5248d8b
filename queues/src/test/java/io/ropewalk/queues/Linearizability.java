package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** How the operations that never wait are model-checked. */
final class Linearizability {
    private Linearizability() {}

    /** Checks a model with its share of the scenarios of its structure. */
    static void check(Class<?> model, int capacity, int shares) {
        BufferModel.capacity = capacity;
        options(shares)
                .sequentialSpecification(BufferSpecification.class)
                .verifier(Unfolding.class)
                .check(model);
    }

    /** As the other, for a model each of whose operations is one step of its specification. */
    static void check(Class<?> model, Class<?> specification, int capacity, int shares) {
        BufferModel.capacity = capacity;
        options(shares).sequentialSpecification(specification).check(model);
    }

    private static ModelCheckingOptions options(int shares) {
        return new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations((ModelEffort.SCENARIOS + shares - 1) / shares)
                .invocationsPerIteration(ModelEffort.PER_SCENARIO)
                .minimizeFailedScenario(false); // it moves operations out of the parallel part
    }
}
