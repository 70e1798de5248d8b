package io.ropewalk.queues;

/** How much the model checks of this module do, by system properties; printed once. */
final class ModelEffort {
    /** Scenarios of three threads with three operations for each structure, all capacities. */
    static final int SCENARIOS = Integer.getInteger("ropewalk.lincheck.scenarios", 50);

    /** Interleavings explored for one scenario. */
    static final int PER_SCENARIO =
            Integer.getInteger("ropewalk.lincheck.invocationsPerScenario", 1_000);

    /** Interleavings explored for one blocking protocol. */
    static final int INVOCATIONS = Integer.getInteger("ropewalk.lincheck.invocations", 100);

    static {
        System.out.println(
                "Lincheck: "
                        + SCENARIOS
                        + " scenarios of "
                        + PER_SCENARIO
                        + " invocations for each structure, "
                        + INVOCATIONS
                        + " invocations for each blocking protocol");
    }

    private ModelEffort() {}
}
