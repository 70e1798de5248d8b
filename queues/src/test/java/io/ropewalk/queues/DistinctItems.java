package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.ParameterGenerator;
import org.jetbrains.lincheck.datastructures.RandomProvider;

/** The items 1, 2, 3 and so on: each once in a scenario. */
@SuppressWarnings("exports") // for Lincheck, on the class path
public final class DistinctItems implements ParameterGenerator<Integer> {
    private int last;

    /** Called by Lincheck. */
    @SuppressWarnings("unused")
    public DistinctItems(RandomProvider random, String configuration) {}

    @Override
    public Integer generate() {
        return ++last;
    }

    @Override
    public void reset() {
        last = 0;
    }
}
