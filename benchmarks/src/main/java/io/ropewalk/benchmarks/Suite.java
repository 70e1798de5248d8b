package io.ropewalk.benchmarks;

import java.util.List;

/**
 * What {@code bin/bench <name>} measures.
 *
 * <p>To add a suite: a JMH class with the parameters {@code shape} and {@code peer}, a method that
 * builds one of these, a line in {@link Suites}, and its targets in {@code targets.txt}.
 *
 * @param name its name
 * @param benchmark the JMH class
 * @param ours the peer that is Ropewalk
 * @param again the same once more under another name: the A/A control
 * @param contests what is compared
 * @param probes what is held against a bound
 * @param full how long a fork measures
 * @param quick the same under {@code --quick}
 */
public record Suite(
        String name,
        Class<?> benchmark,
        String ours,
        String again,
        List<Contest> contests,
        List<ProbeJvm> probes,
        Timing full,
        Timing quick) {
    /** Copies the lists. */
    public Suite {
        contests = List.copyOf(contests);
        probes = List.copyOf(probes);
    }
}
