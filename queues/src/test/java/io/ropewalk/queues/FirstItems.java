package io.ropewalk.queues;

import org.jetbrains.lincheck.datastructures.ParameterGenerator;
import org.jetbrains.lincheck.datastructures.RandomProvider;

import java.util.random.RandomGenerator;

/** Some of the first {@link DistinctItems}, which a scenario is likely to send. */
@SuppressWarnings("exports") // for Lincheck, on the class path
public final class FirstItems implements ParameterGenerator<Integer> {
    private static final int MOST = 6;

    private final RandomGenerator random;

    /** Called by Lincheck. */
    @SuppressWarnings("unused")
    public FirstItems(RandomProvider random, String configuration) {
        this.random = random.createRandom();
    }

    @Override
    public Integer generate() {
        return 1 + random.nextInt(MOST);
    }

    @Override
    public void reset() {}
}
